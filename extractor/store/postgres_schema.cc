#include "extractor/store/postgres_schema.h"

#include <vector>

#include "extractor/store/postgres.h"
#include "extractor/store/schema.h"
#include "extractor/store/search_index.h"

namespace bangvang::store {
namespace {

// The mark of a store: one row. Its name is unlike any that others would give a table.
constexpr const char* kMark = R"(
  CREATE TABLE bangvang_store (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    schema INTEGER NOT NULL
  ))";

// Tables, views, sequences and the like in the schema that the connection uses.
constexpr const char* kRelations =
    "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
    "AND relkind IN ('r', 'v', 'm', 'f', 'p', 'S')";
constexpr const char* kMarked =
    "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
    "AND relname = 'bangvang_store'";

// Without these nothing can be read; one that is missing was dropped by somebody.
constexpr const char* kTables[] = {"articles", "addresses", "captures", "versions", "facts",
                                   "search",   "evidence",  "awards",   "roles",    "persons"};

// A search path of one name asks for a schema of that name. CREATE SCHEMA IF NOT EXISTS alone fails
// when two do it at once; a transaction waits for the other's.
void make_namespace(Database& database) {
  if (database.number("SELECT (current_schema() IS NULL)::int") == 0) return;
  Statement path(database, "SELECT quote_ident((parse_ident(current_setting('search_path')))[1])");
  path.step();
  const std::string name = path.text(0);
  path.reset();
  Transaction transaction(database);
  database.execute("CREATE SCHEMA IF NOT EXISTS " + name);
  transaction.commit();
}

int schema_of(Database& database) {
  if (database.number(kMarked) == 0) return 0;
  return static_cast<int>(database.number("SELECT schema FROM bangvang_store"));
}

Result<void> check_tables(Database& database, const std::string& where) {
  Statement row(database,
                "SELECT 1 FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND "
                "relname = ?1");
  for (const char* table : kTables) {
    if (!row.bind(std::string_view(table)).step()) {
      return refuse(where, Error::Kind::kBadInput,
                    std::string("is damaged: its table ") + table + " is missing");
    }
  }
  return {};
}

void save_schema(Database& database) {
  Statement(database,
            "INSERT INTO bangvang_store VALUES (1, ?1) "
            "ON CONFLICT (one) DO UPDATE SET schema = excluded.schema")
      .bind(schema_version())
      .run();
}

void make_tables(Database& database) {
  database.execute(kMark);
  save_schema(database);
  take_steps(database, 0);
}

Result<void> make(Database& database, const std::string& where) {
  Transaction transaction(database);
  // Two that begin at once: the second finds it made.
  if (schema_of(database) != 0) return {};
  if (database.number(kRelations) != 0) {
    return refuse(where, Error::Kind::kBadInput,
                  "is a database of another program; it was left as it is");
  }
  make_tables(database);
  transaction.commit();
  return {};
}

Result<void> check_empty(Database& database, const std::string& where) {
  if (database.number(kRelations) == 0) return {};
  return refuse(where, Error::Kind::kBadInput, "is not empty; it was left as it is");
}

std::unexpected<Error> refuse_unmarked(Database& database, const std::string& where) {
  if (database.number(kRelations) != 0) {
    return refuse(where, Error::Kind::kBadInput, "is no store of bangvang; it was left as it is");
  }
  return refuse(where, Error::Kind::kUnreadable, "holds no store; `bangvang ingest` makes one");
}

}  // namespace

Result<Database> open_postgres_store(const std::string& where, Access access) {
  const std::string name = shown(where);
  Database database = open_postgres(where, access == Access::kRead);
  if (access == Access::kCreate) make_namespace(database);
  if (schema_of(database) == 0) {
    if (access != Access::kCreate) return refuse_unmarked(database, name);
    if (auto made = make(database, name); !made) return std::unexpected(made.error());
  }
  if (auto whole = check_tables(database, name); !whole) return std::unexpected(whole.error());
  if (auto same = check_schema(database, name, schema_of(database)); !same) {
    return std::unexpected(same.error());
  }
  return database;
}

Result<Migration> migrate_postgres_store(const std::string& where) {
  const std::string name = shown(where);
  Database database = open_postgres(where, false);
  const int schema = schema_of(database);
  if (schema == 0) return refuse_unmarked(database, name);
  if (schema > schema_version())
    return std::unexpected(check_schema(database, name, schema).error());
  Migration done{.from = schema, .to = schema_version()};
  if (schema == schema_version() && search_is_current(database)) return done;
  Transaction transaction(database);
  if (schema == schema_version()) {
    rebuild_search(database);
    done.reindexed = true;
  } else {
    take_steps(database, schema);
    save_schema(database);
  }
  transaction.commit();
  return done;
}

Result<Database> open_empty_postgres(const std::string& where) {
  Database database = open_postgres(where, false);
  make_namespace(database);
  if (auto empty = check_empty(database, shown(where)); !empty) {
    return std::unexpected(empty.error());
  }
  return database;
}

Result<void> make_postgres_tables(Database& database, const std::string& name) {
  if (auto empty = check_empty(database, name); !empty) return empty;
  make_tables(database);
  return {};
}

}  // namespace bangvang::store
