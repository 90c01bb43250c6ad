// Private to this room: from bytes to code points, for places of one text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace bangvang::events {

// Knows how many code points stand before each place of a text. Reads the text once.
class CodePoints {
 public:
  // `text` must outlive it. Requires: UTF-8.
  explicit CodePoints(std::string_view text);

  // Requires: `place` lies in the text or at its end, between two code points.
  std::uint32_t before(std::uint32_t place) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> before_block_;  // code points before each block of the text
};

}  // namespace bangvang::events
