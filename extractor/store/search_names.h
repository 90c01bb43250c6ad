// Private to this room: the names in records that filters of a search look for.
#pragma once

#include <set>
#include <string>

#include "extractor/store/database.h"
#include "extractor/store/query_words.h"

namespace bangvang::store {

class SearchNames {
 public:
  explicit SearchNames(Database& database)
      : put_(database, "INSERT INTO search_names VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"),
        drop_(database,
              "DELETE FROM search_names WHERE name = ?1 "
              "AND NOT EXISTS (SELECT 1 FROM awards WHERE recipient = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM awards WHERE granted_by = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM roles WHERE bloc = ?1) "
              "AND NOT EXISTS (SELECT 1 FROM persons WHERE name = ?1)") {}

  void add(const std::string& name) {
    if (name.empty() || !known_.insert(name).second) return;
    const Phrase phrase = phrase_of(name);
    const std::string marked = words_between_blanks(phrase, true),
                      folded = words_between_blanks(phrase, false);
    put_.bind(name, marked, folded).run();
  }

  // A record that has the name goes.
  void leave(std::string name) { left_.insert(std::move(name)); }

  // Drops names that no record has any more.
  void tidy() {
    for (const std::string& name : left_) drop_.bind(name).run();
    left_.clear();
    known_.clear();
  }

 private:
  Statement put_, drop_;
  std::set<std::string> known_, left_;
};

}  // namespace bangvang::store
