// Numbers by chance that are the same on every machine, which the standard library's are not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace bangvang::bench {

// SplitMix64.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
  }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  int between(int first, int last) {
    return first + static_cast<int>(below(static_cast<std::size_t>(last - first + 1)));
  }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  template <class List>
  const auto& of(const List& list) {
    return list[below(std::size(list))];
  }
  // The first of the list are met far more often than the last.
  template <class List>
  const auto& common_of(const List& list) {
    const std::size_t a = below(std::size(list)), b = below(std::size(list));
    return list[a * b / std::size(list)];
  }

 private:
  std::uint64_t state_;
};

}  // namespace bangvang::bench
