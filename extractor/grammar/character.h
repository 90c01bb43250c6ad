// What the tokenizer must know of a code point, by table: classes and simple lower case.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace bangvang::grammar {

enum class CharClass : std::uint8_t { kSpace, kNewline, kDigit, kLower, kUpper, kMark };

struct CharTable {
  static constexpr std::uint32_t kSize = 0x2000;  // every letter Vietnamese uses lies below
  std::array<CharClass, kSize> char_class;
  std::array<char16_t, kSize> lower;
  std::array<char16_t, kSize> upper;  // the first letter whose lower case it is, else itself

  static const CharTable& get();

  CharClass class_of(std::uint32_t cp) const {
    if (cp < kSize) return char_class[cp];
    // Letters of other scripts make words; punctuation and symbols stand alone.
    return cp >= 0x2E80 && cp < 0xFE00 ? CharClass::kLower : CharClass::kMark;
  }
  char16_t lower_of(std::uint32_t cp) const {
    return cp < kSize ? lower[cp] : static_cast<char16_t>(cp);
  }
  char16_t upper_of(char16_t lowered) const { return lowered < kSize ? upper[lowered] : lowered; }
};

// Decodes the code point at `at` and steps over it. Requires: valid UTF-8, `at` < text.size().
inline std::uint32_t next_code_point(std::string_view text, std::uint32_t& at) {
  const auto byte = [&](std::uint32_t i) { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t lead = byte(at);
  if (lead < 0x80) return at += 1, lead;
  if (lead < 0xE0) return at += 2, (lead & 0x1Fu) << 6 | (byte(at - 1) & 0x3Fu);
  if (lead < 0xF0) {
    return at += 3, (lead & 0x0Fu) << 12 | (byte(at - 2) & 0x3Fu) << 6 | (byte(at - 1) & 0x3Fu);
  }
  return at += 4, (lead & 0x07u) << 18 | (byte(at - 3) & 0x3Fu) << 12 |
                      (byte(at - 2) & 0x3Fu) << 6 | (byte(at - 1) & 0x3Fu);
}

}  // namespace bangvang::grammar
