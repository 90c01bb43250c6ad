// A database as this room sees it: statements, transactions and rows. Private to this room. Faults
// are thrown here and caught where the room's public functions begin, so that a chain of statements
// reads as one.
//
// Statements are written once, in the SQL that SQLite and PostgreSQL share; where they differ they
// are written as SQLite has it, and postgres_sql.h says what of it PostgreSQL is told otherwise.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "extractor/base/result.h"

namespace bangvang::store {

struct Fault : std::exception {
  enum class Kind { kDamaged, kFull, kBusy, kReadOnly, kLate, kOther };
  Fault(Kind what, std::string why) : kind(what), reason(std::move(why)) {}
  Kind kind;
  std::string reason;

  // What a user is told; `where` names the store.
  Error error(const std::string& where) const;
};

// Text is bound as text, and this as bytes.
struct Blob {
  std::string_view bytes;
};

using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view, Blob>;

// A statement as a driver has prepared it.
class Prepared {
 public:
  virtual ~Prepared() = default;
  virtual void bind(int at, const Value& value) = 0;  // from 1 on
  virtual bool step() = 0;                            // true while there is a row
  virtual void reset() = 0;                           // bound values stay until they are replaced
  virtual std::int64_t changed() const = 0;           // rows, by the last run
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;  // 0 when null
  virtual double real(int column) const = 0;           // 0 when null
  virtual std::string text(int column) const = 0;      // of a blob too; empty when null
};

using Time = std::chrono::steady_clock::time_point;

enum class Dialect { kSqlite, kPostgres };

// How a transaction begins.
enum class Begin {
  kWriter,  // nobody else writes until it ends
  kReader,  // all that is read in it is of one moment
};

class Driver {
 public:
  virtual ~Driver() = default;
  virtual Dialect dialect() const = 0;
  // `many`: rows are not to be held in memory all at once.
  virtual std::unique_ptr<Prepared> prepare(std::string_view sql, bool many) = 0;
  virtual void execute(const std::string& sql) = 0;  // one or more statements without values
  virtual void begin(Begin how) = 0;
  virtual void commit() = 0;
  virtual void roll_back() noexcept = 0;
  // Makes sure that what was deleted stands nowhere any more.
  virtual void purge() = 0;
  // Another number once somebody else has committed.
  virtual std::uint64_t state() = 0;
  // What still runs then is a fault of the kind kLate; nothing: there is time.
  virtual void give_up_at(std::optional<Time> time) = 0;
};

class Statement;

class Database {
 public:
  explicit Database(std::unique_ptr<Driver> driver);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  Dialect dialect() const { return driver_->dialect(); }
  void execute(const std::string& sql) { driver_->execute(sql); }
  std::int64_t number(std::string_view sql);  // the first column of the first row
  Driver& driver() { return *driver_; }

  // A statement that is asked again and again, prepared once and put aside, for one use at a time.
  Statement& kept(const std::string& sql);

 private:
  friend class Transaction;
  std::unique_ptr<Driver> driver_;
  std::map<std::string, Statement> kept_;
  bool in_transaction_ = false;
};

// A prepared statement. Bound text must live until the statement is run.
class Statement {
 public:
  enum class Rows { kFew, kMany };

  Statement() = default;
  Statement(Database& database, std::string_view sql, Rows rows = Rows::kFew)
      : prepared_(database.driver().prepare(sql, rows == Rows::kMany)) {}

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
  // One parameter, from 1 on. Requires: what ran before was put aside by reset().
  void bind_at(int at, const std::optional<std::string>& value, bool bytes) {
    if (!value) return set(at, nullptr);
    bytes ? set(at, Blob{*value}) : set(at, std::string_view(*value));
  }
  bool step() { return prepared_->step(); }  // true while there is a row
  void run() {                               // for what gives no rows
    step();
    reset();
  }
  // For what gives one number, as INSERT … RETURNING does.
  std::int64_t returned() {
    const std::int64_t number = step() ? integer(0) : 0;
    reset();
    return number;
  }
  void reset() { prepared_->reset(); }
  std::int64_t changed() const { return prepared_->changed(); }

  bool is_null(int column) const { return prepared_->is_null(column); }
  std::int64_t integer(int column) const { return prepared_->integer(column); }
  double real(int column) const { return prepared_->real(column); }
  std::string text(int column) const { return prepared_->text(column); }
  std::optional<std::string> optional_text(int column) const {
    return is_null(column) ? std::nullopt : std::optional(text(column));
  }

 private:
  void set(int at, std::string_view text) { prepared_->bind(at, text); }
  void set(int at, Blob blob) { prepared_->bind(at, blob); }
  void set(int at, std::nullptr_t) { prepared_->bind(at, nullptr); }
  template <std::integral Number>
  void set(int at, Number number) {
    prepared_->bind(at, static_cast<std::int64_t>(number));
  }
  template <class Value>
  void set(int at, const std::optional<Value>& value) {
    value ? set(at, *value) : set(at, nullptr);
  }

  std::unique_ptr<Prepared> prepared_;
};

// A kept statement while it is in use: put aside at the end, so that it holds no rows.
class KeptStatement {
 public:
  KeptStatement(Database& database, const std::string& sql) : statement_(database.kept(sql)) {}
  KeptStatement(const KeptStatement&) = delete;
  KeptStatement& operator=(const KeptStatement&) = delete;
  ~KeptStatement() { statement_.reset(); }
  Statement* operator->() { return &statement_; }
  Statement& operator*() { return statement_; }

 private:
  Statement& statement_;
};

// Takes everything back unless commit() was reached. A reader inside another transaction is part of
// it.
class Transaction {
 public:
  explicit Transaction(Database& database, Begin how = Begin::kWriter)
      : database_(database), open_(how == Begin::kWriter || !database.in_transaction_) {
    if (!open_) return;
    database_.driver().begin(how);
    database_.in_transaction_ = true;
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (!open_) return;
    database_.driver().roll_back();
    database_.in_transaction_ = false;
  }
  void commit() {
    database_.driver().commit();
    database_.in_transaction_ = false;
    open_ = false;
  }

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace bangvang::store
