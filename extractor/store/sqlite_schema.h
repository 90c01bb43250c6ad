// Making, recognising and migrating the file of a SQLite store. Private to this room.
#pragma once

#include <string>

#include "extractor/store/database.h"
#include "extractor/store/store.h"

namespace bangvang::store {

// Opens a file that is a store of the present schema, after it has been found to be one. A new file
// is made where `access` allows it. Throws Fault.
Result<Database> open_sqlite_store(const std::string& path, Access access);

Result<Migration> migrate_sqlite_store(const std::string& path);

}  // namespace bangvang::store
