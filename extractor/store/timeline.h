// Answers about one agency, person or place, put together from an archive's records.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/history/lineage.h"
#include "extractor/store/archive.h"

namespace bangvang::store {

// What a name may mean.
struct Subject {
  enum class Kind { kBody, kPerson, kPlace };
  Kind kind = Kind::kBody;
  std::string name;                   // as the records have it
  std::string place;                  // slug; may be empty
  std::vector<history::Body> bodies;  // kBody: of this name and place, by time
  std::string person;                 // kPerson: id of the record
  std::vector<std::string> offices;   // kPerson: "Giám đốc, Sở Y tế", to tell people apart
};

struct Found {
  std::vector<Subject> subjects;         // by kind, name and place
  std::vector<std::string> suggestions;  // names that are written nearly so, when there are none
};

// `names`: how the name may be written officially, the name as typed among them. A name typed with
// marks must match them; one typed without matches all. A province's name behind it, with or
// without marks, chooses among places.
Result<Found> look_up(Archive& archive, const history::Lineage& lineage,
                      const std::vector<std::string>& names);

// A merger or renaming on the line of a body.
struct Crossing {
  std::string date;
  std::vector<std::string> from;
  std::string to;
  bool merged = false;
  std::string source;
};

enum class State { kNotCovered, kNoneFound, kFound };

struct Year {
  std::optional<int> year;  // absent: when nothing tells
  State state = State::kNotCovered;
  // Published in this year or the next, when its awards are announced: in the province, and those
  // of them that name the subject.
  std::size_t articles = 0, naming = 0;
  std::vector<KeptAward> awards;
  std::vector<KeptRole> roles;
  std::vector<KeptPerson> persons;  // with the posts first told in this year
  std::vector<KeptMeeting> meetings;
};

struct Timeline {
  Subject subject;
  std::vector<history::Body> line;  // all bodies that were looked at
  std::vector<Crossing> crossings;  // by date
  std::vector<Year> years;          // ascending; the year nobody tells last
};

// With `follow` also what came before and after the body's mergers.
Result<Timeline> timeline(Archive& archive, const history::Lineage& lineage, const Subject& subject,
                          bool follow);

}  // namespace bangvang::store
