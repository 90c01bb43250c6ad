// Private to this room: running over clean text fast. A byte is looked at closely only when the
// pair it begins is suspect, and most pairs of clean text are not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace bangvang::text {

// A set of byte pairs, given as up to 16 products of two byte sets. Two small tables and an AND
// per byte, none of which waits for another.
class PairSet {
 public:
  // Adds all pairs of a byte of `first` and one of `second`; an empty list means any byte.
  constexpr PairSet& add(std::initializer_list<unsigned> first,
                         std::initializer_list<unsigned> second) {
    const auto bit = static_cast<std::uint16_t>(1u << products_++);
    for (const unsigned b : first) first_[b] |= bit;
    for (const unsigned b : second) second_[b] |= bit;
    for (std::size_t b = 0; b < 256 && first.size() == 0; ++b) first_[b] |= bit;
    for (std::size_t b = 0; b < 256 && second.size() == 0; ++b) second_[b] |= bit;
    return *this;
  }

  constexpr bool has(char first, char second) const {
    return (first_[static_cast<std::uint8_t>(first)] &
            second_[static_cast<std::uint8_t>(second)]) != 0;
  }

  // The first position from `at` on whose byte and the next one form a pair of the set. A NUL is
  // thought to follow the last byte. The size of `text` when there is none.
  std::size_t find(std::string_view text, std::size_t at) const {
    constexpr std::size_t kStep = 16;
    for (; at + kStep < text.size(); at += kStep) {
      unsigned any = 0;
      for (std::size_t i = 0; i < kStep; ++i) {
        any |= static_cast<unsigned>(first_[static_cast<std::uint8_t>(text[at + i])] &
                                     second_[static_cast<std::uint8_t>(text[at + i + 1])]);
      }
      if (any != 0) break;
    }
    for (; at < text.size(); ++at) {
      if (has(text[at], at + 1 < text.size() ? text[at + 1] : '\0')) return at;
    }
    return at;
  }

 private:
  std::array<std::uint16_t, 256> first_{};
  std::array<std::uint16_t, 256> second_{};
  unsigned products_ = 0;
};

}  // namespace bangvang::text
