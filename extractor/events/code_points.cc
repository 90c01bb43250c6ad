#include "extractor/events/code_points.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "extractor/base/code_points.h"

namespace bangvang::events {

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
