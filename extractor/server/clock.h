// The time of day. Private to this room.
#pragma once

#include <string>

namespace bangvang::server {

std::string now_utc();  // "2026-01-31T08:15:00Z"

}  // namespace bangvang::server
