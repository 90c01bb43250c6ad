// Private to this room: how it is noted that a row of a listing went.
#pragma once

namespace bangvang::store {

// Binds the listing and the id.
inline constexpr const char* kRemoved =
    "INSERT INTO removed VALUES (?1, ?2, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) "
    "ON CONFLICT (kind, id) DO UPDATE SET removed_at = excluded.removed_at";

}  // namespace bangvang::store
