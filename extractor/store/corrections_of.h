// Private to this room: the corrections that stand on an article.
#pragma once

#include <string>
#include <vector>

#include "extractor/history/correction.h"
#include "extractor/store/database.h"

namespace bangvang::store {

class CorrectionsOf {
 public:
  explicit CorrectionsOf(Database& database);
  // By number. An article keeps those it had under its other addresses.
  std::vector<history::Correction> operator()(const std::string& article);

 private:
  Statement statement_;
};

// A row of all columns of the table, in their order.
history::Correction correction_of(const Statement& row);

}  // namespace bangvang::store
