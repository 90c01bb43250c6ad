// One record for each person: a name with its offices, bodies and times.
//
// Two people of one name stay two unless a body connects what is told of them: the same one, or one
// and what it became. Functions are pure; the order of what is told never matters.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extractor/history/lineage.h"
#include "extractor/history/told.h"

namespace bangvang::history {

// An office a person was told to hold.
struct Post {
  std::string title;  // empty when only the body is known
  Body body;          // name empty when only the title is known
  bool former = false;
  std::string first_day, last_day;  // of the news that tell it; empty when none has a day
  std::vector<std::string> facts;   // sorted
};

struct PersonRecord {
  std::string id;  // of its least fact
  std::string name;
  std::string province;               // slug, of the articles that tell it; may be empty
  std::vector<Post> posts;            // by first day
  std::vector<std::string> facts;     // sorted
  std::vector<std::string> articles;  // sorted, each once
  bool open = false;  // nothing connects it to others of the name, nor sets it apart from them
};

// Facts with different keys never tell of one person.
std::string block_of(const ToldPerson& told);

// The records of one block, by id. Requires: all of `told` have the same block_of.
std::vector<PersonRecord> resolve_persons(std::span<const ToldPerson> told, const Lineage& lineage);

}  // namespace bangvang::history
