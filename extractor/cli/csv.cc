#include "extractor/cli/csv.h"

#include <algorithm>

namespace bangvang::cli {
namespace {

bool may_be_formula(std::string_view text) {
  constexpr std::string_view kOpeners[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                           "\n", "＝", "＋", "－", "＠"};
  return std::ranges::any_of(kOpeners,
                             [&](std::string_view opener) { return text.starts_with(opener); });
}

}  // namespace

void append_cell(std::string& out, std::string_view text) {
  const bool formula = may_be_formula(text);
  if (!formula && text.find_first_of(",;\t\"\r\n") == text.npos) {
    out += text;
    return;
  }
  out += '"';
  if (formula) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace bangvang::cli
