#include "extractor/store/sqlite_schema.h"

#include <sys/stat.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "extractor/store/schema.h"
#include "extractor/store/search_index.h"
#include "extractor/store/sqlite.h"

namespace bangvang::store {
namespace {

namespace fs = std::filesystem;

// "BVng": SQLite keeps it in the file's header, where `file` and other tools find it.
constexpr std::int64_t kApplication = 0x42566E67;
constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kApplicationOffset = 68;
constexpr std::string_view kMagic("SQLite format 3\0", 16);

// Checking all of a larger file would take longer than most commands.
constexpr std::uint64_t kCheckedBytes = 64u << 20;

// Packed pages are 4 to 12 kB: in pages of this size most need no overflow chain.
constexpr std::string_view kNewFile = "PRAGMA page_size=8192";
// Commits survive a killed process; a power cut may undo the last ones, whole, and the position of
// reading with them. Deleted text is overwritten, so that `forget` means it.
constexpr std::string_view kConnection =
    "PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864";

enum class Found { kNothing, kEmpty, kOurs, kForeign, kShort };

Found look_at(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return Found::kNothing;
  if (!S_ISREG(status.st_mode)) return Found::kForeign;
  if (status.st_size == 0) return Found::kEmpty;
  std::array<char, kHeaderBytes> header{};
  std::ifstream file(path, std::ios::binary);
  file.read(header.data(), header.size());
  const std::string_view bytes(header.data(), static_cast<std::size_t>(file.gcount()));
  if (!bytes.starts_with(kMagic)) return Found::kForeign;
  if (bytes.size() < kHeaderBytes) return Found::kShort;
  std::int64_t application = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    application = application << 8 | static_cast<unsigned char>(bytes[kApplicationOffset + i]);
  }
  // Who was killed while making the store leaves a file without tables and without our mark.
  if (application != kApplication) return application == 0 ? Found::kEmpty : Found::kForeign;
  return Found::kOurs;
}

Result<void> check(const std::string& path, Access access) {
  switch (look_at(path)) {
    case Found::kNothing:
      if (access == Access::kCreate) return {};
      return refuse(path, Error::Kind::kUnreadable, "does not exist; `bangvang ingest` makes one");
    case Found::kForeign:
      return refuse(path, Error::Kind::kBadInput, "is no store of bangvang; it was left as it is");
    case Found::kShort:
      return refuse(path, Error::Kind::kBadInput, "is damaged: it ends within its header");
    case Found::kEmpty: {
      std::error_code error;
      if (fs::file_size(path, error) == 0) return {};
      Database database = open_sqlite(path, SQLITE_OPEN_READONLY);
      if (database.number("SELECT count(*) FROM sqlite_schema") == 0) return {};
      if (look_at(path) == Found::kOurs) return {};  // somebody made it meanwhile
      return refuse(path, Error::Kind::kBadInput,
                    "is a database of another program; it was left as it is");
    }
    case Found::kOurs:
      return {};
  }
  return {};
}

void bring_up(Database& database, int from) {
  take_steps(database, from);
  database.execute("PRAGMA application_id=" + std::to_string(kApplication) +
                   "; PRAGMA user_version=" + std::to_string(schema_version()));
}

// The schema of the file, which is made if it is new.
int made_schema(Database& database, Access access) {
  int schema = static_cast<int>(database.number("PRAGMA user_version"));
  if (schema != 0 || access != Access::kCreate) return schema;
  database.execute(std::string(kNewFile));
  Transaction transaction(database);
  // Two that begin at once: the second finds it made.
  schema = static_cast<int>(database.number("PRAGMA user_version"));
  if (schema == 0) bring_up(database, 0);
  transaction.commit();
  return schema_version();
}

Result<void> check_pages(Database& database, const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error || size > kCheckedBytes) return {};
  Statement statement(database, "PRAGMA quick_check(1)");
  if (statement.step() && statement.text(0) == "ok") return {};
  return refuse(path, Error::Kind::kBadInput, "is damaged: " + statement.text(0));
}

