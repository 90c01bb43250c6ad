// Private to this room: walking over UTF-8. All functions here require valid UTF-8, except
// invalid_at and sequence_at, which find out whether it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "extractor/base/utf8.h"

namespace bangvang::text {

inline constexpr char32_t kReplacement = 0xFFFD;

inline std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

inline bool is_continuation(char c) { return (static_cast<std::uint8_t>(c) & 0xC0) == 0x80; }

// Bytes of the sequence that begins with `lead`.
inline std::size_t sequence_size(std::uint8_t lead) {
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // bytes; 0 past the end
};

inline CodePoint code_point_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const char32_t b0 = byte_at(text, at);
  if (b0 < 0x80) return {b0, 1};
  const char32_t b1 = byte_at(text, at + 1) & 0x3F;
  if (b0 < 0xE0) return {(b0 & 0x1F) << 6 | b1, 2};
  const char32_t b2 = byte_at(text, at + 2) & 0x3F;
  if (b0 < 0xF0) return {(b0 & 0x0F) << 12 | b1 << 6 | b2, 3};
  return {(b0 & 0x07) << 18 | b1 << 12 | b2 << 6 | (byte_at(text, at + 3) & 0x3Fu), 4};
}

// Where the code point before `at` begins; 0 when there is none.
inline std::size_t before(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  --at;
  while (at > 0 && is_continuation(text[at])) --at;
  return at;
}

inline CodePoint code_point_before(std::string_view text, std::size_t at) {
  return at == 0 ? CodePoint{} : code_point_at(text, before(text, at));
}

// Where the first byte stands that is no part of valid UTF-8; npos when there is none.
std::size_t invalid_at(std::string_view bytes, std::size_t from = 0);

// Bytes of the valid sequence at `at`, or 0 when there is none; then `bad` is how many bytes one
// U+FFFD should replace (a truncated sequence counts as one).
std::size_t sequence_at(std::string_view bytes, std::size_t at, std::size_t& bad);

}  // namespace bangvang::text
