// What one article tells, made of its stored facts.
#pragma once

#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/events/record.h"
#include "extractor/history/correction.h"
#include "extractor/history/lineage.h"
#include "extractor/history/told.h"

namespace bangvang::history {

struct Article {
  std::string id;
  std::string published;  // ISO 8601 in local time; empty when unknown
  std::string province;   // slug; may be empty
  std::vector<events::StoredFact> facts;
  std::vector<Correction> corrections;  // that stand, by number
  std::optional<std::string> text;      // where corrections ask for it
};

struct ToldArticle {
  std::vector<ToldAward> awards;
  std::vector<ToldRole> roles;
  std::vector<ToldPerson> persons;  // officials, and persons who received an award
  std::vector<ToldBloc> blocs;
  std::vector<Body> bodies;  // every agency it names, by key
  Corrected corrected;       // its facts as people have corrected them
};

// Origins are left open: they depend on other articles. Fails with kBadInput when a fact is
// damaged. Pure.
Result<ToldArticle> tell(const Article& article, const Lineage& lineage);

}  // namespace bangvang::history
