// Who headed which bloc in which year, from all that articles tell about it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extractor/history/lineage.h"
#include "extractor/history/told.h"

namespace bangvang::history {

struct RoleRecord {
  std::string id;                    // of its least fact
  std::string bloc;                  // in its fullest spelling; empty when no article names it
  std::vector<std::string> aliases;  // its other spellings, sorted
  std::string province;              // slug
  std::string role;                  // head, deputy
  std::optional<Body> holder;        // absent when only a person is named
  std::vector<std::string> persons;  // who held it for the body, sorted
  std::optional<int> year;
  std::optional<std::string> period;
  std::string first_day;              // of the news that tell it; empty when none has a day
  std::vector<std::string> facts;     // sorted
  std::vector<std::string> articles;  // sorted, each once
  std::vector<std::string> against;   // ids of other heads of this bloc in this time
};

// Facts with different keys never tell of one bloc. A role without a bloc has its holder's key.
std::string block_of(const ToldRole& told, const Lineage& lineage);

// The records of one block, by id. Requires: all of `told` have the same block_of. Pure; the order
// of what is told never matters.
std::vector<RoleRecord> resolve_roles(std::span<const ToldRole> told, const Lineage& lineage);

}  // namespace bangvang::history
