#include "extractor/text/utf8.h"

#include <array>

#include "extractor/json/utf8.h"

namespace bangvang::text {
namespace {

// A recogniser that needs one shift per byte: every byte has a word with, at bit offset `state`,
// the next state, which is itself a bit offset.
enum State : std::uint64_t {
  kReject = 0,
  kStart = 6,
  kOneMore = 12,
  kTwoMore = 18,
  kThreeMore = 24,
  kAfterE0 = 30,
  kAfterED = 36,
  kAfterF0 = 42,
  kAfterF4 = 48,
};

constexpr std::array<std::uint64_t, 256> make_transitions() {
  std::array<std::uint64_t, 256> table{};
  for (std::uint64_t b = 0; b < 256; ++b) {
    std::uint64_t& word = table[b];
    const bool continuation = b >= 0x80 && b < 0xC0;
    if (b < 0x80) word |= kStart << kStart;
    if (b >= 0xC2 && b < 0xE0) word |= kOneMore << kStart;
    if (b >= 0xE0 && b < 0xF0) {
      word |= (b == 0xE0 ? kAfterE0 : b == 0xED ? kAfterED : kTwoMore) << kStart;
    }
    if (b >= 0xF0 && b <= 0xF4) {
      word |= (b == 0xF0 ? kAfterF0 : b == 0xF4 ? kAfterF4 : kThreeMore) << kStart;
    }
    if (continuation) {
      word |= kStart << kOneMore | kOneMore << kTwoMore | kTwoMore << kThreeMore;
    }
    if (b >= 0xA0 && b < 0xC0) word |= kOneMore << kAfterE0;  // no overlong forms
    if (b >= 0x80 && b < 0xA0) word |= kOneMore << kAfterED;  // no surrogates
    if (b >= 0x90 && b < 0xC0) word |= kTwoMore << kAfterF0;  // no overlong forms
    if (b >= 0x80 && b < 0x90) word |= kTwoMore << kAfterF4;  // nothing above U+10FFFF
  }
  return table;
}

constexpr auto kTransitions = make_transitions();

std::size_t first_invalid(std::string_view bytes, std::size_t at) {
  while (at < bytes.size()) {
    std::size_t bad = 0;
    const std::size_t size = sequence_at(bytes, at, bad);
    if (size == 0) return at;
    at += size;
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t invalid_at(std::string_view bytes, std::size_t from) {
  return json::is_utf8(bytes.substr(from)) ? std::string_view::npos : first_invalid(bytes, from);
}

std::size_t sequence_at(std::string_view bytes, std::size_t at, std::size_t& bad) {
  std::uint64_t state = kStart;
  std::size_t end = at;
  while (end < bytes.size()) {
    state = kTransitions[byte_at(bytes, end)] >> (state & 63) & 63;
    if (state == kReject) break;
    ++end;
    if (state == kStart) return end - at;
  }
  bad = end == at ? 1 : end - at;
  return 0;
}

}  // namespace bangvang::text
