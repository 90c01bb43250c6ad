// The driver for SQLite, over its C interface. Private to this room.
#pragma once

#include <sqlite3.h>

#include <string>

#include "extractor/store/database.h"

namespace bangvang::store {

// `flags`: SQLite's. Throws Fault.
Database open_sqlite(const std::string& path, int flags);

}  // namespace bangvang::store
