#include "extractor/json/writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "extractor/base/scan.h"

namespace bangvang::json {
namespace {

constexpr char kHex[] = "0123456789abcdef";

// Bytes that may not stand for themselves: control characters, quote, backslash, and the lead byte
// of U+2028 and U+2029, which is looked at more closely.
constexpr std::array<bool, 256> make_special() {
  std::array<bool, 256> special{};
  for (std::size_t c = 0; c < 0x20; ++c) special[c] = true;
  special['"'] = special['\\'] = special[0xE2] = true;
  return special;
}
constexpr std::array<bool, 256> kSpecial = make_special();

Answers is_special(const char* at) {
  Bytes bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  return (bytes < 0x20) | (bytes == '"') | (bytes == '\\') | (bytes == 0xE2);
}

bool has_special(std::string_view utf8) {
  if (utf8.size() < sizeof(Bytes)) {
    return std::ranges::any_of(utf8,
                               [](char c) { return kSpecial[static_cast<unsigned char>(c)]; });
  }
  // The last sixteen bytes overlap the ones before.
  Answers found = is_special(utf8.data() + utf8.size() - sizeof(Bytes));
  for (std::size_t at = 0; at + sizeof(Bytes) <= utf8.size(); at += sizeof(Bytes)) {
    found |= is_special(utf8.data() + at);
  }
  return gathered(found) != 0;
}

// The letter of a two-character escape, or NUL where the byte has none.
char short_escape(char c) {
  switch (c) {
    case '"':
      return '"';
    case '\\':
      return '\\';
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return '\0';
  }
}

// 2028 or 2029 when `utf8` goes on with that line separator at `at`, else nothing.
std::string_view line_separator(std::string_view utf8, std::size_t at) {
  const std::string_view three = utf8.substr(at, 3);
  if (three == "\xE2\x80\xA8") return "\\u2028";
  if (three == "\xE2\x80\xA9") return "\\u2029";
  return {};
}

// Writes the special byte at `at`; gives how many bytes of input that took.
std::size_t append_special(std::string& out, std::string_view utf8, std::size_t at) {
  const char c = utf8[at];
  if (const char letter = short_escape(c)) {
    out += '\\';
    out += letter;
    return 1;
  }
  if (static_cast<unsigned char>(c) < 0x20) {
    out += "\\u00";
    out += kHex[static_cast<unsigned char>(c) >> 4];
    out += kHex[static_cast<unsigned char>(c) & 15];
    return 1;
  }
  const std::string_view separator = line_separator(utf8, at);
  if (separator.empty()) {
    out += c;
    return 1;
  }
  out += separator;
  return 3;
}

}  // namespace

void append_quoted(std::string& out, std::string_view utf8) {
  if (!has_special(utf8)) {
    const std::size_t begin = out.size() + 1;
    out.append(utf8.size() + 2, '"');
    utf8.copy(out.data() + begin, utf8.size());
    return;
  }
  out += '"';
  std::size_t done = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    if (!kSpecial[static_cast<unsigned char>(utf8[at])]) {
      ++at;
      continue;
    }
    out.append(utf8, done, at - done);
    at += append_special(out, utf8, at);
    done = at;
  }
  out.append(utf8, done);
  out += '"';
}

Writer& Writer::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
  return *this;
}

Writer& Writer::close(char bracket) {
  out_ += bracket;
  comma_ = true;
  return *this;
}

Writer& Writer::any_key(std::string_view utf8) {
  separate();
  append_quoted(out_, utf8);
  out_ += ':';
  comma_ = false;
  return *this;
}

Writer& Writer::members(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

Writer& Writer::string(std::string_view utf8) {
  separate();
  append_quoted(out_, utf8);
  return *this;
}

Writer& Writer::integer(std::int64_t number) {
  separate();
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out_.append(digits.data(), end);
  return *this;
}

Writer& Writer::boolean(bool truth) {
  separate();
  out_ += truth ? "true" : "false";
  return *this;
}

Writer& Writer::null() {
  separate();
  out_ += "null";
  return *this;
}

Writer& Writer::strings(const std::vector<std::string>& list) {
  begin_array();
  for (const std::string& text : list) string(text);
  return end_array();
}

std::string array_of(const std::vector<std::string>& list) {
  std::string out;
  Writer(out).strings(list);
  return out;
}

}  // namespace bangvang::json
