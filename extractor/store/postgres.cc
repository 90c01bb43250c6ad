#include "extractor/store/postgres.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <pqxx/pqxx>

#include "extractor/store/postgres_sql.h"
#include "extractor/text/decode.h"

namespace bangvang::store {
namespace {

// Rows that are read at a time where a statement may give any number.
constexpr int kRowsAtATime = 500;

// Waiting longer for another writer means it hangs, as with SQLite. Text is sorted by bytes, and
// what we delete and write is small, so that plans are made once.
constexpr const char* kConnection =
    "SET client_encoding TO 'UTF8'; SET client_min_messages TO warning; "
    "SET lock_timeout TO '60s'; SET standard_conforming_strings TO on; SET jit TO off";

// One writer at a time in one schema, whatever it writes: two that write the same article, block or
// body would each miss what the other has not committed yet. Extraction, which takes most of the
// time, goes on beside it. Readers wait for nobody. Before there is a schema, those that make one
// wait for each other.
constexpr const char* kWriter =
    "SELECT pg_advisory_xact_lock(1112960615, hashtext(coalesce(current_schema(), '')))";

Fault::Kind kind_of(const std::string& state) {
  if (state == "53100" || state == "53200") return Fault::Kind::kFull;
  if (state == "55P03" || state == "40001" || state == "40P01") return Fault::Kind::kBusy;
  if (state == "57014") return Fault::Kind::kLate;
  if (state == "25006" || state == "42501") return Fault::Kind::kReadOnly;
  if (state == "42P01" || state == "42703" || state.starts_with("XX0")) {
    return Fault::Kind::kDamaged;
  }
  return Fault::Kind::kOther;
}

// Of what the server or the library says.
std::string first_line(const std::string& text) {
  const auto begin = text.starts_with("ERROR:") ? text.find_first_not_of(' ', 6) : 0;
  // The rest quotes what was sent.
  constexpr std::size_t kLongest = 200;
  return text::readable(text.substr(begin, std::min(text.find('\n', begin) - begin, kLongest)));
}

// Runs `body`; what libpqxx throws ends here.
template <class Body>
auto translated(const Body& body) {
  try {
    return body();
  } catch (const pqxx::sql_error& error) {
    throw Fault(kind_of(error.sqlstate()), first_line(error.what()));
  } catch (const pqxx::failure& error) {
    throw Fault(Fault::Kind::kOther, first_line(error.what()));
  } catch (const pqxx::usage_error& error) {
    throw Fault(Fault::Kind::kOther, first_line(error.what()));
  }
}

// PostgreSQL takes UTF-8 only, and no NUL; a path of a file may hold anything.
std::string storable(std::string_view text) {
  std::string out = text::readable(text);
  for (std::size_t at = out.find('\0'); at != out.npos; at = out.find('\0', at)) {
    out.replace(at, 1, "\xEF\xBF\xBD");
  }
  return out;
}

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "\\x";
  out.reserve(2 + 2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

struct Connection {
  explicit Connection(const std::string& where) : link(where), session(link) {}
  pqxx::connection link;
  pqxx::nontransaction session;  // transactions are begun and ended by statements of ours
  bool in_transaction = false;
  int names = 0;
};

class PostgresPrepared final : public Prepared {
 public:
  PostgresPrepared(Connection& connection, std::string_view sql, bool many)
      : connection_(connection), sql_(in_postgres(sql)), many_(many) {
    name_ = (many ? "rows" : "statement") + std::to_string(++connection_.names);
    if (!many_) translated([&] { connection_.link.prepare(name_, sql_); });
  }
  PostgresPrepared(const PostgresPrepared&) = delete;
  PostgresPrepared& operator=(const PostgresPrepared&) = delete;
  ~PostgresPrepared() override {
    try {
      reset();
      if (!many_) connection_.link.unprepare(name_);
    } catch (const std::exception&) {
      // The connection is gone, and all it held with it.
    }
  }

  void bind(int at, const Value& value) override {
    values_.resize(std::max(values_.size(), static_cast<std::size_t>(at)));
    auto& slot = values_[static_cast<std::size_t>(at) - 1];
    if (const auto* number = std::get_if<std::int64_t>(&value)) slot = std::to_string(*number);
    if (const auto* text = std::get_if<std::string_view>(&value)) slot = storable(*text);
    if (const auto* blob = std::get_if<Blob>(&value)) slot = hex_of(blob->bytes);
    if (std::holds_alternative<std::nullptr_t>(value)) slot.reset();
  }

  bool step() override {
    if (!running_) {
      many_ ? declare() : run();
    } else {
      ++row_;
    }
    if (many_ && row_ == rows_.size() && rows_.size() == kRowsAtATime) fetch();
    return row_ < rows_.size();
  }

  void reset() override {
    if (many_ && running_) translated([&] { connection_.session.exec("CLOSE " + name_); });
    running_ = false;
    rows_ = {};
  }

  std::int64_t changed() const override { return changed_; }
  bool is_null(int column) const override { return rows_[row_][column].is_null(); }
  std::int64_t integer(int column) const override {
    const pqxx::field field = rows_[row_][column];
    const std::string_view text(field.c_str(), field.size());
    if (text == "t") return 1;
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }
  double real(int column) const override {
    const pqxx::field field = rows_[row_][column];
    return field.is_null() ? 0 : field.as<double>();
  }
  std::string text(int column) const override {
    const pqxx::field field = rows_[row_][column];
    if (field.is_null()) return {};
    if (rows_.column_type(column) == kBytes) {
      const pqxx::binarystring bytes(field);
      return std::string(bytes.get(), bytes.size());
    }
    return std::string(field.c_str(), field.size());
  }

 private:
  static constexpr pqxx::oid kBytes = 17;  // bytea, the same in every PostgreSQL

  std::vector<const char*> parameters() const {
    std::vector<const char*> out;
    for (const auto& value : values_) out.push_back(value ? value->c_str() : nullptr);
    return out;
  }

  void run() {
    rows_ = translated([&] {
      return connection_.session.exec_prepared(name_,
                                               pqxx::prepare::make_dynamic_params(parameters()));
    });
    changed_ = static_cast<std::int64_t>(rows_.affected_rows());
    running_ = true;
    row_ = 0;
  }

  // Outside of a transaction the server keeps the rows until they have been read.
  void declare() {
    const std::string hold = connection_.in_transaction ? "" : " WITH HOLD";
    translated([&] {
      connection_.session.exec_params(
          "DECLARE " + name_ + " NO SCROLL CURSOR" + hold + " FOR " + sql_,
          pqxx::prepare::make_dynamic_params(parameters()));
    });
    running_ = true;
    fetch();
  }

  void fetch() {
    rows_ = translated([&] {
      return connection_.session.exec("FETCH " + std::to_string(kRowsAtATime) + " FROM " + name_);
    });
    row_ = 0;
  }

  Connection& connection_;
  std::string sql_, name_;
  bool many_ = false, running_ = false;
  std::vector<std::optional<std::string>> values_;
  pqxx::result rows_;
  pqxx::result::size_type row_ = 0;
  std::int64_t changed_ = 0;
};

class PostgresDriver final : public Driver {
 public:
  PostgresDriver(const std::string& where, bool read_only) {
    connection_ = translated([&] { return std::make_unique<Connection>(where); });
    // A connection that was made anew would know nothing of the transaction that was open. libpqxx
    // 7 makes none, which is why libpqxx 6 calls this deprecated.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    connection_->link.inhibit_reactivation(true);
#pragma GCC diagnostic pop
    execute(kConnection);
    if (read_only) execute("SET default_transaction_read_only TO on");
  }

  Dialect dialect() const override { return Dialect::kPostgres; }

  std::unique_ptr<Prepared> prepare(std::string_view sql, bool many) override {
    return std::make_unique<PostgresPrepared>(*connection_, sql, many);
  }

  void execute(const std::string& sql) override {
    translated([&] { connection_->session.exec(in_postgres(sql)); });
  }

  void begin(Begin how) override {
    execute(how == Begin::kWriter ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    connection_->in_transaction = true;
    if (how == Begin::kReader) return;
    try {
      execute(kWriter);
    } catch (const Fault&) {
      roll_back();
      throw;
    }
  }
  void commit() override {
    connection_->in_transaction = false;
    execute("COMMIT");
  }
  void roll_back() noexcept override {
    connection_->in_transaction = false;
    try {
      execute("ROLLBACK");
    } catch (const std::exception&) {
      // The server takes back what a lost connection leaves open.
    }
  }

  // Which transactions can be seen; it changes with every one that ends, also elsewhere on the
  // server.
  std::uint64_t state() override {
    const pqxx::result row = translated([&] {
      return connection_->session.exec("SELECT hashtextextended(pg_current_snapshot()::text, 0)");
    });
    return static_cast<std::uint64_t>(row[0][0].as<std::int64_t>());
  }

  // The server looks at the clock for each statement.
  void give_up_at(std::optional<Time> time) override {
    using std::chrono::milliseconds;
    const auto left = time ? *time - std::chrono::steady_clock::now() : Time::duration::zero();
    const auto count = std::chrono::duration_cast<milliseconds>(left).count();
    execute("SET statement_timeout TO " +
            std::to_string(time ? std::max(count, decltype(count){1}) : 0));
  }

  // What was deleted leaves the files of a table with its vacuum, which waits for no writer.
  void purge() override {
    execute(
        "VACUUM (SKIP_LOCKED) versions, facts, pages, search, near_keys, evidence, awards, "
        "persons");
  }

 private:
  std::unique_ptr<Connection> connection_;
};

}  // namespace

bool is_postgres(const std::string& where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

std::string shown(const std::string& where) {
  const auto begin = where.find("://");
  if (begin == std::string::npos) return where;
  const auto end = where.find_first_of("/?", begin + 3), at = where.rfind('@', end);
  const auto colon = where.find(':', begin + 3);
  if (at == std::string::npos || colon == std::string::npos || colon > at) return where;
  return where.substr(0, colon) + where.substr(at);
}

Database open_postgres(const std::string& where, bool read_only) {
  return Database(std::make_unique<PostgresDriver>(where, read_only));
}

}  // namespace bangvang::store
