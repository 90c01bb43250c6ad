#include "extractor/text/utf8.h"

#include <algorithm>
#include <array>

namespace bangvang::text {
namespace {

// A recogniser that needs one shift per byte: every byte has a word with, at bit offset `state`,
// the next state, which is itself a bit offset. The table look-ups do not wait for each other.
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

std::uint64_t step(std::uint64_t state, char c) {
  return kTransitions[static_cast<std::uint8_t>(c)] >> (state & 63);
}

std::uint64_t run(std::uint64_t state, const char* begin, const char* end) {
  // By eight, so that the look-ups run ahead of the shifts.
  for (; end - begin >= 8; begin += 8) {
    for (int i = 0; i < 8; ++i) state = step(state, begin[i]);
  }
  for (; begin != end; ++begin) state = step(state, *begin);
  return state & 63;
}

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

void append_utf8(std::string& out, char32_t value) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | value >> 6);
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | value >> 12);
    put(0x80 | (value >> 6 & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | value >> 18);
    put(0x80 | (value >> 12 & 0x3F));
    put(0x80 | (value >> 6 & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

std::size_t invalid_at(std::string_view bytes, std::size_t from) {
  constexpr std::size_t kBlock = 4096;  // small enough to look again for the place of an error
  std::uint64_t state = kStart;
  std::size_t boundary = from;  // a code point begins here, and all before is valid
  for (std::size_t at = from; at < bytes.size(); at += kBlock) {
    const std::size_t end = std::min(at + kBlock, bytes.size());
    state = run(state, bytes.data() + at, bytes.data() + end);
    if (state == kReject) return first_invalid(bytes, boundary);
    if (state == kStart) boundary = end;
  }
  return state == kStart ? std::string_view::npos : first_invalid(bytes, boundary);
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
