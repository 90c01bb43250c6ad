// Finding articles in a store by words and by what they tell.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/grammar/rule_set.h"
#include "extractor/history/lineage.h"

namespace bangvang::store {

// A word as it was typed: without marks it stands for every word that folds to it.
struct QueryWord {
  std::string marked, folded;  // equal when it was typed without marks
};

// Words that follow each other.
using Phrase = std::vector<QueryWord>;

// What an article must have: any of these, the first as it was typed.
using Term = std::vector<Phrase>;

struct Years {
  int first = 0, last = 0;
};

struct Query {
  std::vector<Term> terms;             // all of them
  std::vector<std::string> provinces;  // slugs, any of them: of the article
  std::optional<Years> announced;      // the award's decision or first news, else the article
  // Of one award record that the article tells of.
  std::optional<Years> year;  // of achievement
  std::string form, status;   // ids
  Phrase recipient, granted_by;
  // Of any role, of any person it names.
  Phrase bloc, official;

  bool asks_award() const {
    return year || !form.empty() || !status.empty() || !recipient.empty() || !granted_by.empty();
  }
  bool empty() const {
    return terms.empty() && provinces.empty() && !announced && !asks_award() && bloc.empty() &&
           official.empty();
  }
};

// Spellings that stand for one another ("UBND", "Ủy ban nhân dân"): rows of the grammars' agency
// tables in which one is short for the others. Made once, for any number of queries.
class Spellings {
 public:
  Spellings() = default;
  static Result<Spellings> load(const std::vector<grammar::SourceFile>& files);

  // The row of the longest spelling that begins a list of words, that one first as it was typed;
  // nothing when there is none. `taken`: how many of the list it is.
  Term of(const std::vector<Phrase>& words, std::size_t from, std::size_t& taken) const;

 private:
  std::vector<std::vector<Phrase>> groups_;
  struct Place {
    std::size_t group = 0, phrase = 0;
  };
  std::map<std::string, Place> by_words_;
  std::size_t longest_ = 0;  // words of a spelling
};

// "khen 'KEY:VALUE' "some words"": words and quoted phrases, and filters by their keys: province,
// year, announced, form, status, recipient, granted-by, bloc, official. Anything else is text. A
// province stands for its predecessors too. Fails with kBadInput, naming the filter, for a year or
// province that is none.
Result<Query> parse_query(std::string_view typed, const history::Lineage& lineage,
                          const Spellings& spellings);

struct Piece {
  std::string text;
  bool found = false;  // is what was asked for
};

struct Hit {
  std::string article, title, published, province, site, url;  // empty when not known
  std::vector<Piece> snippet;
};

// More are not counted: what people need to know is that there are many.
inline constexpr std::size_t kCountedHits = 10'000;

struct Hits {
  std::vector<Hit> hits;  // the best first; without words the newest
  std::size_t count = 0;  // kCountedHits + 1 when there are more
};

struct Facet {
  std::string kind, value;  // form, province, year (of publication)
  std::size_t articles = 0;
};

class Search {
 public:
  virtual ~Search() = default;

  // The hits behind the first `after`, at most `limit`.
  virtual Result<Hits> find(const Query& query, std::size_t limit, std::size_t after) = 0;
  // Of at most kCountedHits of the hits; the most frequent first within a kind.
  virtual Result<std::vector<Facet>> facets(const Query& query) = 0;
  // For words that no article has, the nearest that some have.
  virtual Result<std::vector<std::pair<std::string, std::vector<std::string>>>> suggestions(
      const Query& query) = 0;
};

}  // namespace bangvang::store
