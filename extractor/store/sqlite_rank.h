// How SQLite ranks what was found by words. Private to this room.
#pragma once

struct sqlite3;

namespace bangvang::store {

// Makes kRankHits known to the connection; of no use where SQLite has no FTS5.
void make_rank_known(sqlite3* database);

}  // namespace bangvang::store
