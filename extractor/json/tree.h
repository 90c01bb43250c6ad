// The one place that turns text into an nlohmann tree. Private to this room.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "extractor/base/result.h"

namespace bangvang::json {

// As Value::parse.
Result<nlohmann::ordered_json> parse_tree(std::string_view text, std::string_view file);

}  // namespace bangvang::json
