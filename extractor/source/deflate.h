// Deflating what lies in memory as a whole.
#pragma once

#include <string>
#include <string_view>

namespace bangvang::source {

// One gzip member. Equal bytes give equal members. Uses a compressor of the calling thread.
std::string gzip(std::string_view bytes);

}  // namespace bangvang::source
