#include "extractor/report/csv.h"

#include <algorithm>

namespace bangvang::report {
namespace {

bool may_be_formula(std::string_view text) {
  constexpr std::string_view kOpeners[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                           "\n", "＝", "＋", "－", "＠"};
  return std::ranges::any_of(kOpeners,
                             [&](std::string_view opener) { return text.starts_with(opener); });
}

char separator_of(std::string_view text) {
  const std::string_view head = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char c : {',', ';', '\t'}) {
    if (std::ranges::count(head, c) > std::ranges::count(head, best)) best = c;
  }
  return best;
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

CsvRows read_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const char separator = separator_of(text);
  CsvRows rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  const auto end_row = [&] {
    if (row.size() > 1 || !row[0].empty()) rows.push_back(std::move(row));
    row.assign(1, {});
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        row.back() += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        row.back() += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"' && row.back().empty()) {
      quoted = true;
    } else if (c == separator) {
      row.emplace_back();
    } else if (c == '\n') {
      end_row();
    } else if (c != '\r') {
      row.back() += c;
    }
  }
  end_row();
  return rows;
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string out;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) out += ',';
    append_cell(out, cell);
  }
  return out + "\r\n";
}

}  // namespace bangvang::report
