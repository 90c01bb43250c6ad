#include "extractor/events/code_points.h"

#include <cassert>

#include "extractor/base/code_points.h"

namespace bangvang::events {
namespace {

constexpr std::uint32_t kBlock = 64;  // bytes; at most so many are counted for a place

}  // namespace

CodePoints::CodePoints(std::string_view text) : text_(text) {
  before_block_.reserve(text.size() / kBlock + 1);
  std::uint32_t counted = 0;
  for (std::size_t at = 0; at <= text.size(); at += kBlock) {
    before_block_.push_back(counted);
    counted += count_code_points(text.substr(at, kBlock));
  }
}

std::uint32_t CodePoints::before(std::uint32_t place) const {
  assert(place <= text_.size());
  const std::uint32_t begin = place / kBlock * kBlock;
  return before_block_[place / kBlock] + count_code_points(text_.substr(begin, place - begin));
}

}  // namespace bangvang::events
