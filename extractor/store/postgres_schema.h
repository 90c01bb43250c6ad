// Making, recognising and migrating a store in a PostgreSQL database. Private to this room.
#pragma once

#include <string>

#include "extractor/store/database.h"
#include "extractor/store/store.h"

namespace bangvang::store {

// A store is what stands in the first schema of the connection's search path, which is to hold
// nothing else. Opens one of the present schema, after it has been found to be one; it is made
// where `access` allows it and the schema is empty. Throws Fault.
Result<Database> open_postgres_store(const std::string& where, Access access);

Result<Migration> migrate_postgres_store(const std::string& where);

// For a store that is to be made and filled in one transaction: opens a database or schema that
// holds nothing, then makes its tables. The second fails when somebody has made some meanwhile.
Result<Database> open_empty_postgres(const std::string& where);
Result<void> make_postgres_tables(Database& database, const std::string& name);

}  // namespace bangvang::store
