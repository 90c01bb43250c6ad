// A store in another place: a file of SQLite as it is, row by row where a server takes part. Both
// databases have the same tables, so that what is copied is asked from the database and listed
// nowhere.
#include <algorithm>
#include <filesystem>

#include "extractor/store/database.h"
#include "extractor/store/postgres.h"
#include "extractor/store/postgres_schema.h"
#include "extractor/store/schema.h"
#include "extractor/store/search_index.h"
#include "extractor/store/sqlite.h"
#include "extractor/store/sqlite_schema.h"
#include "extractor/store/store.h"

namespace bangvang::store {
namespace {

namespace fs = std::filesystem;

// Rows in one statement: it saves the server a way there and back for each. SQLite takes up to
// 32,766 values in one.
constexpr std::size_t kRows = 100;

// What articles are found by is made anew at its new place, whose database keeps it otherwise.
constexpr const char* kSqliteTables =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    "AND name NOT LIKE 'search%' ORDER BY name";
constexpr const char* kPostgresTables =
    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
    "AND relkind = 'r' AND relname NOT LIKE 'search%' AND relname <> 'bangvang_store' ORDER BY 1";
constexpr const char* kSqliteColumns = "SELECT name, type = 'BLOB' FROM pragma_table_info(?1)";
constexpr const char* kPostgresColumns =
    "SELECT attname, atttypid = 'bytea'::regtype FROM pg_attribute "
    "WHERE attrelid = to_regclass(quote_ident(?1)) AND attnum > 0 AND NOT attisdropped "
    "ORDER BY attnum";

// Numbers that the server gives go on behind those that were copied.
constexpr const char* kNumbered =
    "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND is_identity = 'YES'";

// Ends a copy before it begins.
struct Refused {
  Error error;
};

bool postgres(Database& database) { return database.dialect() == Dialect::kPostgres; }

std::vector<std::string> tables(Database& database) {
  std::vector<std::string> out;
  Statement row(database, postgres(database) ? kPostgresTables : kSqliteTables);
  while (row.step()) out.push_back(row.text(0));
  return out;
}

struct Field {
  std::string name;
  bool bytes = false;
};

std::vector<Field> columns(Database& database, const std::string& table) {
  std::vector<Field> out;
  Statement row(database, postgres(database) ? kPostgresColumns : kSqliteColumns);
  row.bind(table);
  while (row.step()) out.push_back({'"' + row.text(0) + '"', row.integer(1) != 0});
  return out;
}

// "INSERT INTO table (a, b) VALUES (?, ?), (?, ?)"
std::string insertion(const std::string& table, const std::string& names, std::size_t width,
                      std::size_t rows) {
  std::string row = "(?";
  for (std::size_t i = 1; i < width; ++i) row += ", ?";
  row += ')';
  std::string out = "INSERT INTO " + table + " (" + names + ") VALUES " + row;
  for (std::size_t i = 1; i < rows; ++i) out += ", " + row;
  return out;
}

std::size_t copy_table(Database& from, Database& to, const std::string& table) {
  const std::vector<Field> list = columns(from, table);
  std::string names;
  for (const Field& column : list) names += (names.empty() ? "" : ", ") + column.name;
  Statement row(from, "SELECT " + names + " FROM " + table, Statement::Rows::kMany);
  Statement many(to, insertion(table, names, list.size(), kRows));
  std::vector<std::optional<std::string>> held;
  std::size_t count = 0;
  const auto write = [&](Statement& statement) {
    statement.reset();
    for (std::size_t i = 0; i < held.size(); ++i) {
      statement.bind_at(static_cast<int>(i) + 1, held[i], list[i % list.size()].bytes);
    }
    statement.run();
    held.clear();
  };
  for (; row.step(); ++count) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      held.push_back(row.optional_text(static_cast<int>(i)));
    }
    if (held.size() == kRows * list.size()) write(many);
  }
  if (!held.empty()) {
    Statement rest(to, insertion(table, names, list.size(), held.size() / list.size()));
    write(rest);
  }
  return count;
}

