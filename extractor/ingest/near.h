// Knowing a text again when it is printed elsewhere under another header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace bangvang::ingest {

struct Signature {
  std::size_t words = 0;  // runs of letters and digits
  // Eight keys, each from four of 32 minima over the text's groups of three folded words (MinHash).
  // Texts that share two keys or more say nearly the same: of two texts with nine tenths of their
  // groups in common 99 % do, with eight tenths 90 %, with half 9 %, with three tenths 0.2 %. None
  // for texts below kNearWords.
  std::vector<std::int64_t> keys;
};

// Shorter texts are alike by chance.
inline constexpr std::size_t kNearWords = 30;

// Depends on the text alone. Requires: UTF-8.
Signature sign(std::string_view text);

}  // namespace bangvang::ingest
