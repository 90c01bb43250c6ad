// A thin hold on SQLite's C interface. Private to this room. Faults are thrown here and caught
// where the room's public functions begin, so that a chain of statements reads as one.
#pragma once

#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/result.h"

namespace bangvang::store {

struct Fault : std::exception {
  Fault(int result, std::string why) : code(result), reason(std::move(why)) {}
  int code;  // SQLite's, primary
  std::string reason;

  // What a user is told; `where` names the store.
  Error error(const std::string& where) const;
};

// Text is bound as text, and this as bytes.
struct Blob {
  std::string_view bytes;
};

class Database;

// A prepared statement. Bound text must live until the statement is run.
class Statement {
 public:
  Statement() = default;
  Statement(Database& database, std::string_view sql);
  Statement(Statement&& other) noexcept { swap(other); }
  Statement& operator=(Statement&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Statement();

  // Binds all parameters in their order, after whatever ran before has been put aside.
  template <class... Values>
  Statement& bind(const Values&... values) {
    reset();
    int at = 0;
    (set(++at, values), ...);
    return *this;
  }
  Statement& bind_all(const std::vector<std::string>& texts) {
    reset();
    int at = 0;
    for (const std::string& text : texts) set(++at, std::string_view(text));
    return *this;
  }
  bool step();  // true while there is a row
  void run() {  // for what gives no rows
    step();
    reset();
  }
  void reset();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::string text(int column) const;  // of a blob too; empty when null
  std::optional<std::string> optional_text(int column) const;

 private:
  void swap(Statement& other) noexcept {
    std::swap(database_, other.database_);
    std::swap(statement_, other.statement_);
  }
  void check(int result) const;
  void set(int at, std::string_view text);
  void set(int at, Blob blob);
  void set(int at, std::int64_t number);
  void set(int at, std::nullptr_t);
  template <std::integral Number>
  void set(int at, Number number) {
    set(at, static_cast<std::int64_t>(number));
  }
  template <class Value>
  void set(int at, const std::optional<Value>& value) {
    value ? set(at, *value) : set(at, nullptr);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

class Database {
 public:
  Database(const std::string& path, int flags);
  Database(Database&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Database& operator=(Database&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Database();

  void execute(const std::string& sql);
  std::int64_t number(std::string_view sql);  // the first column of the first row
  std::int64_t last_row() const { return sqlite3_last_insert_rowid(handle_); }
  int changed() const { return sqlite3_changes(handle_); }
  sqlite3* handle() const { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

// Begins at once as a writer; takes everything back unless commit() was reached.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) {
    database_.execute("BEGIN IMMEDIATE");
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace bangvang::store
