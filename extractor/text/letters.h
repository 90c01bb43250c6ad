// Private to this room: Vietnamese letters taken apart and put together.
#pragma once

#include <cstdint>
#include <optional>

namespace bangvang::text {

enum class Quality : std::uint8_t { kNone, kCircumflex, kBreve, kHorn };
enum class Tone : std::uint8_t { kNone, kGrave, kAcute, kHook, kTilde, kDot };

// A letter of the Vietnamese alphabet, or one of f j w z, which foreign words bring.
struct Letter {
  char base = 0;  // a to z, or 'D' for đ; lower case always
  Quality quality = Quality::kNone;
  Tone tone = Tone::kNone;
  bool upper = false;

  bool is_vowel() const;
};

// Nothing when `c` is no such letter.
std::optional<Letter> letter(char32_t c);

// The one code point of the letter; 0 when there is none (no ĕ with breve, no toned b).
char32_t code_point(Letter letter);

// The mark that combining character `c` stands for; nothing for other characters.
struct Mark {
  Quality quality = Quality::kNone;
  Tone tone = Tone::kNone;
};
std::optional<Mark> mark(char32_t c);

}  // namespace bangvang::text
