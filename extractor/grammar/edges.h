// The words a mention may begin and end with. Mentions whose edges have no word in common never
// stand on the same words, so an alphabet needs no symbol for them together.
#pragma once

#include <cstdint>
#include <vector>

#include "extractor/grammar/pattern.h"
#include "extractor/grammar/vocabulary.h"

namespace bangvang::grammar {

struct Names;

// A set of words; `any` where a slot of the pattern leaves the word open.
struct EdgeWords {
  bool any = false;
  bool numbers = false;              // some numbers; which of them is not told apart
  std::vector<std::uint64_t> words;  // a bit each

  void add(WordId word);
  void add(const EdgeWords& other);
  bool meets(const EdgeWords& other) const;
};

struct Edges {
  EdgeWords first, last;

  void add(const Edges& other);
  bool may_coincide(const Edges& other) const {
    return first.meets(other.first) && last.meets(other.last);
  }
};

// Edges of an entry of a lexicon that is spelled so. Requires: at least one word.
Edges edges_of_words(const std::vector<WordId>& words, const Names& names);

// Edges of the mentions a rule makes. `each` names the capture that holds one mention for every
// member, `each_kind` the only kind of members that count; both may be empty.
// Requires: names.edges holds the types of all kinds the pattern uses.
Edges edges_of_rule(const Node& pattern, Names& names, const std::string& each,
                    const std::string& each_kind);

}  // namespace bangvang::grammar