// Requires: transactions of both, and that the target has the tables of the schema and no row that
// matters.
Copied copy_rows(Database& from, Database& to) {
  Copied out;
  // Triggers write some of the tables while others are filled: all are made equal in the end.
  std::vector<std::string> list = tables(from);
  const auto late = std::ranges::stable_partition(
      list, [](const std::string& name) { return name != "present" && name != "untold"; });
  for (const std::string& table : list) {
    if (table == late.front()) {
      for (const std::string& fed : late) to.execute("DELETE FROM " + fed);
    }
    const std::size_t rows = copy_table(from, to, table);
    out.rows += rows;
    if (table == "articles") out.articles = rows;
  }
  rebuild_search(to);
  if (!postgres(to)) return out;
  Statement numbered(to, kNumbered);
  std::string next;
  while (numbered.step()) {
    const std::string table = numbered.text(0), column = numbered.text(1);
    next += "SELECT setval(pg_get_serial_sequence('" + table + "', '" + column +
            "'), coalesce(max(" + column + "), 0) + 1, false) FROM " + table + ";";
  }
  numbered.reset();
  to.execute(next);
  return out;
}

Database open_source(const std::string& from) {
  auto opened = is_postgres(from) ? open_postgres_store(from, Access::kRead)
                                  : open_sqlite_store(from, Access::kRead);
  if (!opened) throw Refused{opened.error()};
  return *std::move(opened);
}

Copied into_postgres(Database& from, const std::string& to) {
  auto database = open_empty_postgres(to);
  if (!database) throw Refused{database.error()};
  Transaction reading(from, Begin::kReader), writing(*database);
  if (auto made = make_postgres_tables(*database, shown(to)); !made) throw Refused{made.error()};
  Copied out = copy_rows(from, *database);
  writing.commit();
  return out;
}

// The file gets its name when it is whole.
template <class Fill>
Copied into_file(const std::string& to, const Fill& fill) {
  std::error_code error;
  if (fs::exists(to, error) && !(fs::is_regular_file(to, error) && fs::file_size(to, error) == 0)) {
    throw Refused{{Error::Kind::kBadInput, to, {}, "is there already; it was left as it is"}};
  }
  const std::string part = to + ".part";
  for (const char* more : {"", "-journal", "-wal", "-shm"}) fs::remove(part + more, error);
  try {
    Copied out = fill(part);
    fs::rename(part, to);
    return out;
  } catch (const fs::filesystem_error& fault) {
    throw Refused{{Error::Kind::kUnreadable, to, {}, fault.code().message()}};
  } catch (...) {
    fs::remove(part, error);
    throw;
  }
}

// As one file to another: nothing is read but pages, and who writes meanwhile is not kept waiting.
Copied file_to_file(Database& from, const std::string& from_path, const std::string& to) {
  Copied out = into_file(to, [&](const std::string& part) {
    from.execute("PRAGMA query_only=0");  // it takes what is written elsewhere for writing here
    Statement(from, "VACUUM INTO ?").bind(part).run();
    Database copy = open_sqlite(part, SQLITE_OPEN_READWRITE);
    copy.execute("PRAGMA journal_mode=WAL");
    return Copied{.articles =
                      static_cast<std::size_t>(copy.number("SELECT count(*) FROM articles"))};
  });
  remember_backup(from_path, to);
  return out;
}

Copied rows_to_file(Database& from, const std::string& to) {
  return into_file(to, [&](const std::string& part) {
    Database database = begin_sqlite_store(part);
    Copied out;
    {
      Transaction reading(from, Begin::kReader), writing(database);
      out = copy_rows(from, database);
      writing.commit();
    }
    finish_sqlite_store(database);
    return out;
  });
}

}  // namespace

Result<Copied> copy(const std::string& from, const std::string& to) {
  try {
    Database source = open_source(from);
    if (is_postgres(to)) return into_postgres(source, to);
    return is_postgres(from) ? rows_to_file(source, to) : file_to_file(source, from, to);
  } catch (const Refused& refused) {
    return std::unexpected(refused.error);
  } catch (const Fault& fault) {
    return std::unexpected(fault.error(shown(from) + " to " + shown(to)));
  }
}

}  // namespace bangvang::store
