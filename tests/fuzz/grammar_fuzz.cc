// Any bytes as a grammar file, with a table behind the first NUL: they load, or every mistake has a
// place and a reason. What loads can be run, checked and explained.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/grammar/rule_set.h"

namespace {

using bangvang::Span;
using bangvang::grammar::Analysis;
using bangvang::grammar::RuleSet;
using bangvang::grammar::SourceFile;

constexpr const char* kShared = R"(
[class.day]
number = '0?[1-9]|[12][0-9]|3[01]'
[class.year]
number = '(?:19|20)[0-9][0-9]'
[class.surname]
words = ["Nguyễn", "Trần"]
[coordination]
words = [",", ";", "và"]
[abbreviations]
words = ["TP"]
[respell]
"nghành" = "ngành"
[gate]
kinds = ["date", "agency", "a", "k"]
[lexicon.month_name]
"giêng" = "1"
)";

// Normalised, with numbers, capitals, marks, several sentences and lines.
constexpr std::string_view kText =
    "Sáng 6/12/2023, Sở Y tế, Sở Nội vụ và UBND TP Huế họp. Sở Y tế làm Trưởng khối năm 2024; "
    "bà Trần Thị Kiều Ngân (Phó Giám đốc) nhận Bằng khen:\n- Tập thể: 07;\n- Cá nhân: 12.\n"
    "Quyết định số 163/QĐ-UBND ngày 01/02/2023 - \"x y z\".";

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

void check_mentions(const Analysis& analysis, std::string_view kind) {
  for (const auto& mention : analysis.of(kind)) {
    const Span span = mention.span();
    require(span.begin < span.end && span.end <= kText.size(), "a mention has words");
    require(mention.text() == span.of(kText), "the words stand in the text");
    (void)mention.value();
    for (const auto& inner : mention.inside(kind)) require(span.contains(inner.span()), "inside");
  }
}

void run(const RuleSet& rules) {
  const std::size_t end = kText.find('\n');
  const Span blocks[] = {
      {0, static_cast<std::uint32_t>(end)},
      {static_cast<std::uint32_t>(end + 1), static_cast<std::uint32_t>(kText.size())}};
  const Analysis analysis = rules.analyse(kText, blocks);
  for (const auto& rule : rules.rules()) {
    check_mentions(analysis, rule.kind);
    for (const Span block : blocks) (void)rules.abstract_line(kText, block, rule.kind);
  }
  for (const auto& lexicon : rules.lexicons()) check_mentions(analysis, lexicon.kind);
  (void)rules.near_misses(analysis);
  (void)rules.gate(kText);
  for (const auto& error : rules.check_examples()) {
    require(!error.place.empty() && !error.reason.empty(), "an example that fails has a place");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = bytes.find('\0');
  std::vector<SourceFile> files = {{"fuzz.toml", "fuzz.toml", std::string(bytes.substr(0, cut))},
                                   {"shared.toml", "shared.toml", kShared}};
  if (cut != std::string_view::npos) {
    files.push_back({"table.tsv", "table.tsv", std::string(bytes.substr(cut + 1))});
  }
  const auto rules = RuleSet::load(files);
  if (rules) {
    run(*rules);
    return 0;
  }
  require(!rules.error().empty(), "a failure has mistakes");
  for (const auto& error : rules.error()) require(!error.reason.empty(), "a mistake has a reason");
  return 0;
}
