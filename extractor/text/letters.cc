#include "extractor/text/letters.h"

#include <array>
#include <string_view>

namespace bangvang::text {
namespace {

// Rows: every vowel with its quality; columns: tones in the order of enum Tone.
struct VowelRow {
  char base;
  Quality quality;
  std::u32string_view lower, upper;
};

constexpr std::array<VowelRow, 12> kVowels = {{
    {'a', Quality::kNone, U"aàáảãạ", U"AÀÁẢÃẠ"},
    {'a', Quality::kBreve, U"ăằắẳẵặ", U"ĂẰẮẲẴẶ"},
    {'a', Quality::kCircumflex, U"âầấẩẫậ", U"ÂẦẤẨẪẬ"},
    {'e', Quality::kNone, U"eèéẻẽẹ", U"EÈÉẺẼẸ"},
    {'e', Quality::kCircumflex, U"êềếểễệ", U"ÊỀẾỂỄỆ"},
    {'i', Quality::kNone, U"iìíỉĩị", U"IÌÍỈĨỊ"},
    {'o', Quality::kNone, U"oòóỏõọ", U"OÒÓỎÕỌ"},
    {'o', Quality::kCircumflex, U"ôồốổỗộ", U"ÔỒỐỔỖỘ"},
    {'o', Quality::kHorn, U"ơờớởỡợ", U"ƠỜỚỞỠỢ"},
    {'u', Quality::kNone, U"uùúủũụ", U"UÙÚỦŨỤ"},
    {'u', Quality::kHorn, U"ưừứửữự", U"ƯỪỨỬỮỰ"},
    {'y', Quality::kNone, U"yỳýỷỹỵ", U"YỲÝỶỸỴ"},
}};

// Code points below U+0200 and from U+1E80 to U+1EFF in one row of 640.
constexpr std::size_t kLowEnd = 0x200, kHighBegin = 0x1E80, kHighEnd = 0x1F00;
constexpr std::size_t kSlots = kLowEnd + (kHighEnd - kHighBegin);

constexpr std::size_t slot(char32_t c) {
  if (c < kLowEnd) return c;
  return c >= kHighBegin && c < kHighEnd ? kLowEnd + (c - kHighBegin) : kSlots;
}

constexpr std::array<Letter, kSlots> make_letters() {
  std::array<Letter, kSlots> table{};
  for (char c = 'a'; c <= 'z'; ++c) {
    table[slot(static_cast<char32_t>(c))] = {c, Quality::kNone, Tone::kNone, false};
    table[slot(static_cast<char32_t>(c - 'a' + 'A'))] = {c, Quality::kNone, Tone::kNone, true};
  }
  table[slot(U'đ')] = {'D', Quality::kNone, Tone::kNone, false};
  table[slot(U'Đ')] = {'D', Quality::kNone, Tone::kNone, true};
  for (const VowelRow& row : kVowels) {
    for (std::size_t tone = 0; tone < 6; ++tone) {
      table[slot(row.lower[tone])] = {row.base, row.quality, static_cast<Tone>(tone), false};
      table[slot(row.upper[tone])] = {row.base, row.quality, static_cast<Tone>(tone), true};
    }
  }
  return table;
}

constexpr auto kLetters = make_letters();

constexpr std::size_t composed_slot(Letter l) {
  return static_cast<std::size_t>(l.base - 'a') << 6 | static_cast<std::size_t>(l.quality) << 4 |
         static_cast<std::size_t>(l.tone) << 1 | (l.upper ? 1u : 0u);
}

constexpr auto make_composed() {
  std::array<char32_t, std::size_t{26} << 6> table{};
  for (std::size_t i = 0; i < kSlots; ++i) {
    const Letter l = kLetters[i];
    if (l.base < 'a') continue;
    table[composed_slot(l)] = static_cast<char32_t>(i < kLowEnd ? i : i - kLowEnd + kHighBegin);
  }
  return table;
}

constexpr auto kComposed = make_composed();

}  // namespace

bool Letter::is_vowel() const {
  return base == 'a' || base == 'e' || base == 'i' || base == 'o' || base == 'u' || base == 'y';
}

std::optional<Letter> letter(char32_t c) {
  const std::size_t at = slot(c);
  if (at == kSlots || kLetters[at].base == 0) return std::nullopt;
  return kLetters[at];
}

char32_t code_point(Letter l) {
  if (l.base == 'D') {
    const bool plain = l.quality == Quality::kNone && l.tone == Tone::kNone;
    return plain ? (l.upper ? U'Đ' : U'đ') : 0;
  }
  return l.base < 'a' || l.base > 'z' ? 0 : kComposed[composed_slot(l)];
}

std::optional<Mark> mark(char32_t c) {
  if (c < 0x300 || c > 0x323) return std::nullopt;  // spares most characters the switch
  switch (c) {
    case 0x0300:
      return Mark{Quality::kNone, Tone::kGrave};
    case 0x0301:
      return Mark{Quality::kNone, Tone::kAcute};
    case 0x0309:
      return Mark{Quality::kNone, Tone::kHook};
    case 0x0303:
      return Mark{Quality::kNone, Tone::kTilde};
    case 0x0323:
      return Mark{Quality::kNone, Tone::kDot};
    case 0x0302:
      return Mark{Quality::kCircumflex, Tone::kNone};
    case 0x0306:
      return Mark{Quality::kBreve, Tone::kNone};
    case 0x031B:
      return Mark{Quality::kHorn, Tone::kNone};
    default:
      return std::nullopt;
  }
}

}  // namespace bangvang::text
