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

// Makes a new file whose tables are to be filled. Until the second call it is no store that could
// be opened. Nothing written to it in between can be taken back.
Database begin_sqlite_store(const std::string& path);
void finish_sqlite_store(Database& database);

// Writes down that `copy` holds what the store holds, for those who must forget something. A store
// that may only be read keeps no such note.
void remember_backup(const std::string& path, const std::string& copy);

}  // namespace bangvang::store
