// Whether bytes are UTF-8.
#pragma once

#include <string_view>

namespace bangvang::json {

// simdjson's own check, which uses what the machine has: many times faster than reading.
bool is_utf8(std::string_view bytes);

}  // namespace bangvang::json
