// Private to this room: names that are written nearly like another.
#pragma once

#include <string>
#include <vector>

namespace bangvang::store {

// The nearest of `names` first, at most five; marks, case and punctuation do not count.
std::vector<std::string> near_names(const std::string& name, const std::vector<std::string>& names);

}  // namespace bangvang::store
