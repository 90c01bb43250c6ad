#include "extractor/page/character.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "extractor/base/scan.h"
#include "extractor/text/normal_text.h"

namespace bangvang::page {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<std::uint8_t>(text[at]);
}

// Beyond ASCII.
constexpr std::array<char32_t, 19> kBullets = {U'–', U'—', U'•', U'·',      U'▪',     U'▫', U'●',
                                               U'○', U'◦', U'■', U'□',      U'➢',     U'→', U'✓',
                                               U'✔', U'❖', U'◆', U'\uF0B7', U'\uF02D'};

// Latin Extended-A and the Vietnamese block alternate: even upper, odd lower.
bool alternates(char32_t c) {
  return (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x1EA0 && c <= 0x1EF9);
}

// What a byte may begin: a space only at those marked, beyond ASCII only a wide one.
enum class Begins : std::uint8_t { kOther, kAlphanumeric, kSpace, kMaybeSpace };

constexpr auto kBegins = [] {
  std::array<Begins, 256> table{};
  for (std::size_t b = '0'; b <= '9'; ++b) table[b] = Begins::kAlphanumeric;
  for (std::size_t b = 'a'; b <= 'z'; ++b) table[b] = table[b - 'a' + 'A'] = Begins::kAlphanumeric;
  for (std::size_t b = '\t'; b <= '\r'; ++b) table[b] = Begins::kSpace;
  table[' '] = Begins::kSpace;
  for (const std::size_t lead : {0xC2, 0xE1, 0xE2, 0xE3, 0xEF}) table[lead] = Begins::kMaybeSpace;
  return table;
}();

Begins begins_at(std::string_view text, std::size_t at) { return kBegins[byte_at(text, at)]; }

// Where the first space at or behind `at` ends; the end of the text without one.
std::size_t behind_space(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Begins what = begins_at(text, at);
    if (what == Begins::kSpace) return at + 1;
    if (what == Begins::kMaybeSpace) {
      const Character c = long_character_at(text, at);
      at += c.size;
      if (is_wide_space(c.value)) return at;
    } else {
      ++at;
    }
  }
  return at;
}

// Pairs of bytes at which collapse() may have something to do.
Answers may_collapse(Bytes a, Bytes b) {
  const Answers control = is_within(a, '\t', '\r');
  const Answers spaces = (a == ' ') & (b == ' ');
  const Answers wide = ((a == 0xC2) & ((b == 0x85) | (b == 0xA0))) | ((a == 0xE1) & (b == 0x9A)) |
                       ((a == 0xE2) & ((b == 0x80) | (b == 0x81))) | ((a == 0xE3) & (b == 0x80)) |
                       ((a == 0xEF) & (b == 0xBB));
  return control | spaces | wide;
}

bool is_collapsed(std::string_view text) {
  return !text.starts_with(' ') && !text.ends_with(' ') &&
         PairFinder<may_collapse>(text).next(0) == text.size();
}

// Characters beyond ASCII other than the letters of Vietnamese and their neighbours in the same
// blocks: `b` follows `a`.
Answers is_foreign(Bytes a, Bytes b) {
  const Answers lead = (a >= 0xC5) & (a != 0xE1);
  const Answers vietnamese = ((a == 0xC5) & is_within(b, 0xA8, 0xA9)) |
                             ((a == 0xC6) & (is_within(b, 0xA0, 0xA1) | is_within(b, 0xAF, 0xB0)));
  const Answers e1 = (a == 0xE1) & ((b & 0xFE) != 0xBA);
  const Answers inside =
      ((a == 0xBA) & is_within(b, 0x80, 0x9F)) | ((a == 0xBB) & is_within(b, 0xBA, 0xBF));
  const Answers c3 = (a == 0xC3) & ((b & 0xDF) == 0x97);
  const Answers c4 = (a == 0xC4) & (b >= 0xB8);
  return (lead & ~vietnamese) | e1 | inside | c3 | c4 | (a == 0xC2);
}

// What 64 bytes look like, a bit for each: letters and digits, and all that is no space.
struct Looks {
  std::uint64_t letters = 0, shown = 0;
  bool foreign = false;

  // Only those among `valid` count. Requires: one readable byte more.
  Looks(const std::uint8_t* bytes, std::uint64_t valid) {
    std::uint64_t spaces = 0, odd = 0;
    for (std::size_t i = 0; i < 64; i += sizeof(Bytes)) {
      Bytes a, b;
      std::memcpy(&a, bytes + i, sizeof a);
      std::memcpy(&b, bytes + i + 1, sizeof b);
      odd |= gathered(is_foreign(a, b));
      letters |= gathered((a >= 0x80) | is_within(a | 0x20, 'a', 'z') | is_within(a, '0', '9'))
                 << i;
      spaces |= gathered((a == ' ') | is_within(a, '\t', '\r')) << i;
    }
    foreign = odd != 0;
    letters &= valid;
    shown = ~spaces & valid;
  }
};

