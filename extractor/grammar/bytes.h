// Texts sixteen bytes at a time, and words of up to sixteen bytes as numbers.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace bangvang::grammar {

// In the notation GCC and Clang share. Comparing gives all ones for true.
using Bytes = std::uint8_t __attribute__((vector_size(16)));
using Answers = std::int8_t __attribute__((vector_size(16)));

// One bit for each answer.
inline std::uint64_t gathered(Answers answers) {
#ifdef __SSE2__
  __m128i bytes;
  std::memcpy(&bytes, &answers, sizeof bytes);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes));
#else
  std::uint64_t out = 0;
  for (std::size_t k = 0; k < 16; ++k) out |= static_cast<std::uint64_t>(answers[k] & 1) << k;
  return out;
#endif
}

inline Answers within(Bytes bytes, std::uint8_t first, std::uint8_t last) {
  return bytes - first <= static_cast<std::uint8_t>(last - first);
}

inline Answers is_ascii_letter(Bytes a) { return within(a | 0x20, 'a', 'z'); }

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
