// Running over text sixteen bytes at a time. A byte is looked at closely only when it and the next
// one make a suspect pair, and most pairs of clean text do not.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace bangvang {

// Sixteen bytes at once, in the notation GCC and Clang share; they turn it into whatever the
// machine has. Comparing gives all ones for true, and & and | join the answers.
using Bytes = std::uint8_t __attribute__((vector_size(16)));
using Answers = std::int8_t __attribute__((vector_size(16)));

inline Answers is_within(Bytes bytes, std::uint8_t first, std::uint8_t last) {
  return bytes - first <= static_cast<std::uint8_t>(last - first);
}

// One bit for each answer.
inline std::uint64_t gathered(Answers answers) {
#ifdef __SSE2__
  __m128i bytes;
  std::memcpy(&bytes, &answers, sizeof bytes);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes));
#else
  // The product brings the lowest bits of eight bytes to the top byte, side by side.
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t halves[2];
  std::memcpy(halves, &answers, sizeof halves);
  constexpr std::uint64_t kLowest = 0x0101010101010101u, kSpread = 0x0102040810204080u;
  return (halves[0] & kLowest) * kSpread >> 56 | (halves[1] & kLowest) * kSpread >> 56 << 8;
#endif
}

// Bit `bit` of each of sixteen numbers in a row, that of the first in the lowest.
inline std::uint64_t bits_of_sixteen(const std::uint64_t* numbers, std::size_t bit) {
#ifdef __SSE2__
  const __m128i to_top = _mm_cvtsi32_si128(static_cast<int>(63 - bit));
  const auto two = [&](std::size_t at) {
    __m128i pair;
    std::memcpy(&pair, numbers + at, sizeof pair);
    return _mm_castsi128_ps(_mm_sll_epi64(pair, to_top));
  };
  // The upper halves of four numbers, which the bit is the sign of; packing keeps signs.
  const auto four = [&](std::size_t at) {
    return _mm_castps_si128(_mm_shuffle_ps(two(at), two(at + 2), _MM_SHUFFLE(3, 1, 3, 1)));
  };
  const __m128i low = _mm_packs_epi32(four(0), four(4)), high = _mm_packs_epi32(four(8), four(12));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
#else
  std::uint64_t found = 0;
  for (std::size_t i = 0; i < 16; ++i) found |= (numbers[i] >> bit & 1) << i;
  return found;
#endif
}

// Finds suspect pairs from front to back; `suspect` is given bytes and the ones after them. A
// block is tested once, however many of its pairs turn out suspect. Where testing takes long, a
// `screen` that finds all of them and little more spares it to most blocks. The text must outlive
// the finder.
template <Answers (*suspect)(Bytes, Bytes), Answers (*screen)(Bytes, Bytes) = nullptr>
class PairFinder {
 public:
  explicit PairFinder(std::string_view text) : text_(text) {}

  // The first position from `at` on whose byte and the next one are suspect; the size of the text
  // when there is none. A NUL is thought to follow the last byte.
  // Requires: `at` is not before the last one asked for.
  std::size_t next(std::size_t at) {
    while (at < text_.size()) {
      if (at - base_ >= kBlock || base_ > at) test(at);
      const std::uint64_t left = found_ >> (at - base_);
      if (left != 0) return at + static_cast<std::size_t>(std::countr_zero(left));
      at = base_ + kBlock;
    }
    return text_.size();
  }

  // Calls `handle` with every suspect position that is not passed over: it gives where to go on.
  template <class Handle>
  void for_each(Handle handle) {
    for (std::size_t at = 0; (at = next(at)) < text_.size();) at = handle(at);
  }

 private:
  static constexpr std::size_t kBlock = 64;

  void test(std::size_t at) {
    base_ = at;
    std::uint8_t padded[kBlock + 1] = {};
    const auto* p = reinterpret_cast<const std::uint8_t*>(text_.data() + at);
    if (text_.size() - at <= kBlock) {
      std::memcpy(padded, p, text_.size() - at);
      p = padded;
    }
    found_ = 0;
    if constexpr (screen != nullptr) {
      if (found_by<screen>(p) == 0) return;
    }
    found_ = found_by<suspect>(p);
    // What the padding seems to be is not in the text.
    if (text_.size() - at < kBlock) found_ &= (std::uint64_t{1} << (text_.size() - at)) - 1;
  }

  template <Answers (*test)(Bytes, Bytes)>
  static std::uint64_t found_by(const std::uint8_t* p) {
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < kBlock; i += sizeof(Bytes)) {
      Bytes first, second;
      std::memcpy(&first, p + i, sizeof first);
      std::memcpy(&second, p + i + 1, sizeof second);
      found |= gathered(test(first, second)) << i;
    }
    return found;
  }

  std::string_view text_;
  std::size_t base_ = ~std::size_t{0};  // where the tested block begins
  std::uint64_t found_ = 0;             // bit i: the pair at base_ + i is suspect
};

}  // namespace bangvang
