#include "extractor/server/knowledge.h"

#include <algorithm>

#include "extractor/base/table.h"

namespace bangvang::server {
namespace {

// Each once.
std::vector<std::string> kinds_of(const grammar::RuleSet& rules) {
  std::vector<std::string> kinds;
  const auto add = [&](const std::string& kind) {
    if (std::ranges::count(kinds, kind) == 0) kinds.push_back(kind);
  };
  for (const auto& lexicon : rules.lexicons()) add(lexicon.kind);
  for (const auto& rule : rules.rules()) add(rule.kind);
  return kinds;
}

// Fails with the file and line of the first mistake.
Result<std::set<std::string>> gone_provinces(const std::vector<grammar::SourceFile>& files) {
  std::set<std::string> out;
  const auto file = std::ranges::find(files, "provinces.tsv", &grammar::SourceFile::name);
  if (file == files.end()) return out;
  const auto table = Table::parse(file->content, file->path);
  if (!table) return std::unexpected(table.error());
  const auto slug = table->column("slug"), tags = table->column("tag");
  if (!slug) return std::unexpected(slug.error());
  if (!tags) return std::unexpected(tags.error());
  for (const Table::Row& row : table->rows()) {
    const auto list = split_cells(row.cells[*tags], ' ');
    if (std::ranges::count(list, "old") > 0) out.emplace(row.cells[*slug]);
  }
  return out;
}

}  // namespace

std::expected<std::shared_ptr<const Knowledge>, std::vector<Error>> Knowledge::load(
    const std::vector<grammar::SourceFile>& files) {
  const auto one = [](const Error& error) { return std::unexpected(std::vector<Error>{error}); };
  auto rules = grammar::RuleSet::load(files);
  if (!rules) return std::unexpected(std::move(rules.error()));
  auto basis = ingest::Basis::load(files);
  if (!basis) return one(basis.error());
  history::Lineage lineage = basis->lineage;
  auto spellings = store::Spellings::load(files);
  if (!spellings) return one(spellings.error());
  auto gone = gone_provinces(files);
  if (!gone) return one(gone.error());
  std::map<std::string, report::Labels, std::less<>> labels;
  for (const char* language : {"vi", "en", "id"}) {
    auto loaded = report::Labels::load(files, language);
    if (!loaded) return one(loaded.error());
    labels.emplace(language, *std::move(loaded));
  }
  std::string digest = rules->digest();
  std::vector<std::string> kinds = kinds_of(*rules);
  return std::make_shared<const Knowledge>(
      std::move(digest), *std::move(basis), std::move(lineage), *std::move(gone),
      *std::move(spellings), std::move(labels),
      pipeline::Extractor(std::make_shared<const grammar::RuleSet>(*std::move(rules))),
      std::move(kinds));
}

}  // namespace bangvang::server
