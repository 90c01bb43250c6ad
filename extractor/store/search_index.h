// Private to this room: the words of versions in the full-text table of a SQLite store.
#pragma once

#include <cstdint>

#include "extractor/store/database.h"

namespace bangvang::store {

// The table keeps no texts: what is taken out of it is told again, from the version as it still
// stands.
class SearchIndex {
 public:
  explicit SearchIndex(Database& database);

  void add(std::int64_t version);     // after it was written
  void remove(std::int64_t version);  // before it is changed or deleted

  // Removed words stay in the file until segments are merged; this merges all.
  void purge();

 private:
  void write(Statement& statement, std::int64_t version);

  Database& database_;
  Statement version_, add_, remove_;
};

// Whether the table was made by the present rules for words.
bool search_is_current(Database& database);

// Makes the table anew from all versions. Requires: a transaction.
void rebuild_search(Database& database);

}  // namespace bangvang::store
