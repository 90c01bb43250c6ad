#include "extractor/store/sql_where.h"

namespace bangvang::store {
namespace {

constexpr char kBetween = '\x1f';  // stands in no name

}  // namespace

Where& Where::any_of(const std::string& column, const std::vector<std::string>& texts) {
  if (texts.empty()) return *this;
  std::string list;
  for (const std::string& text : texts) {
    list += list.empty() ? "?" : ", ?";
    bound_.push_back(text);
  }
  return add(column + " IN (" + list + ")");
}

Where& Where::years(const std::string& column, const std::optional<Years>& years) {
  if (!years) return *this;
  return add(column + " BETWEEN " + std::to_string(years->first) + " AND " +
             std::to_string(years->last));
}

Where& Where::names(const std::string& column, const Phrase& phrase) {
  if (phrase.empty()) return *this;
  const bool marks = has_marks(phrase);
  return add(column + " IN (SELECT name FROM search_names WHERE instr(" +
                 (marks ? "marked" : "folded") + ", ?) > 0)",
             words_between_blanks(phrase, marks));
}

std::string numbers_of(Database& database, const std::vector<history::Body>& bodies) {
  Statement find(database, "SELECT number FROM bodies WHERE key = ?1");
  std::string out = "(0";
  for (const history::Body& body : bodies) {
    const std::string key = body.key();
    if (find.bind(key).step()) out += ", " + std::to_string(find.integer(0));
  }
  return out + ")";
}

Where& Where::bodies(const Phrase& phrase) {
  if (phrase.empty()) return *this;
  const bool marks = has_marks(phrase);
  return add(std::string("instr(' ' || replace(") + (marks ? "b.key" : "b.folded") +
                 ", '|', ' ') || ' ', ?) > 0",
             words_between_blanks(phrase, marks));
}

std::string next_of(const std::string& key, const std::string& id) { return key + kBetween + id; }

bool split_next(const std::string& next, std::string& key, std::string& id) {
  const auto at = next.rfind(kBetween);
  if (at == next.npos) return false;
  key = next.substr(0, at);
  id = next.substr(at + 1);
  return true;
}

std::size_t counted(Database& database, const std::string& from, const Where& where) {
  Statement count(database, "SELECT count(*) FROM (SELECT 1 FROM " + from + " WHERE " +
                                where.sql() + " LIMIT " + std::to_string(kCountedHits + 1) +
                                ") few");
  count.bind_all(where.bound()).step();
  return static_cast<std::size_t>(count.integer(0));
}

}  // namespace bangvang::store
