// Finding articles in a file of SQLite. Private to this room.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "extractor/store/guard.h"
#include "extractor/store/search.h"
#include "extractor/store/sqlite.h"

namespace bangvang::store {

class SqliteSearch final : public Search {
 public:
  // Both must outlive the search.
  SqliteSearch(Database& database, const std::string& path);

  Result<Hits> find(const Query& query, std::size_t limit, std::size_t after) override;
  Result<std::vector<Facet>> facets(const Query& query) override;
  Result<std::vector<std::pair<std::string, std::vector<std::string>>>> suggestions(
      const Query& query) override;

 private:
  Hit hit(std::int64_t version, const Query& query);

  Database& database_;
  const std::string& path_;
};

}  // namespace bangvang::store