int count_any_words(std::string_view line, int most) {
  int words = 0;
  for (std::size_t at = 0; at < line.size() && words < most;) {
    std::size_t size = 1;
    bool inside = begins_at(line, at) == Begins::kAlphanumeric;
    if (byte_at(line, at) >= 0x80) {
      const Character c = long_character_at(line, at);
      size = c.size;
      inside = is_letter(c.value);
    }
    at += size;
    if (!inside) continue;
    ++words;
    at = behind_space(line, at);
  }
  return words;
}

// Spaces without width: they part no words.
bool is_invisible(char32_t c) { return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF; }

}  // namespace

Character long_character_at(std::string_view text, std::size_t at) {
  const char32_t b0 = byte_at(text, at);
  const std::size_t size = b0 < 0xE0 ? 2 : b0 < 0xF0 ? 3 : 4;
  if (at + size > text.size()) return {b0, 1};
  char32_t value = b0 & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) value = value << 6 | (byte_at(text, at + i) & 0x3Fu);
  return {value, size};
}

Character character_before(std::string_view text, std::size_t at) {
  if (at == 0) return {};
  std::size_t begin = at - 1;
  while (begin > 0 && (byte_at(text, begin) & 0xC0) == 0x80) --begin;
  return character_at(text, begin);
}

bool is_wide_space(char32_t c) {
  if (c < 0x1680) return c == 0x85 || c == 0xA0;
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7;
  if (c == 0x1A0 || c == 0x1AF) return true;
  return alternates(c) && c % 2 == 0;
}

bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  if (c < 0x100) return c >= 0xDF && c != 0xF7;
  if (c == 0x1A1 || c == 0x1B0) return true;
  return alternates(c) && c % 2 == 1;
}

bool is_bullet(char32_t c) {
  if (c < 0x80) return c == '-' || c == '+' || c == '*';
  for (const char32_t bullet : kBullets) {
    if (c == bullet) return true;
  }
  return false;
}

Span trim(std::string_view text, Span span) {
  while (span.begin < span.end) {
    const Character c = character_at(text, span.begin);
    if (!is_space(c.value)) break;
    span.begin += static_cast<std::uint32_t>(c.size);
  }
  while (span.begin < span.end) {
    const Character c = character_before(text, span.end);
    if (!is_space(c.value)) break;
    span.end -= static_cast<std::uint32_t>(c.size);
  }
  return span;
}

// A word whose run of bytes, with those of its letters added, carries over: it holds a letter. What
// stands behind the run then is a one.
int count_words(std::string_view line, int most) {
  constexpr std::size_t kBlock = 64;
  int words = 0;
  std::uint64_t carried = 0;
  for (std::size_t at = 0; at < line.size(); at += kBlock) {
    std::uint8_t padded[kBlock + 1] = {};
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data() + at);
    const std::size_t size = std::min(line.size() - at, kBlock);
    if (line.size() - at <= kBlock) {
      std::memcpy(padded, bytes, size);
      bytes = padded;
    }
    const Looks looks(bytes, ~std::uint64_t{0} >> (kBlock - size));
    if (looks.foreign) return count_any_words(line, most);
    const std::uint64_t sum = looks.shown + looks.letters, whole = sum + carried;
    carried = sum < looks.letters || whole < carried;
    words += std::popcount(whole & ~looks.shown);
    if (words >= most) return most;
  }
  return std::min(words + static_cast<int>(carried), most);
}

bool is_all_caps(std::string_view line) {
  bool letters = false;
  for (std::size_t at = 0; at < line.size();) {
    const Character c = character_at(line, at);
    at += c.size;
    if (is_lower(c.value)) return false;
    letters = letters || is_upper(c.value);
  }
  return letters;
}

std::string collapse(std::string_view text) {
  if (is_collapsed(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  std::size_t begin = 0;  // of the characters that were passed over but not copied yet
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    at += c.size;
    if (!is_space(c.value)) continue;
    if (at - c.size > begin) {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out.append(text, begin, at - c.size - begin);
    }
    gap = gap || !is_invisible(c.value);
    begin = at;
  }
  if (begin == text.size()) return out;
  if (gap && !out.empty()) out += ' ';
  return out.append(text, begin);
}

std::string plain_form(std::string_view line) {
  // Folding leaves spaces as they are, so that they can be collapsed behind it.
  std::string folded = text::fold(line);
  if (!is_collapsed(folded)) folded = collapse(folded);
  for (std::size_t at = folded.find(':'); at != std::string::npos; at = folded.find(':', at + 1)) {
    if (at > 0 && folded[at - 1] == ' ') folded.erase(--at, 1);
  }
  std::size_t begin = 0;
  while (begin < folded.size()) {
    const Character c = character_at(folded, begin);
    if (!is_bullet(c.value) && c.value != ' ' && c.value != '[' && c.value != '(') break;
    begin += c.size;
  }
  folded.erase(0, begin);
  return folded;
}

}  // namespace bangvang::page
