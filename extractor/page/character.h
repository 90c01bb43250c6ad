// Private to this room: what a line begins and ends with, and where its words are. All functions
// require UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extractor/base/span.h"

namespace bangvang::page {

struct Character {
  char32_t value = 0;
  std::size_t size = 0;  // bytes; 0 past the end
};
Character long_character_at(std::string_view text, std::size_t at);  // of several bytes
inline Character character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto first = static_cast<unsigned char>(text[at]);
  return first < 0x80 ? Character{first, 1} : long_character_at(text, at);
}
Character character_before(std::string_view text, std::size_t at);

// White space of any width, and the marks that show nothing (U+200B, U+FEFF, …).
bool is_wide_space(char32_t c);  // beyond ASCII
inline bool is_space(char32_t c) {
  return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : is_wide_space(c);
}
bool is_digit(char32_t c);
// A cased letter of the Vietnamese alphabet, precomposed or as its base letter.
bool is_upper(char32_t c);
bool is_lower(char32_t c);
inline bool is_letter(char32_t c) { return is_upper(c) || is_lower(c); }
bool is_bullet(char32_t c);  // - – — • + * · ▪ ● ○ ◦ ➢ → ✓ and their like

// `span` without the white space at its ends.
Span trim(std::string_view text, Span span);

// Runs of anything between white space that hold a letter or a digit; stops at `most`.
int count_words(std::string_view line, int most);

// True when there are letters and none is in lower case.
bool is_all_caps(std::string_view line);

// Runs of white space as one space each, none at the ends, invisible marks gone.
std::string collapse(std::string_view text);

// collapse() of the folded line, with bullets and opening brackets at its beginning gone, and no
// space before a colon: what vocabulary is looked up in.
std::string plain_form(std::string_view line);

}  // namespace bangvang::page
