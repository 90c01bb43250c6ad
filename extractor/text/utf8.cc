#include "extractor/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "extractor/base/scan.h"

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

// Which of sixteen bytes cannot stand where they do; `before` are those one, two and three places
// ahead of each.
Answers is_misplaced(Bytes bytes, const std::array<Bytes, 3>& before) {
  const Answers continuation = (bytes & 0xC0) == 0x80;
  const Answers expected = (before[0] >= 0xC0) | (before[1] >= 0xE0) | (before[2] >= 0xF0);
  const Answers never = is_within(bytes, 0xC0, 0xC1) | (bytes >= 0xF5);
  const Answers overlong =
      ((before[0] == 0xE0) & (bytes < 0xA0)) | ((before[0] == 0xF0) & (bytes < 0x90));
  const Answers surrogate = (before[0] == 0xED) & (bytes >= 0xA0);
  const Answers beyond = (before[0] == 0xF4) & (bytes >= 0x90);  // U+10FFFF
  return (continuation ^ expected) | never | overlong | surrogate | beyond;
}

constexpr std::size_t kReachBack = 3, kStep = sizeof(Bytes);

// The same for the sixteen bytes at `at`, of which three before them can be read.
Answers misplaced_at(const char* at) {
  const auto load = [at](std::size_t back) {
    Bytes bytes;
    std::memcpy(&bytes, at - back, sizeof bytes);
    return bytes;
  };
  return is_misplaced(load(0), {load(1), load(2), load(3)});
}

bool is_valid(std::string_view text) {
  if (text.empty()) return true;
  // Zeros around the text show what is cut off at either end.
  char edge[kReachBack + kStep] = {};
  std::memcpy(edge + kReachBack, text.data(), std::min(text.size(), kStep));
  Answers wrong = misplaced_at(edge + kReachBack);
  std::size_t at = kStep;
  for (; at + kStep <= text.size(); at += kStep) wrong |= misplaced_at(text.data() + at);
  if (at <= text.size()) {
    char tail[kReachBack + kStep] = {};
    std::memcpy(tail, text.data() + at - kReachBack, text.size() - at + kReachBack);
    wrong |= misplaced_at(tail + kReachBack);
  }
  return gathered(wrong) == 0;
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

std::size_t invalid_at(std::string_view bytes, std::size_t from) {
  return is_valid(bytes.substr(from)) ? std::string_view::npos : first_invalid(bytes, from);
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
