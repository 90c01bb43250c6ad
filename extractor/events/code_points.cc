#include "extractor/events/code_points.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <utility>

namespace bangvang::events {

// A code point begins with every byte that is not 10xxxxxx; eight bytes are looked at together.
std::uint32_t count_code_points(std::string_view utf8) {
  constexpr std::uint64_t kLowBits = 0x0101010101010101u;
  std::uint64_t continuations = 0;
  std::size_t at = 0;
  for (; at + 8 <= utf8.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, utf8.data() + at, 8);
    continuations +=
        static_cast<std::uint64_t>(std::popcount((bytes >> 7) & (~bytes >> 6) & kLowBits));
  }
  for (; at < utf8.size(); ++at) {
    continuations += (static_cast<unsigned char>(utf8[at]) & 0xC0) == 0x80;
  }
  return static_cast<std::uint32_t>(utf8.size() - continuations);
}

CodePoints::CodePoints(std::string_view text, std::vector<std::uint32_t> places)
    : places_(std::move(places)) {
  std::ranges::sort(places_);
  const auto repeated = std::ranges::unique(places_);
  places_.erase(repeated.begin(), repeated.end());
  counts_.reserve(places_.size());
  std::uint32_t counted = 0, done = 0;
  for (const std::uint32_t place : places_) {
    assert(place <= text.size());
    counted += count_code_points(text.substr(done, place - done));
    done = place;
    counts_.push_back(counted);
  }
}

std::uint32_t CodePoints::before(std::uint32_t place) const {
  const auto found = std::ranges::lower_bound(places_, place);
  assert(found != places_.end() && *found == place);
  return counts_[static_cast<std::size_t>(found - places_.begin())];
}

}  // namespace bangvang::events
