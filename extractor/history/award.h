// One record for each award, from all that articles tell about it.
//
// The record of an award is what form, grade, recipient, granter and year (or period) of
// achievement make it; one decision number makes it too. What an article leaves open is filled from
// the others when that can be done in one way only. Functions are pure; the order of what is told
// never matters.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extractor/history/lineage.h"
#include "extractor/history/support.h"
#include "extractor/history/told.h"

namespace bangvang::history {

// When a status was first told: put forward, conferred, stated as past honour.
struct PathStep {
  std::string status, day, fact;  // day may be empty
};

struct AwardRecord {
  std::string id;              // of its least fact: later evidence can only lower it
  std::string form, level;     // ids, as in facts
  facts::Recipient recipient;  // in its best-supported spelling
  std::optional<Body> body;    // of a recipient that is an agency
  std::vector<Body> bodies;    // of a person: where it worked, as told
  std::optional<std::string> grade, granted_by, period, reason;
  std::optional<int> year;
  std::optional<facts::Decision> decision;
  std::string province;  // slug, of the articles that tell it; may be empty
  std::string status;    // the furthest on the path: conferred, else held, else proposed
  bool posthumous = false;
  std::vector<PathStep> path;         // by day
  std::vector<Conflict> conflicts;    // fields on which the evidence disagrees
  std::vector<std::string> facts;     // all evidence, sorted
  std::vector<std::string> articles;  // sorted, each once
  bool open = false;  // may be the same award as another record of its block: too little is told
};

// Facts with different keys never tell of one award. Stable across mergers of the recipient's
// province.
std::string block_of(const ToldAward& told, const Lineage& lineage);

// The records of one block, by id. Requires: all of `told` have the same block_of.
std::vector<AwardRecord> resolve_awards(std::span<const ToldAward> told, const Lineage& lineage);

// Whether a named award may be one of those a counted group stands for: both told by one article,
// in one form, for the same time, by the same granter.
bool may_belong(const AwardRecord& named, const AwardRecord& group);

}  // namespace bangvang::history
