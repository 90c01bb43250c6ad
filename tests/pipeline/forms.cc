#include "tests/pipeline/forms.h"

#include <iconv.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <utility>

namespace bangvang::pipeline {
namespace {

using icu::UnicodeString;

UnicodeString to_icu(std::string_view utf8) {
  return UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
}

std::string from_icu(const UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string normalised(std::string_view utf8, const icu::Normalizer2* (*form)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normaliser = form(status);
  return from_icu(normaliser->normalize(to_icu(utf8), status));
}

std::optional<std::string> by_iconv(std::string_view bytes, const char* to, const char* from) {
  const iconv_t converter = ::iconv_open(to, from);
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string in(bytes), out(bytes.size() * 4 + 16, '\0');
  char* read = in.data();
  char* write = out.data();
  std::size_t left = in.size(), room = out.size();
  const bool done = ::iconv(converter, &read, &left, &write, &room) != std::size_t(-1) &&
                    ::iconv(converter, nullptr, nullptr, &write, &room) != std::size_t(-1);
  ::iconv_close(converter);
  if (!done) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

std::optional<std::string> to_utf16le(std::string_view utf8) {
  auto bytes = by_iconv(utf8, "UTF-16LE", "UTF-8");
  if (bytes) bytes->insert(0, "\xFF\xFE");
  return bytes;
}

std::optional<std::string> to_utf16be(std::string_view utf8) {
  auto bytes = by_iconv(utf8, "UTF-16BE", "UTF-8");
  if (bytes) bytes->insert(0, "\xFE\xFF");
  return bytes;
}

std::optional<std::string> to_windows1258(std::string_view utf8) {
  return by_iconv(utf8, "CP1258", "UTF-8");
}

std::optional<std::string> to_viscii(std::string_view utf8) {
  return by_iconv(utf8, "VISCII", "UTF-8");
}

// The upper half of TCVN 5712, which TCVN3 fonts share; iconv's own lower half puts capitals on
// control characters, as no article does.
std::map<char32_t, char> tcvn3_table() {
  std::map<char32_t, char> table;
  for (int b = 0xA1; b < 0x100; ++b) {
    const char c = static_cast<char>(b);
    const auto utf8 = by_iconv({&c, 1}, "UTF-8", "TCVN5712-1");
    if (utf8) table.emplace(code_points(*utf8).front(), c);
  }
  return table;
}

// A capital that the font lacks is its base letter with the mark typed behind.
std::optional<std::string> to_tcvn3(std::string_view utf8) {
  static const auto table = tcvn3_table();
  std::string out;
  for (const char32_t letter : code_points(utf8)) {
    const auto one = table.find(letter);
    if (one != table.end()) {
      out += one->second;
      continue;
    }
    std::u32string parts = code_points(nfd(to_utf8({&letter, 1})));
    if (parts.size() == 3) parts = code_points(nfc(to_utf8(parts.substr(0, 2)))) + parts[2];
    for (const char32_t part : parts) {
      const auto found = table.find(part);
      if (part >= 0x80 && found == table.end()) return std::nullopt;
      out += part < 0x80 ? static_cast<char>(part) : found->second;
    }
  }
  return out;
}

struct Vni {
  std::u32string_view letters;  // a vowel with no tone, then acute, grave, hook, tilde, dot
  std::array<const char*, 6> bytes;
};
constexpr Vni kVni[] = {
    {U"aáàảãạ", {"a", "a\xF9", "a\xF8", "a\xFB", "a\xF5", "a\xEF"}},
    {U"ăắằẳẵặ", {"a\xEA", "a\xE9", "a\xE8", "a\xFA", "a\xFC", "a\xEB"}},
    {U"âấầẩẫậ", {"a\xE2", "a\xE1", "a\xE0", "a\xE5", "a\xE3", "a\xE4"}},
    {U"eéèẻẽẹ", {"e", "e\xF9", "e\xF8", "e\xFB", "e\xF5", "e\xEF"}},
    {U"êếềểễệ", {"e\xE2", "e\xE1", "e\xE0", "e\xE5", "e\xE3", "e\xE4"}},
    {U"iíìỉĩị", {"i", "\xED", "\xEC", "\xE6", "\xF3", "\xF2"}},
    {U"oóòỏõọ", {"o", "o\xF9", "o\xF8", "o\xFB", "o\xF5", "o\xEF"}},
    {U"ôốồổỗộ", {"o\xE2", "o\xE1", "o\xE0", "o\xE5", "o\xE3", "o\xE4"}},
    {U"ơớờởỡợ", {"\xF4", "\xF4\xF9", "\xF4\xF8", "\xF4\xFB", "\xF4\xF5", "\xF4\xEF"}},
    {U"uúùủũụ", {"u", "u\xF9", "u\xF8", "u\xFB", "u\xF5", "u\xEF"}},
    {U"ưứừửữự", {"\xF6", "\xF6\xF9", "\xF6\xF8", "\xF6\xFB", "\xF6\xF5", "\xF6\xEF"}},
    {U"yýỳỷỹỵ", {"y", "y\xF9", "y\xF8", "y\xFB", "y\xF5", "\xEE"}},
};

// Capitals have the same bytes 32 below, as in Latin-1.
std::string vni_capital(std::string_view small) {
  std::string out;
  for (const char c : small) out += static_cast<char>(static_cast<unsigned char>(c) - 32);
  return out;
}

std::map<char32_t, std::string> vni_table() {
  std::map<char32_t, std::string> table{{U'đ', "\xF1"}, {U'Đ', "\xD1"}};
  for (const Vni& row : kVni) {
    for (std::size_t i = 0; i < row.letters.size(); ++i) {
      const char32_t letter = row.letters[i];
      table[letter] = row.bytes[i];
      table[code_points(upper(to_utf8({&letter, 1}))).front()] = vni_capital(row.bytes[i]);
    }
  }
  return table;
}

std::optional<std::string> to_vni(std::string_view utf8) {
  static const auto table = vni_table();
  std::string out;
  for (const char32_t letter : code_points(utf8)) {
    const auto found = table.find(letter);
    if (letter >= 0x80 && found == table.end()) return std::nullopt;
    out += found == table.end() ? std::string(1, static_cast<char>(letter)) : found->second;
  }
  return out;
}

}  // namespace

std::string nfd(std::string_view utf8) {
  return normalised(utf8, icu::Normalizer2::getNFDInstance);
}

std::string nfc(std::string_view utf8) {
  return normalised(utf8, icu::Normalizer2::getNFCInstance);
}

std::string upper(std::string_view utf8) {
  return from_icu(to_icu(utf8).toUpper(icu::Locale::getRoot()));
}

std::string entities(std::string_view utf8) {
  std::string out;
  bool decimal = false;
  for (const char32_t c : code_points(utf8)) {
    if (c < 0x80) {
      out += static_cast<char>(c);
      continue;
    }
    char buffer[16];
    decimal = !decimal;
    std::snprintf(buffer, sizeof buffer, decimal ? "&#%u;" : "&#x%x;", static_cast<unsigned>(c));
    out += buffer;
  }
  return out;
}

std::string plain_marks(std::string_view utf8) {
  static const std::map<char32_t, std::string_view> kMarks = {
      {U'“', "\""}, {U'”', "\""},     {U'‘', "'"},     {U'’', "'"},  {U'–', "-"},
      {U'—', "-"},  {U'…', "..."},    {U'\u200B', ""}, {U'•', "-"},  {U'●', "-"},
      {U'|', "|"},  {U'\u00A0', " "}, {U'→', "-"},     {U'©', "(c)"}};
  std::string out;
  for (const char32_t c : code_points(utf8)) {
    const auto found = kMarks.find(c);
    out += found == kMarks.end() ? to_utf8({&c, 1}) : std::string(found->second);
  }
  return out;
}

const std::vector<Encoding>& encodings() {
  static const std::vector<Encoding> all = {
      {"utf-16le", to_utf16le}, {"utf-16be", to_utf16be}, {"windows-1258", to_windows1258},
      {"tcvn3", to_tcvn3},      {"vni", to_vni},          {"viscii", to_viscii}};
  return all;
}

std::u32string code_points(std::string_view utf8) {
  const UnicodeString text = to_icu(utf8);
  std::u32string out;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    out += static_cast<char32_t>(text.char32At(at));
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  UnicodeString out;
  for (const char32_t c : text) out.append(static_cast<UChar32>(c));
  return from_icu(out);
}

}  // namespace bangvang::pipeline
