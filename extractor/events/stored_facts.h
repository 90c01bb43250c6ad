// The values in facts that were stored as JSON.
#pragma once

#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/events/events.h"
#include "extractor/events/record.h"
#include "extractor/facts/facts.h"

namespace bangvang::events {

template <class Fact>
struct Stored {
  std::string id;
  std::string words;  // the place it was read from, quoted; empty for a meeting
  Fact fact;          // of its evidence what read_evidence() reads
};

// By kind, in their order; dates and documents are left out.
struct StoredFacts {
  std::vector<Stored<facts::Agency>> agencies;
  std::vector<Stored<facts::Bloc>> blocs;
  std::vector<Stored<facts::BlocRole>> bloc_roles;
  std::vector<Stored<facts::Official>> officials;
  std::vector<Stored<facts::Award>> awards;
  std::vector<Stored<Meeting>> meetings;
};

// Fails with kBadInput, naming the fact, when its JSON is damaged.
Result<StoredFacts> read_stored(const std::vector<StoredFact>& facts);

}  // namespace bangvang::events