void note_backup(Database& database, const std::string& copy) {
  Statement(database,
            "INSERT INTO backups VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) "
            "ON CONFLICT (path) DO UPDATE SET made = excluded.made")
      .bind(fs::absolute(copy).string())
      .run();
}

std::string free_name(const std::string& path, int schema) {
  const std::string base = path + ".schema-" + std::to_string(schema) + ".backup";
  std::string name = base;
  for (int i = 2; fs::exists(name); ++i) name = base + "-" + std::to_string(i);
  return name;
}

// A whole copy under a name of its own, or none.
void back_up(Database& database, const std::string& name) {
  const std::string part = name + ".part";
  std::error_code error;
  fs::remove(part, error);
  Statement statement(database, "VACUUM INTO ?");
  try {
    statement.bind(part).run();
  } catch (const Fault&) {
    fs::remove(part, error);
    throw;
  }
  fs::rename(part, name);
}

}  // namespace

Result<Database> open_sqlite_store(const std::string& path, Access access) {
  if (auto checked = check(path, access); !checked) return std::unexpected(checked.error());
  const int create = access == Access::kCreate ? SQLITE_OPEN_CREATE : 0;
  Database database = open_sqlite(path, SQLITE_OPEN_READWRITE | create);
  if (auto checked = check_pages(database, path); !checked) {
    return std::unexpected(checked.error());
  }
  const int schema = made_schema(database, access);
  if (auto same = check_schema(database, path, schema); !same) {
    return std::unexpected(same.error());
  }
  // Only a whole store becomes one that is written ahead: until then its header says what it is.
  if (access != Access::kRead) database.execute("PRAGMA journal_mode=WAL");
  database.execute(std::string(kConnection));
  if (access == Access::kRead) database.execute("PRAGMA query_only=1");
  return database;
}

Result<Migration> migrate_sqlite_store(const std::string& path) {
  if (auto checked = check(path, Access::kWrite); !checked) {
    return std::unexpected(checked.error());
  }
  Database database = open_sqlite(path, SQLITE_OPEN_READWRITE);
  if (auto checked = check_pages(database, path); !checked) {
    return std::unexpected(checked.error());
  }
  const int schema = static_cast<int>(database.number("PRAGMA user_version"));
  if (schema > schema_version()) {
    return std::unexpected(check_schema(database, path, schema).error());
  }
  Migration done{.from = schema, .to = schema_version()};
  if (schema == schema_version()) {
    if (search_is_current(database)) return done;
    // Made of texts that stay as they are: no copy is needed.
    Transaction transaction(database);
    rebuild_search(database);
    transaction.commit();
    done.reindexed = true;
    return done;
  }
  if (schema == 0) return refuse(path, Error::Kind::kBadInput, "holds no store yet");
  done.backup = free_name(path, schema);
  back_up(database, done.backup);
  Transaction transaction(database);
  bring_up(database, schema);
  note_backup(database, done.backup);
  transaction.commit();
  return done;
}

Database begin_sqlite_store(const std::string& path) {
  Database database = open_sqlite(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  database.execute(std::string(kNewFile) + "; PRAGMA journal_mode=OFF; PRAGMA cache_size=-65536");
  Transaction transaction(database);
  bring_up(database, 0);
  database.execute("PRAGMA user_version=0");
  transaction.commit();
  return database;
}

void finish_sqlite_store(Database& database) {
  database.execute("PRAGMA user_version=" + std::to_string(schema_version()) +
                   "; PRAGMA journal_mode=WAL");
}

void remember_backup(const std::string& path, const std::string& copy) {
  try {
    Database database = open_sqlite(path, SQLITE_OPEN_READWRITE);
    note_backup(database, copy);
  } catch (const Fault& fault) {
    if (fault.kind != Fault::Kind::kReadOnly) throw;
  }
}

}  // namespace bangvang::store
