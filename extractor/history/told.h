// What one article tells, as far as resolving needs it. Plain values.
#pragma once

#include <string>
#include <vector>

#include "extractor/facts/facts.h"

namespace bangvang::history {

// Where a fact comes from.
struct Told {
  std::string fact;       // id of the fact
  std::string article;    // id of the article
  std::string origin;     // reprints of one text share it, so that they count as one voice
  std::string announced;  // ISO day: of the decision, else of the publication; empty when unknown
  std::string province;   // slug of the article's province; may be empty
};

// An agency as an article names it.
struct Named {
  std::string name;   // official
  std::string place;  // slug of its province; empty for one of the whole country, or when unknown
};

struct ToldAward {
  Told told;
  facts::Award award;         // its evidence is not looked at
  std::string place;          // slug of the recipient's province; may be empty
  std::vector<Named> bodies;  // agencies the article ties a person to
};

struct ToldRole {
  Told told;
  facts::BlocRole role;
  std::string place;                 // slug of the holder's province; may be empty
  std::vector<std::string> aliases;  // other names the article gives the bloc
};

// A person named with an office, or named as recipient of an award.
struct ToldPerson {
  Told told;
  std::string name;
  std::vector<facts::Position> positions;  // an empty title where only the agency is known
  std::vector<std::string> places;         // slugs of their agencies' provinces, one for each

  // Without a slug of its own an agency is taken for one of the article's province.
  const std::string& place(std::size_t position) const {
    return position < places.size() ? places[position] : told.province;
  }
};

// A bloc with its members, as one article lists them.
struct ToldBloc {
  Told told;
  facts::Bloc bloc;
  std::vector<std::string> places;  // slugs of its members' provinces, one for each
};

}  // namespace bangvang::history
