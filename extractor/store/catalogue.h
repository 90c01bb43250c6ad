// Reading a store page by page: single articles, and lists of what it holds.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/events/record.h"
#include "extractor/history/correction.h"
#include "extractor/history/lineage.h"
#include "extractor/store/search.h"

namespace bangvang::store {

// An article in its present version, with all that the store knows of it.
struct WholeArticle {
  events::Record record;
  std::optional<std::string> site, first_fetched, last_fetched;
  std::vector<std::string> addresses;            // all it was found at
  std::size_t versions = 0;                      // that are kept
  bool copied = false;                           // its page is kept
  std::map<std::string, std::string> records;    // what a fact is evidence of, by the fact's id
  std::vector<std::string> near;                 // ids of articles that say nearly the same
  std::vector<history::Correction> corrections;  // that stand, by number
};

// What is asked of a list. Everything that is set must hold; of a list any of its values.
struct Filter {
  Phrase words;                          // of its names
  std::vector<std::string> provinces;    // slugs
  std::optional<Years> year, announced;  // announced: of an article, its publication
  std::vector<std::string> forms, levels, statuses, recipient_kinds, roles, tells;
  Phrase recipient, granted_by, bloc;
  std::optional<std::vector<history::Body>> bodies;  // an agency, with its line
  std::string person;                                // id
  std::string site, since;                           // since: changed then or later
  std::optional<bool> open, conflicts;
  std::optional<int> none_since;  // bodies without an award of that year or later
};

struct Part {
  std::string order;  // one of those the list knows; a leading - turns it round
  std::string after;  // `next` of the part before
  std::size_t limit = 50;
  bool counted = true;
};

template <class Item>
struct Listed {
  std::vector<Item> items;
  std::size_t count = 0;  // kCountedHits + 1 when there are more
  std::string next;       // empty at the end
};

struct ListedBody {
  history::Body body;
  std::size_t awards = 0, roles = 0, persons = 0, articles = 0;
  std::optional<int> last_award;
};

struct ListedBloc {
  std::string id, name, province;  // id: for bloc()
  std::optional<int> first_year, last_year;
  std::size_t roles = 0;
  std::vector<std::string> heads;  // ids of role records of the last year that has any
};

struct ListedArticle {
  std::string id;
  std::optional<std::string> url, title, author, published, province, site, fetched;
  std::size_t awards = 0, roles = 0;  // facts
};

struct Suggestion {
  std::string kind, id, name, place;  // kind: agency, official, bloc
};

struct Changed {
  std::string kind, id, at;  // kind: award, role, official
};

struct Tally {
  std::string value, more;  // more: a second one, as the level beside the year
  std::size_t records = 0, recipients = 0;
};

// How much there is, in the provinces asked for.
struct Totals {
  std::size_t articles = 0, telling = 0, awards = 0, recipients = 0, roles = 0, persons = 0,
              bodies = 0, blocs = 0;
  std::vector<Tally> years, provinces;  // award records by year and level; by province
  std::map<int, std::size_t> articles_by_year, roles_by_year;
};

class Catalogue {
 public:
  virtual ~Catalogue() = default;

  // `id`: of the article or of one of its addresses. Nothing when there is none.
  virtual Result<std::optional<WholeArticle>> article(const std::string& id) = 0;
  // The bytes the present version was read from; nothing where they are not kept.
  virtual Result<std::optional<std::string>> copy(const std::string& id) = 0;

  // Ids of records. Orders: announced, year, recipient, changed; year, bloc; name, articles.
  virtual Result<Listed<std::string>> awards(const Filter& filter, const Part& part) = 0;
  virtual Result<Listed<std::string>> roles(const Filter& filter, const Part& part) = 0;
  virtual Result<Listed<std::string>> persons(const Filter& filter, const Part& part) = 0;
  // Orders: name, awards, articles; name, last_year; published.
  virtual Result<Listed<ListedBody>> bodies(const Filter& filter, const Part& part) = 0;
  virtual Result<Listed<ListedBloc>> blocs(const Filter& filter, const Part& part) = 0;
  virtual Result<Listed<ListedArticle>> articles(const Filter& filter, const Part& part) = 0;

  // Award records by form, level, status, year, province, recipient_kind: the most first.
  virtual Result<std::vector<Facet>> award_facets(const Filter& filter) = 0;

  virtual Result<std::optional<history::Body>> body(const std::string& key) = 0;
  // Role records of a bloc, by year; nothing when there is none of that id.
  virtual Result<std::vector<std::string>> bloc(const std::string& id) = 0;
  virtual Result<std::string> bloc_id(std::int64_t number) = 0;  // as KeptRole has it

  // What is called so, names that begin with it first.
  virtual Result<std::vector<Suggestion>> suggestions(const Phrase& name,
                                                      const std::vector<std::string>& kinds,
                                                      std::size_t limit) = 0;
  virtual Result<Listed<Changed>> changes(const std::string& since, const Part& part) = 0;
  virtual Result<Totals> totals(const std::vector<std::string>& provinces) = 0;
  // How articles write the name of a body, with how many of them, the most first.
  virtual Result<std::vector<Facet>> spellings(const std::vector<history::Body>& bodies) = 0;
};

// The words of a name as it was typed.
Phrase phrase_of(const std::string& typed);

}  // namespace bangvang::store
