#include "extractor/store/sqlite.h"

#include "extractor/store/sqlite_rank.h"

namespace bangvang::store {
namespace {

// Another writer commits at least this often; waiting longer means it hangs.
constexpr int kBusyMilliseconds = 60'000;

Fault::Kind kind_of(int result) {
  switch (result & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Fault::Kind::kDamaged;
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return Fault::Kind::kFull;
    case SQLITE_BUSY:
      return Fault::Kind::kBusy;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return Fault::Kind::kReadOnly;
    case SQLITE_INTERRUPT:
      return Fault::Kind::kLate;
    default:
      return Fault::Kind::kOther;
  }
}

[[noreturn]] void raise(sqlite3* database, int result) {
  throw Fault(kind_of(result), database ? sqlite3_errmsg(database) : sqlite3_errstr(result));
}

class SqlitePrepared final : public Prepared {
 public:
  SqlitePrepared(sqlite3* database, std::string_view sql) : database_(database) {
    check(sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                             SQLITE_PREPARE_PERSISTENT, &statement_, nullptr));
  }
  SqlitePrepared(const SqlitePrepared&) = delete;
  SqlitePrepared& operator=(const SqlitePrepared&) = delete;
  ~SqlitePrepared() override { sqlite3_finalize(statement_); }

  void bind(int at, const Value& value) override {
    std::visit([&](const auto& one) { set(at, one); }, value);
  }

  bool step() override {
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    raise(database_, result);
  }

  void reset() override { sqlite3_reset(statement_); }
  std::int64_t changed() const override { return sqlite3_changes64(database_); }

  bool is_null(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) const override {
    return sqlite3_column_int64(statement_, column);
  }
  double real(int column) const override { return sqlite3_column_double(statement_, column); }
  std::string text(int column) const override {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return size == 0 ? std::string() : std::string(static_cast<const char*>(bytes), size);
  }

 private:
  void check(int result) const {
    if (result != SQLITE_OK) raise(database_, result);
  }
  void set(int at, std::string_view text) {
    // A null pointer would bind NULL.
    const char* bytes = text.data() ? text.data() : "";
    check(sqlite3_bind_text64(statement_, at, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  void set(int at, Blob blob) {
    check(sqlite3_bind_blob64(statement_, at, blob.bytes.data(), blob.bytes.size(), SQLITE_STATIC));
  }
  void set(int at, std::int64_t number) { check(sqlite3_bind_int64(statement_, at, number)); }
  void set(int at, std::nullptr_t) { check(sqlite3_bind_null(statement_, at)); }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

class SqliteDriver final : public Driver {
 public:
  SqliteDriver(const std::string& path, int flags) {
    const int result =
        sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    if (result != SQLITE_OK) {
      Fault fault(kind_of(result), handle_ ? sqlite3_errmsg(handle_) : "out of memory");
      sqlite3_close(handle_);
      throw fault;
    }
    sqlite3_extended_result_codes(handle_, 0);
    sqlite3_busy_timeout(handle_, kBusyMilliseconds);
    make_rank_known(handle_);
  }
  SqliteDriver(const SqliteDriver&) = delete;
  SqliteDriver& operator=(const SqliteDriver&) = delete;
  ~SqliteDriver() override { sqlite3_close_v2(handle_); }

  Dialect dialect() const override { return Dialect::kSqlite; }

  std::unique_ptr<Prepared> prepare(std::string_view sql, bool) override {
    return std::make_unique<SqlitePrepared>(handle_, sql);
  }

  void execute(const std::string& sql) override {
    const int result = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) raise(handle_, result);
  }

  // A writer begins at once as one: it could not become one once somebody else has written.
  void begin(Begin how) override { execute(how == Begin::kWriter ? "BEGIN IMMEDIATE" : "BEGIN"); }
  void commit() override { execute("COMMIT"); }
  // After some faults SQLite has taken the transaction back itself, and this does nothing.
  void roll_back() noexcept override {
    sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
  }

  // What was written ahead holds the old pages until it has been folded in and cut off.
  void purge() override { execute("PRAGMA wal_checkpoint(TRUNCATE)"); }

  std::uint64_t state() override {
    SqlitePrepared version(handle_, "PRAGMA data_version");
    return version.step() ? static_cast<std::uint64_t>(version.integer(0)) : 0;
  }

  void give_up_at(std::optional<Time> time) override {
    // As many steps of SQLite's machine take a fraction of a millisecond.
    constexpr int kStepsBetweenLooks = 10'000;
    give_up_at_ = time.value_or(Time{});
    const auto too_late = [](void* driver) {
      const Time end = static_cast<const SqliteDriver*>(driver)->give_up_at_;
      return static_cast<int>(std::chrono::steady_clock::now() > end);
    };
    sqlite3_progress_handler(handle_, kStepsBetweenLooks, time ? +too_late : nullptr, this);
  }

 private:
  sqlite3* handle_ = nullptr;
  Time give_up_at_;
};

}  // namespace

Database open_sqlite(const std::string& path, int flags) {
  return Database(std::make_unique<SqliteDriver>(path, flags));
}

}  // namespace bangvang::store
