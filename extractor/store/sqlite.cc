#include "extractor/store/sqlite.h"

namespace bangvang::store {
namespace {

// Another writer commits at least this often; waiting longer means it hangs.
constexpr int kBusyMilliseconds = 60'000;

[[noreturn]] void raise(sqlite3* database, int result) {
  throw Fault(result & 0xFF, database ? sqlite3_errmsg(database) : sqlite3_errstr(result));
}

}  // namespace

Error Fault::error(const std::string& where) const {
  switch (code) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {Error::Kind::kBadInput, where, {}, "is damaged: " + reason};
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return {Error::Kind::kUnreadable,
              where,
              {},
              "cannot be written: " + reason +
                  "; what was committed before is safe, make room and run the command again"};
    case SQLITE_BUSY:
      return {Error::Kind::kUnreadable, where, {}, "is being written by another program"};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return {Error::Kind::kUnreadable, where, {}, "cannot be opened for writing: " + reason};
    default:
      return {Error::Kind::kUnreadable, where, {}, "cannot be used: " + reason};
  }
}

Statement::Statement(Database& database, std::string_view sql) : database_(database.handle()) {
  check(sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::check(int result) const {
  if (result != SQLITE_OK) raise(database_, result);
}

bool Statement::step() {
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  raise(database_, result);
}

void Statement::reset() { sqlite3_reset(statement_); }

void Statement::set(int at, std::string_view text) {
  // A null pointer would bind NULL.
  const char* bytes = text.data() ? text.data() : "";
  check(sqlite3_bind_text64(statement_, at, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::set(int at, Blob blob) {
  check(sqlite3_bind_blob64(statement_, at, blob.bytes.data(), blob.bytes.size(), SQLITE_STATIC));
}

void Statement::set(int at, std::int64_t number) {
  check(sqlite3_bind_int64(statement_, at, number));
}

void Statement::set(int at, std::nullptr_t) { check(sqlite3_bind_null(statement_, at)); }

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return size == 0 ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

std::optional<std::string> Statement::optional_text(int column) const {
  return is_null(column) ? std::nullopt : std::optional(text(column));
}

Database::Database(const std::string& path, int flags) {
  const int result = sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  if (result != SQLITE_OK) {
    Fault fault(result & 0xFF, handle_ ? sqlite3_errmsg(handle_) : "out of memory");
    sqlite3_close(handle_);
    throw fault;
  }
  sqlite3_extended_result_codes(handle_, 0);
  sqlite3_busy_timeout(handle_, kBusyMilliseconds);
}

Database::~Database() { sqlite3_close_v2(handle_); }

void Database::execute(const std::string& sql) {
  const int result = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) raise(handle_, result);
}

std::int64_t Database::number(std::string_view sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

Transaction::~Transaction() {
  // After some faults SQLite has taken the transaction back itself, and this does nothing.
  if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace bangvang::store
