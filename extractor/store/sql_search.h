// Finding articles in a database. Private to this room.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "extractor/store/database.h"
#include "extractor/store/guard.h"
#include "extractor/store/search.h"

namespace bangvang::store {

class SqlSearch final : public Search {
 public:
  // Both must outlive the search.
  SqlSearch(Database& database, const std::string& path) : database_(database), path_(path) {}

  Result<Hits> find(const Query& query, std::size_t limit, std::size_t after) override;
  Result<std::vector<Facet>> facets(const Query& query) override;
  Result<std::vector<std::pair<std::string, std::vector<std::string>>>> suggestions(
      const Query& query) override;

 private:
  Hit hit(std::int64_t article, const Query& query);

  Database& database_;
  const std::string& path_;
};

}  // namespace bangvang::store
