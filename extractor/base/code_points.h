// How many code points a text has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace bangvang {

// Requires: UTF-8. A code point begins with every byte that is not 10xxxxxx; eight bytes are looked
// at together.
inline std::uint32_t count_code_points(std::string_view utf8) {
  constexpr std::uint64_t kLowBits = 0x0101010101010101u;
  std::uint64_t continuations = 0;
  std::size_t at = 0;
  for (; at + 8 <= utf8.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, utf8.data() + at, 8);
    // The product adds up the eight lowest bits in its top byte.
    continuations += ((bytes >> 7 & ~bytes >> 6 & kLowBits) * kLowBits) >> 56;
  }
  for (; at < utf8.size(); ++at) {
    continuations += (static_cast<unsigned char>(utf8[at]) & 0xC0) == 0x80;
  }
  return static_cast<std::uint32_t>(utf8.size() - continuations);
}

}  // namespace bangvang
