#include "extractor/store/schema.h"

#include "extractor/store/search_index.h"

namespace bangvang::store {

std::string part_of(std::string_view migration, Dialect dialect) {
  const std::string_view ours = dialect == Dialect::kSqlite ? "-- in SQLite" : "-- in PostgreSQL";
  std::string out;
  bool wanted = true;
  for (std::size_t at = 0; at < migration.size();) {
    const auto end = std::min(migration.find('\n', at), migration.size());
    const std::string_view line = migration.substr(at, end - at);
    if (line.starts_with("-- in ")) {
      wanted = line.starts_with("-- in both") || line.starts_with(ours);
    } else if (wanted) {
      out.append(line).push_back('\n');
    }
    at = end + 1;
  }
  return out;
}

void take_steps(Database& database, int from) {
  for (const std::string_view step : migrations().subspan(static_cast<std::size_t>(from))) {
    database.execute(part_of(step, database.dialect()));
  }
  rebuild_search(database);
}

std::unexpected<Error> refuse(const std::string& where, Error::Kind kind, std::string reason) {
  return fail(kind, std::move(reason), {}, where);
}

Result<void> check_schema(Database& database, const std::string& where, int schema) {
  const std::string remedy = "; `bangvang migrate --store " + where + "` brings it up to date";
  if (schema < schema_version()) {
    return refuse(where, Error::Kind::kUnsupported,
                  "has schema " + std::to_string(schema) + " and this bangvang needs " +
                      std::to_string(schema_version()) + remedy);
  }
  if (schema > schema_version()) {
    return refuse(where, Error::Kind::kUnsupported,
                  "was made by a newer bangvang: its schema is " + std::to_string(schema));
  }
  if (!search_is_current(database)) {
    return refuse(where, Error::Kind::kUnsupported,
                  "finds words by other rules than this bangvang" + remedy);
  }
  return {};
}

}  // namespace bangvang::store
