// The driver for PostgreSQL, over libpqxx. Private to this room.
#pragma once

#include <string>

#include "extractor/store/database.h"

namespace bangvang::store {

// Whether `where` names a PostgreSQL database and not a file.
bool is_postgres(const std::string& where);

// `where` as it may be shown: without its password.
std::string shown(const std::string& where);

// Throws Fault.
Database open_postgres(const std::string& where, bool read_only);

}  // namespace bangvang::store
