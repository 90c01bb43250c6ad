// Private to this room: conditions and orders of lists, put together piece by piece.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/store/catalogue.h"
#include "extractor/store/database.h"
#include "extractor/store/query_words.h"

namespace bangvang::store {

// The part of a statement behind WHERE, with what is bound to it in order.
class Where {
 public:
  const std::string& sql() const { return sql_; }
  const std::vector<std::string>& bound() const { return bound_; }

  Where& add(const std::string& condition) {
    sql_ += " AND " + condition;
    return *this;
  }
  Where& add(const std::string& condition, const std::string& text) {
    bound_.push_back(text);
    return add(condition);
  }
  Where& bind(const std::string& text) {
    bound_.push_back(text);
    return *this;
  }
  // Any of the texts; all of the rows when there is none.
  Where& any_of(const std::string& column, const std::vector<std::string>& texts);
  Where& years(const std::string& column, const std::optional<Years>& years);
  // Bodies, as `b`, whose name holds the phrase.
  Where& bodies(const Phrase& phrase);
  // Names of that column that hold the phrase: of recipients, granters, blocs, persons.
  Where& names(const std::string& column, const Phrase& phrase);

 private:
  std::string sql_ = "1 = 1";
  std::vector<std::string> bound_;
};

// In which order a list is read, and where one part of it ended: behind a value of `column` and an
// id, so that a list which grows meanwhile shows nothing twice.
struct Order {
  std::string name;    // as Part::order
  std::string column;  // never null
  bool number = false;
};

struct Keys {
  std::string id;             // column
  std::vector<Order> orders;  // the first where none is asked for
};

// Numbers of bodies, as a list to stand in SQL; they are numbers of our own.
std::string numbers_of(Database& database, const std::vector<history::Body>& bodies);

std::string next_of(const std::string& key, const std::string& id);
bool split_next(const std::string& next, std::string& key, std::string& id);
std::size_t counted(Database& database, const std::string& from, const Where& where);

// Reads one part of `SELECT id, key, columns FROM from WHERE where`, calling `read` for each row
// with the first of `columns` at 2.
template <class Item, class Read>
Listed<Item> listed(Database& database, const std::string& columns, const std::string& from,
                    Where where, const Keys& keys, const Part& part, const Read& read) {
  const bool down = part.order.starts_with('-');
  const std::string_view wanted = std::string_view(part.order).substr(down ? 1 : 0);
  const Order* order = &keys.orders.front();
  for (const Order& one : keys.orders) {
    if (one.name == wanted) order = &one;
  }
  Listed<Item> out;
  if (part.counted) out.count = counted(database, from, where);
  std::string key, id;
  if (split_next(part.after, key, id)) {
    const std::string value = order->number ? "CAST(? AS INTEGER)" : "?";
    where.add("(" + order->column + ", " + keys.id + ") " + (down ? "<" : ">") + " (" + value +
              ", ?)");
    where.bind(key).bind(id);
  }
  const std::string way = down ? " DESC" : "";
  Statement row(database, "SELECT " + keys.id + ", " + order->column +
                              (columns.empty() ? "" : ", " + columns) + " FROM " + from +
                              " WHERE " + where.sql() + " ORDER BY " + order->column + way + ", " +
                              keys.id + way + " LIMIT " + std::to_string(part.limit + 1));
  row.bind_all(where.bound());
  while (row.step()) {
    if (out.items.size() == part.limit) {
      out.next = next_of(key, id);
      break;
    }
    id = row.text(0);
    key = row.text(1);
    out.items.push_back(read(row));
  }
  return out;
}

}  // namespace bangvang::store
