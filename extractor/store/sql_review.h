// Review in a database. Private to this room; docs/store.md describes its tables.
#pragma once

#include <string>
#include <vector>

#include "extractor/store/database.h"
#include "extractor/store/guard.h"
#include "extractor/store/review.h"

namespace bangvang::store {

class SqlReview final : public Review {
 public:
  // Both must outlive the review.
  SqlReview(Database& database, const std::string& path) : database_(database), path_(path) {}

  Result<std::optional<Reviewed>> fact(const std::string& id) override;
  Result<std::optional<ReviewedArticle>> article(const std::string& what) override;
  Result<std::vector<std::string>> corrected_articles() override;
  Result<std::vector<Doubt>> doubts(const Doubts& asked) override;
  Result<std::optional<Core>> core(const std::string& kind, const std::string& record) override;
  Result<std::vector<std::int64_t>> keep(
      const std::vector<history::Correction>& corrections) override;
  Result<bool> undo(std::int64_t number, const std::string& by) override;
  Result<std::vector<history::Correction>> corrections(const Said& asked) override;

 private:
  template <class Body>
  auto guarded(const Body& body) {
    return store::guarded(path_, body);
  }

  Database& database_;
  const std::string& path_;
};

}  // namespace bangvang::store
