// What people say about facts: right, wrong, otherwise, missed, the same as another, another than
// another. It is kept apart from facts and laid over them each time an article tells, so that it
// outlives the rules and the resolving. Pure.
//
// A correction holds on to an article, a kind of fact and the words that were quoted, never to ids:
// those change when the rules read otherwise.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/events/record.h"

namespace bangvang::history {

struct Correction {
  std::int64_t number = 0;  // of its store; later ones lie on top
  std::string action;       // accept, reject, edit, add, merge, split
  std::string article;      // id
  std::string kind;         // of the fact: award, bloc_role, official, agency, bloc
  std::string words;        // quoted
  std::string was;          // the fact's JSON when it was corrected; empty for add
  // edit, add: an object of fields; merge: that of the other record (see adopted()); split: a name
  // that facts of one part share; else empty.
  std::string value;
  std::string by, at, reason;  // who, when (UTC), why
  std::string undone_by, undone_at;
};

// The facts of an article with its corrections laid over them.
struct Corrected {
  std::vector<events::StoredFact> facts;
  std::map<std::string, std::string> changed;  // ids of facts that are not as stored: their JSON
  std::map<std::string, std::string> parts;    // ids of facts split from others: the part's name
  std::map<std::string, std::string> adopted;  // ids of facts merged into another record: value
  std::vector<std::int64_t> idle;              // corrections that no fact answers to any more
};

// `corrections`: of the article, not undone, by number. Accepting and rejecting judge one reading:
// they hold while the fact says the same. `text` is the article's, when it is known: words that are
// no longer in it add nothing.
Corrected corrected(const std::vector<events::StoredFact>& facts,
                    const std::vector<Correction>& corrections,
                    const std::optional<std::string>& text);

// Whether a person has said so: certain then, whatever the rules thought.
inline constexpr std::string_view kReviewRule = "review";

// Checks what a person types for `edit` and `add`: one JSON object with fields that a fact of that
// kind has, by the names of docs/output.md, each of its type. Fails with kBadInput.
Result<void> check_fields(const std::string& kind, const std::string& fields, bool whole);

}  // namespace bangvang::history
