// Making, recognising and migrating the file of a SQLite store. Private to this room.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "extractor/store/database.h"
#include "extractor/store/store.h"

namespace bangvang::store {

// The statements that lead from one schema to the next; the first makes schema 1.
std::span<const std::string_view> migrations();

inline int schema_version() { return static_cast<int>(migrations().size()); }

// Opens a file that is a store of the present schema, after it has been found to be one. A new file
// is made where `access` allows it. Throws Fault.
Result<Database> open_database(const std::string& path, Access access);

Result<Migration> migrate_database(const std::string& path);

}  // namespace bangvang::store
