#include "extractor/ingest/single.h"

#include "extractor/ingest/capture.h"

namespace bangvang::ingest {
namespace {

Single::Outcome outcome_of(const store::Changes& changes) {
  if (changes.forgotten > 0) return Single::Outcome::kForgotten;
  if (changes.known > 0) return Single::Outcome::kKnown;
  return changes.articles > 0 ? Single::Outcome::kNew : Single::Outcome::kNewVersion;
}

}  // namespace

Result<Single> put(store::Store& store, const pipeline::Extractor& extractor, const Basis& basis,
                   const source::Document& document, const std::string& program) {
  Options options;
  options.program = program;
  auto made = make_capture(document, extractor, options);
  store::Batch batch;
  Single out;
  if (made) {
    out.article = made->capture->record.id;
    batch.captures.push_back(*std::move(made->capture));
  } else {
    out = {.outcome = Single::Outcome::kSetAside, .reason = made.error().message};
    batch.failures.push_back(std::move(made.error()));
  }
  const auto changes = store.put(batch);
  if (!changes) return std::unexpected(changes.error());
  if (!made) return out;
  out.outcome = outcome_of(*changes);
  if (const auto resolved = resolve(store, basis, false); !resolved) {
    return std::unexpected(resolved.error());
  }
  return out;
}

}  // namespace bangvang::ingest
