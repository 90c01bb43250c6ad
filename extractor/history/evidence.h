// Facts as evidence for records: in which block they belong, and what resolving needs beside the
// fact itself, in a form a store can keep.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/history/award.h"
#include "extractor/history/lineage.h"
#include "extractor/history/person.h"
#include "extractor/history/role.h"
#include "extractor/history/tell.h"

namespace bangvang::history {

// Raised when equal facts would give other records than before: a store then rebuilds them all.
inline constexpr int kResolverVersion = 1;

// award, role, person: facts of one block make records. bloc: a list of members; makes none.
struct Evidence {
  std::string kind;
  std::string block;  // facts of other blocks never tell of the same thing
  Told told;
  std::string rest;       // private to this room
  std::string corrected;  // the fact's JSON where people made it otherwise than it is stored
};

// The evidence in what an article tells, and the bodies it names.
std::vector<Evidence> evidence_of(const ToldArticle& told, const Lineage& lineage);

// What a fact takes over when people say that it tells of another record than it seems to: what
// tells that record from others. `member`: of its evidence; `fields`: its own, as JSON. A
// Correction's value.
std::string adoption(const Evidence& member, const std::string& fields);

// All evidence of one block.
struct Block {
  struct Member {
    Evidence evidence;
    std::string fact;  // the stored fact's JSON
  };
  std::string kind, key;
  std::vector<Member> members;
  // Of its articles' texts, by article; see ingest/near.h. Texts that share two keys count as one
  // voice.
  std::map<std::string, std::vector<std::int64_t>> near_keys;
};

// The records of one block: those of its kind.
struct Records {
  std::vector<AwardRecord> awards;
  std::vector<RoleRecord> roles;
  std::vector<PersonRecord> persons;
};

// Fails with kBadInput when a fact is damaged. Pure; the order of the members never matters.
Result<Records> resolve(const Block& block, const Lineage& lineage);

// A member of a bloc, as an article lists it.
struct Member {
  std::string name;
  Body body;
};
Result<std::vector<Member>> members_of(const Block::Member& bloc, const Lineage& lineage);

// For each article the least of those its text is a near copy of, itself among them.
std::map<std::string, std::string> origins(
    const std::map<std::string, std::vector<std::int64_t>>& near_keys);

}  // namespace bangvang::history
