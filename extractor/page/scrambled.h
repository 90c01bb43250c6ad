// Private to this room: letters that make no words, as some sites show to those who copy.
#pragma once

#include <string_view>

namespace bangvang::page {

// Looks at the beginning. Requires: UTF-8, but for a character that is cut off at the end.
bool is_scrambled(std::string_view text);

}  // namespace bangvang::page
