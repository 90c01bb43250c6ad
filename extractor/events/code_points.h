// Private to this room: from bytes to code points, for a few places of one text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace bangvang::events {

// Knows how many code points stand before each of some places of a text. Reads the text once.
class CodePoints {
 public:
  // `places` are bytes of `text`, in any order, each at most its size and between two code points.
  CodePoints(std::string_view text, std::vector<std::uint32_t> places);

  // Requires: `place` was given to the constructor.
  std::uint32_t before(std::uint32_t place) const;

 private:
  std::vector<std::uint32_t> places_;  // sorted, each once
  std::vector<std::uint32_t> counts_;  // by the same index
};

}  // namespace bangvang::events
