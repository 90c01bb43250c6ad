// Private to this room: text that is UTF-8 by its bytes and yet was read in a wrong encoding
// before it came to us, all of it or single lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangvang::text {

// Mends the lines of `utf8` of which only one reading is Vietnamese, and notes what it did and
// what it saw but left alone. Costs next to nothing on clean text. Requires: UTF-8.
void mend_misread(std::string& utf8, std::vector<std::string>& notes);

}  // namespace bangvang::text
