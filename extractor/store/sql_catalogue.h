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

 private:
  Database& database_;
  const std::string& path_;
};

}  // namespace bangvang::store
