#include "extractor/ingest/near.h"

#include <algorithm>
#include <array>
#include <string>

#include "extractor/text/normal_text.h"

namespace bangvang::ingest {
namespace {

constexpr std::size_t kGroup = 3;  // words
constexpr std::size_t kMinima = 32;
constexpr std::size_t kBands = 8;

// The finalizer of SplitMix64: every bit of the input reaches every bit of the output.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

// One odd multiplier for each of the minima.
constexpr std::array<std::uint64_t, kMinima> multipliers() {
  std::array<std::uint64_t, kMinima> out{};
  for (std::size_t i = 0; i < kMinima; ++i) out[i] = mix(i + 1) | 1;
  return out;
}
constexpr auto kMultipliers = multipliers();

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

std::vector<std::uint64_t> word_hashes(std::string_view folded) {
  std::vector<std::uint64_t> words;
  words.reserve(folded.size() / 5);
  std::uint64_t hash = 0;
  for (const char c : folded) {
    if (is_word_byte(c)) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3 + 1;
    } else if (hash != 0) {
      words.push_back(mix(hash));
      hash = 0;
    }
  }
  if (hash != 0) words.push_back(mix(hash));
  return words;
}

}  // namespace

Signature sign(std::string_view text) {
  const std::vector<std::uint64_t> words = word_hashes(text::fold(text));
  Signature out{.words = words.size()};
  if (words.size() < kNearWords) return out;
  std::array<std::uint32_t, kMinima> minima;
  minima.fill(~std::uint32_t{0});
  for (std::size_t i = 0; i + kGroup <= words.size(); ++i) {
    const std::uint64_t group = mix(words[i] + 3 * words[i + 1] + 9 * words[i + 2]);
    for (std::size_t k = 0; k < kMinima; ++k) {
      minima[k] = std::min(minima[k], static_cast<std::uint32_t>((group * kMultipliers[k]) >> 32));
    }
  }
  constexpr std::size_t kWidth = kMinima / kBands;
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t key = band;
    for (std::size_t i = 0; i < kWidth; ++i) key = mix(key * kMinima + minima[band * kWidth + i]);
    out.keys.push_back(static_cast<std::int64_t>(key));
  }
  return out;
}

}  // namespace bangvang::ingest
