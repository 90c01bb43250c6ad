// Reading a store page by page. Private to this room.
#pragma once

#include <string>

#include "extractor/store/catalogue.h"
#include "extractor/store/database.h"
#include "extractor/store/guard.h"

namespace bangvang::store {

class SqlCatalogue final : public Catalogue {
 public:
  // Both must outlive the catalogue.
  SqlCatalogue(Database& database, const std::string& path) : database_(database), path_(path) {}

  Result<std::optional<WholeArticle>> article(const std::string& id) override;
  Result<std::optional<std::string>> copy(const std::string& id) override;

  // sql_lists.cc
  Result<Listed<std::string>> awards(const Filter& filter, const Part& part) override;
  Result<Listed<std::string>> roles(const Filter& filter, const Part& part) override;
  Result<Listed<std::string>> persons(const Filter& filter, const Part& part) override;
  Result<Listed<ListedBody>> bodies(const Filter& filter, const Part& part) override;
  Result<Listed<ListedBloc>> blocs(const Filter& filter, const Part& part) override;
  Result<Listed<ListedArticle>> articles(const Filter& filter, const Part& part) override;
  Result<Listed<Changed>> changes(const std::string& since, const Part& part) override;
  Result<std::vector<Facet>> award_facets(const Filter& filter) override;

  // sql_overview.cc
  Result<std::optional<history::Body>> body(const std::string& key) override;
  Result<std::vector<std::string>> bloc(const std::string& id) override;
  Result<std::string> bloc_id(std::int64_t number) override;
  Result<std::vector<Suggestion>> suggestions(const Phrase& name,
                                              const std::vector<std::string>& kinds,
                                              std::size_t limit) override;
  Result<Totals> totals(const std::vector<std::string>& provinces) override;
  Result<std::vector<Facet>> spellings(const std::vector<history::Body>& bodies) override;

 private:
  Database& database_;
  const std::string& path_;
};

}  // namespace bangvang::store
