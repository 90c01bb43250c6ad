// Private to this room: the shape of Vietnamese syllables. A syllable is an onset (possibly
// none), and a rime: vowels with a final consonant or without.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "extractor/text/letters.h"

namespace bangvang::text {

// The longest is nghiêng.
inline constexpr std::size_t kMaxSyllableLetters = 7;

struct Syllable {
  Letter letters[kMaxSyllableLetters];
  std::size_t size = 0;
  Tone tone = Tone::kNone;
  std::size_t tone_at = 0;      // letter that bears the tone as written; only when there is one
  std::size_t tone_home = 0;    // letter that should bear it
  bool closed_by_stop = false;  // ends in c, ch, p or t
};

// Nothing when `word` has not the shape of a Vietnamese syllable, with at most one tone mark on
// whichever vowel. Requires: NFC.
std::optional<Syllable> parse_syllable(std::string_view word);

// True for what spelling allows: the tone in one of its two usual places, and acute or dot before
// a final stop. Requires: NFC.
bool is_proper_syllable(std::string_view word);

}  // namespace bangvang::text
