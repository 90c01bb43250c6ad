// Private to this room: the words of versions in a store's full-text table.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "extractor/store/database.h"
#include "extractor/store/search.h"

namespace bangvang::store {

// The name of the function by which SQLite ranks hits; sqlite_rank.h makes it known.
inline constexpr const char* kRankHits = "rank_hits";

// What the two databases do differently; the words are the same.
class SearchIndex {
 public:
  static std::unique_ptr<SearchIndex> make(Database& database);
  virtual ~SearchIndex() = default;

  virtual void add(std::int64_t version) = 0;     // after it was written
  virtual void remove(std::int64_t version) = 0;  // before it is changed or deleted

  // Requires: the versions were removed. What their words have left behind goes.
  virtual void purge() = 0;
  virtual void clear() = 0;
};

// How a statement asks for texts that have all terms of a query.
struct TextMatch {
  std::string from;     // the table, and how others are joined to it: none of their rows is to be
                        // asked whether it has the words
  std::string version;  // its column with the version's number
  std::string rank;     // more is better; its parameters are bound to
  std::vector<std::string> rank_bound;
  std::string where;  // its parameters are bound to
  std::vector<std::string> bound;
};
// Requires: the query has terms. Its provinces and years of publication may still have to be asked
// for.
TextMatch match_text(Dialect dialect, const Query& query);

// Whether the tables were made by the present rules for words.
bool search_is_current(Database& database);

// Makes the tables anew from all versions and records. Requires: a transaction.
void rebuild_search(Database& database);

}  // namespace bangvang::store
