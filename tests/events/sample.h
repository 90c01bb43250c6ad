// An extraction in which every field of every kind is set.
#pragma once

#include <string_view>

#include "extractor/events/events.h"

namespace bangvang::events {

inline constexpr std::string_view kText =
    "Sáng 5/3/2024, Sở Y tế 🏆 làm Trưởng khối;\nSở Y tế được tặng Bằng khen.";

// Where `words` stand in kText for the `nth` time.
inline Span at(std::string_view words, int nth = 1) {
  std::size_t begin = kText.find(words);
  for (; nth > 1; --nth) begin = kText.find(words, begin + 1);
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
}

inline facts::Evidence evidence(std::string_view words, std::string_view rule) {
  facts::Evidence evidence;
  evidence.span = at(words);
  evidence.rule = rule;
  return evidence;
}

Extraction sample();

}  // namespace bangvang::events
