// The steps of the schema, which both databases take, and what a store of another schema is told.
// Private to this room.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "extractor/store/database.h"
#include "extractor/store/store.h"

namespace bangvang::store {

// migrations/*.sql as they are written. Lines behind "-- in SQLite" or "-- in PostgreSQL" are for
// that database, until "-- in both".
std::span<const std::string_view> migrations();

inline int schema_version() { return static_cast<int>(migrations().size()); }

// What of a migration is for `dialect`.
std::string part_of(std::string_view migration, Dialect dialect);

// Takes the steps behind the first `from`. Requires: a transaction.
void take_steps(Database& database, int from);

std::unexpected<Error> refuse(const std::string& where, Error::Kind kind, std::string reason);

// Fails with kUnsupported when a store of that schema is not one of this program.
Result<void> check_schema(Database& database, const std::string& where, int schema);

}  // namespace bangvang::store
