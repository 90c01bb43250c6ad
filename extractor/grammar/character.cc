#include "extractor/grammar/character.h"

#include <string>

#include "extractor/text/normal_text.h"

namespace bangvang::grammar {
namespace {

std::string encode(std::uint32_t cp) {
  std::string out;
  if (cp < 0x80) {
    out += static_cast<char>(cp);
  } else if (cp < 0x800) {
    out += static_cast<char>(0xC0 | cp >> 6);
    out += static_cast<char>(0x80 | (cp & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | cp >> 12);
    out += static_cast<char>(0x80 | (cp >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (cp & 0x3F));
  }
  return out;
}

bool is_letter(std::uint32_t cp) {
  if (cp < 0x80) return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
  if (cp < 0xC0) return cp == 0xAA || cp == 0xB5 || cp == 0xBA;
  return cp != 0xD7 && cp != 0xF7;
}

CharClass classify(std::uint32_t cp, std::uint32_t lowered) {
  if (cp == '\n') return CharClass::kNewline;
  if (cp == ' ' || cp == '\t' || cp == '\r' || cp == 0xA0) return CharClass::kSpace;
  if (cp >= '0' && cp <= '9') return CharClass::kDigit;
  if (!is_letter(cp)) return CharClass::kMark;
  return lowered != cp ? CharClass::kUpper : CharClass::kLower;
}

CharTable build() {
  CharTable table;
  for (std::uint32_t cp = 0; cp < CharTable::kSize; ++cp) {
    std::uint32_t lowered = cp;
    if (cp >= 'A') {
      const std::string text = text::lower(encode(cp));
      std::uint32_t at = 0;
      if (!text.empty()) lowered = next_code_point(text, at);
    }
    table.lower[cp] = static_cast<char16_t>(lowered);
    table.char_class[cp] = classify(cp, lowered);
    table.upper[cp] = static_cast<char16_t>(cp);
  }
  for (std::uint32_t cp = CharTable::kSize; cp-- > 0;) {
    const char16_t lowered = table.lower[cp];
    if (lowered != cp && lowered < CharTable::kSize) {
      table.upper[lowered] = static_cast<char16_t>(cp);
    }
  }
  return table;
}

}  // namespace

const CharTable& CharTable::get() {
  static const CharTable table = build();
  return table;
}

}  // namespace bangvang::grammar
