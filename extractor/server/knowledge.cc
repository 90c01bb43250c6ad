#include "extractor/server/knowledge.h"

namespace bangvang::server {

std::expected<std::shared_ptr<const Knowledge>, std::vector<Error>> Knowledge::load(
    const std::vector<grammar::SourceFile>& files) {
  const auto one = [](const Error& error) { return std::unexpected(std::vector<Error>{error}); };
  auto rules = grammar::RuleSet::load(files);
  if (!rules) return std::unexpected(std::move(rules.error()));
  auto lineage = history::Lineage::load(files);
  if (!lineage) return one(lineage.error());
  auto spellings = store::spellings(files);
  if (!spellings) return one(spellings.error());
  return std::make_shared<const Knowledge>(
      *std::move(lineage), *std::move(spellings),
      pipeline::Extractor(std::make_shared<const grammar::RuleSet>(*std::move(rules))));
}

}  // namespace bangvang::server
