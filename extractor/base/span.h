// A half-open range of bytes in some text. Which text is said where the span is declared.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace bangvang {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  // Requires: the span lies inside `text`.
  std::string_view of(std::string_view text) const { return text.substr(begin, size()); }

  friend auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace bangvang
