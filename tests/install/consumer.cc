// Reads one sentence through the installed rooms, as another program would.
#include <cstdio>
#include <memory>

#include "extractor/events/codec.h"
#include "extractor/pipeline/extractor.h"

using namespace bangvang;

int main() {
  const auto files = grammar::read_directory(GRAMMARS);
  if (!files) return std::fprintf(stderr, "%s\n", files.error().message().c_str()), 1;
  auto rules = grammar::RuleSet::load(*files);
  if (!rules) return std::fprintf(stderr, "%s\n", rules.error().front().message().c_str()), 1;

  const pipeline::Extractor extractor(std::make_shared<const grammar::RuleSet>(std::move(*rules)));
  source::Document document;
  document.source = "sentence";
  document.bytes = "Ngày 22/2/2023, Sở Y tế làm Trưởng khối năm 2023.";
  const auto extraction = extractor.extract(document);
  if (!extraction) return std::fprintf(stderr, "%s\n", extraction.error().message().c_str()), 1;

  std::puts(events::to_json(*extraction, {}).c_str());
  const auto& dates = extraction->facts.dates;
  return !dates.empty() && dates.front().value == "2023-02-22" ? 0 : 1;
}
