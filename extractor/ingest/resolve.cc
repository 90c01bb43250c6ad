#include "extractor/ingest/resolve.h"

#include <algorithm>
#include <utility>

#include "extractor/base/hash.h"
#include "extractor/history/evidence.h"

namespace bangvang::ingest {
namespace {

// A transaction of this many articles or blocks costs little more than their rows; another writer
// waits no longer than for one of them.
constexpr std::size_t kArticlesAtOnce = 1000;
constexpr std::size_t kBlocksAtOnce = 5000;

// The tables that Lineage::load reads.
constexpr std::string_view kTables[] = {"agencies.tsv", "agency_heads.tsv", "bloc_heads.tsv",
                                        "lineage.tsv", "provinces.tsv"};

Result<void> tell_all(store::Archive& archive, const history::Lineage& lineage,
                      Resolution& resolution) {
  const auto tell = [&](const history::Article& article) {
    auto told = history::tell(article, lineage);
    if (!told) {
      resolution.damaged.push_back(std::move(told.error()));
      return store::Archive::Telling();
    }
    return store::Archive::Telling{history::evidence_of(*told, lineage), std::move(told->bodies)};
  };
  while (true) {
    const auto told = archive.tell(kArticlesAtOnce, tell);
    if (!told) return std::unexpected(told.error());
    resolution.articles += *told;
    if (*told < kArticlesAtOnce) return {};
  }
}

Result<void> resolve_all(store::Archive& archive, const history::Lineage& lineage,
                         Resolution& resolution) {
  const auto resolve = [&](const history::Block& block) {
    auto records = history::resolve(block, lineage);
    if (records) return *std::move(records);
    resolution.damaged.push_back(std::move(records.error()));
    return history::Records();
  };
  while (true) {
    const auto resolved = archive.resolve(kBlocksAtOnce, resolve);
    if (!resolved) return std::unexpected(resolved.error());
    resolution.records += *resolved;
    if (resolved->blocks < kBlocksAtOnce) return {};
  }
}

}  // namespace

Result<Basis> Basis::load(const std::vector<grammar::SourceFile>& grammars) {
  auto lineage = history::Lineage::load(grammars);
  if (!lineage) return std::unexpected(std::move(lineage.error()));
  Blake2b digest;
  digest.field(std::to_string(history::kResolverVersion));
  for (const grammar::SourceFile& file : grammars) {
    if (std::ranges::count(kTables, file.name) > 0) digest.field(file.name).field(file.content);
  }
  auto labels = store::IdLabels::load(grammars);
  if (!labels) return std::unexpected(std::move(labels.error()));
  return Basis{*std::move(lineage), digest.hex(), *std::move(labels)};
}

Result<bool> outdated(store::Store& store, const Basis& basis) {
  const auto stored = store.archive().basis();
  if (!stored) return std::unexpected(stored.error());
  return *stored && **stored != basis.digest;
}

Result<Resolution> resolve(store::Store& store, const Basis& basis, bool full) {
  store::Archive& archive = store.archive();
  Resolution resolution;
  const auto stored = archive.basis();
  if (!stored) return std::unexpected(stored.error());
  const bool other = *stored && **stored != basis.digest;
  if (full) resolution.reason = "as asked";
  if (other) resolution.reason = "the lineage of agencies or the way of resolving has changed";
  if (full || *stored != basis.digest) {
    if (auto done = archive.rebase(basis.digest); !done) return std::unexpected(done.error());
  }
  if (auto done = tell_all(archive, basis.lineage, resolution); !done) {
    return std::unexpected(done.error());
  }
  if (auto done = resolve_all(archive, basis.lineage, resolution); !done) {
    return std::unexpected(done.error());
  }
  if (auto done = archive.label(basis.labels); !done) return std::unexpected(done.error());
  if (auto done = archive.tidy(); !done) return std::unexpected(done.error());
  return resolution;
}

}  // namespace bangvang::ingest
