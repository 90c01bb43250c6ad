// Texts sixteen bytes at a time, and words of up to sixteen bytes as numbers.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include "extractor/base/scan.h"

namespace bangvang::grammar {

inline Answers is_ascii_letter(Bytes a) { return is_within(a | 0x20, 'a', 'z'); }

// The bytes of a word. Only the upper half of the hash is well mixed.
struct WordKey {
  std::uint64_t first = 0, second = 0;
  std::uint64_t hash() const {
    return (first ^ std::rotl(second * 0x9E3779B97F4A7C15u, 29)) * 0xFF51AFD7ED558CCDu;
  }
};

inline std::uint64_t load(const char* at) {
  std::uint64_t bytes;
  std::memcpy(&bytes, at, 8);
  return bytes;
}

// The first `size` of the 16 bytes at `at`. Requires: size <= 16, all 16 readable. No word is
// empty: its key is that of a free slot.
inline WordKey key_of(const char* at, std::size_t size) {
  if (size == 0) return {0, 0};
  if (size <= 8) return {load(at) & (~std::uint64_t{0} >> (64 - 8 * size)), 0};
  return {load(at), load(at + 8) & (~std::uint64_t{0} >> (128 - 8 * size))};
}

}  // namespace bangvang::grammar
