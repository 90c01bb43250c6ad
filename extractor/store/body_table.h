// Private to this room: bodies of a store by number.
#pragma once

#include <map>
#include <string>

#include "extractor/history/lineage.h"
#include "extractor/store/database.h"
#include "extractor/text/normal_text.h"

namespace bangvang::store {

// What a name is found by: without marks, punctuation and double spaces.
inline std::string folded_name(std::string_view name) {
  return text::fold(history::name_key(name));
}

class BodyTable {
 public:
  explicit BodyTable(Database& database)
      : find_(database, "SELECT number FROM bodies WHERE key = ?1"),
        insert_(database,
                "INSERT INTO bodies (key, name, folded, place, since) VALUES (?1, ?2, ?3, ?4, ?5) "
                "RETURNING number") {}

  // The body is written when it is met first.
  std::int64_t number(const history::Body& body) {
    const std::string key = body.key();
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    find_.bind(key);
    const bool found = find_.step();
    std::int64_t number = found ? find_.integer(0) : 0;
    find_.reset();
    if (!found) {
      const std::string folded = folded_name(body.name);
      number =
          insert_.bind(key, body.name, folded, or_null(body.place), or_null(body.since)).returned();
    }
    known_.emplace(key, number);
    return number;
  }

 private:
  static std::optional<std::string_view> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
  }

  Statement find_, insert_;
  std::map<std::string, std::int64_t> known_;
};

}  // namespace bangvang::store
