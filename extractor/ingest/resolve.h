// Keeping the award history of a store up to date: what articles tell is told anew where facts came
// or went, and only the blocks that this touches are resolved again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/history/lineage.h"
#include "extractor/store/store.h"

namespace bangvang::ingest {

struct Resolution {
  std::string reason;        // why everything is made anew; empty when only what changed
  std::size_t articles = 0;  // told
  store::Resolved records;
  std::vector<Error> damaged;  // facts that could not be read: their articles tell nothing
};

// What records are resolved with: they are out of date when it changes.
struct Basis {
  history::Lineage lineage;
  std::string digest;  // of the lineage and the resolver's version
  store::IdLabels labels;

  // Fails as history::Lineage::load does.
  static Result<Basis> load(const std::vector<grammar::SourceFile>& grammars);
};

// Whether the records were resolved with another basis than this one.
Result<bool> outdated(store::Store& store, const Basis& basis);

// Equal to a full rebuild, whatever was resolved before. `full` asks for one.
Result<Resolution> resolve(store::Store& store, const Basis& basis, bool full);

}  // namespace bangvang::ingest
