// The facts of one article, as contract field names know them (docs/output.md), without any
// syntax of output. Plain values; copying is deep. Absent means the article does not say.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/span.h"

namespace bangvang::facts {

// How sure a fact is, by the rule that read it and by what had to be concluded (confidence.cc).
enum class Confidence { kDoubtful, kLikely, kCertain };
std::string_view name_of(Confidence confidence);  // "doubtful", "likely", "certain"
std::optional<Confidence> confidence_named(std::string_view name);

// Where a fact stands and which rule saw it. Spans are bytes: of the normalised text while facts
// are being found, of the article's own text once `to_source` has run.
struct Evidence {
  Span span;
  std::string rule;
  std::vector<Span> also;                           // further places that say the same
  std::vector<std::pair<std::string, Span>> parts;  // place of each named part, by name
  std::vector<std::string> inferred;                // fields concluded rather than read
  Confidence confidence = Confidence::kCertain;
};

struct Date {
  std::string value;        // TIMEX3: 2023-02-22, 2023-05, 2023, 2023-Q1, 2023-H1, 2021/2025
  std::string part_of_day;  // morning, noon, afternoon, evening, night; empty when not said
  Evidence evidence;
};

struct Agency {
  std::string name;                  // full official form, place kept as written
  std::optional<std::string> place;  // province slug
  std::string kind;  // so, ban, school, hospital, company, ... ; see grammars/agency.toml
  Evidence evidence;
};

struct Bloc {
  std::string name;  // without a trailing year
  std::vector<std::string> aliases;
  std::vector<std::string> members;  // agency names
  Evidence evidence;
};

struct BlocRole {
  std::string role;    // head, deputy
  std::string holder;  // agency name; empty when only a person is known
  std::optional<std::string> person;
  std::optional<std::string> bloc;
  std::optional<int> year;
  std::optional<std::string> period;  // "2023/2024"
  Evidence evidence;
};

struct Position {
  std::string title;
  std::optional<std::string> agency;
  bool former = false;
  friend bool operator==(const Position&, const Position&) = default;
};

struct Official {
  std::string name;
  std::vector<Position> positions;
  Evidence evidence;
};

struct Recipient {
  std::string kind;                 // agency, person, household, group
  std::optional<std::string> name;  // absent for a group
  std::optional<std::string> of;    // group: collective, person, household, mixed
  std::optional<int> count;         // group: absent when not counted
  friend bool operator==(const Recipient&, const Recipient&) = default;
};

struct Decision {
  std::optional<std::string> number, date, issuer;
};

struct Award {
  std::string form;  // id of grammars/award_forms.tsv
  std::optional<std::string> grade;
  std::string level;
  Recipient recipient;
  std::optional<std::string> granted_by;
  std::optional<int> year;
  std::optional<std::string> period;
  std::string status;  // conferred, proposed, held
  bool posthumous = false;
  std::optional<Decision> decision;
  std::optional<std::string> reason;
  Evidence evidence;
};

struct Document {
  std::string type;
  std::string number;
  std::optional<std::string> date, issuer;
  Evidence evidence;
};

// Something in an article that does not fit together.
struct Finding {
  std::string kind;  // count_differs, role_without_bloc, award_after_announcement, two_heads
  Span span;
  std::optional<int> stated, listed;  // count_differs: the number told, and how many are named
};

struct Facts {
  std::vector<Date> dates;
  std::vector<Agency> agencies;
  std::vector<Bloc> blocs;
  std::vector<BlocRole> bloc_roles;
  std::vector<Official> officials;
  std::vector<Award> awards;
  std::vector<Document> documents;
};

}  // namespace bangvang::facts
