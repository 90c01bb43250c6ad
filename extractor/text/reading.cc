#include "extractor/text/reading.h"

#include "extractor/text/nfc.h"
#include "extractor/text/syllable.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

bool is_between_words(char32_t c) {
  if (c < 0x80) return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  return c == 0xA0 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x3003);
}

// A word longer than this is no syllable in any encoding, and is not worth copying.
constexpr std::size_t kMaxWordBytes = 48;

bool is_syllable(std::string_view word) {
  if (word.size() > kMaxWordBytes) return false;
  const bool has_loose_marks = word.find_first_of("\xCC\xCD") != std::string_view::npos;
  return has_loose_marks ? is_proper_syllable(nfc(word)) : is_proper_syllable(word);
}

}  // namespace

Reading read(std::string_view utf8) {
  Reading out;
  std::size_t at = 0;
  while (at < utf8.size()) {
    const std::size_t begin = at;
    std::size_t letters = 0;
    bool marked = false;
    for (CodePoint c; (c = code_point_at(utf8, at)).size > 0 && !is_between_words(c.value);
         at += c.size) {
      ++letters;
      marked = marked || c.value >= 0x80;
      const char32_t low = c.value | 0x20;
      out.foreign += low == 'f' || low == 'j' || low == 'w' || low == 'z' ? 1u : 0u;
    }
    if (letters == 0) {
      at += code_point_at(utf8, at).size;
      continue;
    }
    ++out.words;
    out.letters += letters;
    if (!marked && letters > kMaxSyllableLetters) ++out.overlong;
    if (!marked) continue;
    ++out.marked;
    if (is_syllable(utf8.substr(begin, at - begin))) ++out.proper;
  }
  return out;
}

}  // namespace bangvang::text
