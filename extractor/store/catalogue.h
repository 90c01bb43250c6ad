// Reading a store page by page: single articles, and lists of what it holds.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/events/record.h"

namespace bangvang::store {

// An article in its present version, with all that the store knows of it.
struct WholeArticle {
  events::Record record;
  std::optional<std::string> site, first_fetched, last_fetched;
  std::vector<std::string> addresses;          // all it was found at
  std::size_t versions = 0;                    // that are kept
  bool copied = false;                         // its page is kept
  std::map<std::string, std::string> records;  // what a fact is evidence of, by the fact's id
  std::vector<std::string> near;               // ids of articles that say nearly the same
};

class Catalogue {
 public:
  virtual ~Catalogue() = default;

  // `id`: of the article or of one of its addresses. Nothing when there is none.
  virtual Result<std::optional<WholeArticle>> article(const std::string& id) = 0;
  // The bytes the present version was read from; nothing where they are not kept.
  virtual Result<std::optional<std::string>> copy(const std::string& id) = 0;
};

}  // namespace bangvang::store
