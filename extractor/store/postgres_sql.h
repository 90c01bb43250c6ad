// This room's SQL in PostgreSQL's words. Private to this room.
#pragma once

#include <string>
#include <string_view>

namespace bangvang::store {

// What is written as SQLite has it, and what PostgreSQL is told:
//
//   ?3, ?                        $3, and the next number
//   x ->> '$.a.b', x -> '$.a'    x ::json #>> '{a,b}': one text for both
//   strftime('%Y-…', 'now')      the same text of the statement's time
//   group_concat, instr          string_agg, strpos
//   INTEGER, BLOB, TEXT          bigint, bytea, text COLLATE "C": sorted by bytes, as SQLite does
//   INTEGER PRIMARY KEY          … that gives itself numbers
//   WITHOUT ROWID                nothing
//
// All else stands as it is, and nothing inside quotes is looked at.
std::string in_postgres(std::string_view sql);

}  // namespace bangvang::store
