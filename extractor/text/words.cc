// The second step of normalising: what needs a look at the whole word.
#include <array>
#include <cstring>

#include "extractor/base/scan.h"
#include "extractor/text/stages.h"
#include "extractor/text/syllable.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

// How far a word or address is followed from where something was seen in it. No syllable is
// longer; the limit keeps a megabyte without spaces from being read a million times.
constexpr std::size_t kReach = 64;

// Pairs of bytes around a tone mark that may stand in the wrong place, named by what they are in
// UTF-8; correct words match too, and the word itself decides. `lower` turns ASCII capitals into
// small letters, and what it does to other bytes makes no letter of them.
Answers is_tone_suspect(Bytes a, Bytes b) {
  const Bytes lower = a | 0x20, then = b | 0x20;
  const Answers c3 = b == 0xC3, a_or_e = (then == 'a') | (then == 'e');
  const Answers second_vowel = ((lower == 'o') | (lower == 'a')) & (c3 | (b == 0xE1));  // hoà, hoạ
  const Answers second_plain =
      ((lower == 'u') | (lower == 'i') | (a == 0xAF) | (a == 0xB0)) & c3;  // cuá, uý, mià
  const Answers toned_y = (a == 0xBB) & is_within(b, 0xB2, 0xB9);          // uỷ
  const Answers toned_a = (a == 0xBA) & ((b & 0xFC) == 0xA0);              // cuả, cuạ
  const Answers after_q = (lower == 'q') & (b >= 0xC3);                    // qúy
  const Answers two_marked = is_within(a, 0x80, 0xBE) & ((a & 0xFE) != 0x90) & (a != 0xB0) &
                             (c3 | (b == 0xC6));  // thủơ, tíên, nứơc, chuýên, but not đã
  const Answers before_y = (a >= 0x80) & (a != 0xA2) & (then == 'y');  // hùynh, but not ây
  const Answers after_o = is_within(lower, 0xB2, 0xB5) & a_or_e;       // hòan
  const Answers after_o_or_i = (((a & 0xF8) == 0x88) | ((a & 0xFA) == 0xA8)) &
                               (a_or_e | (then == 'u') | (then == 'o'));  // khỏe, gìa, gíup
  return second_vowel | second_plain | toned_y | toned_a | after_q | two_marked | before_y |
         after_o | after_o_or_i;
}

Answers is_suspect(Bytes a, Bytes b) {
  const Answers eth = (a == 0xC3) & ((b & 0xDF) == 0x90);
  const Answers dong = (a == 0xE2) & (b == 0x82);
  const Answers quotes = (a == '\'') & (b == '\'');
  const Answers mark = ((a & 0xFD) == ',') | ((a & 0xFE) == ':') | (a == '!') | (a == '?');
  return is_tone_suspect(a, b) | eth | dong | quotes | (mark & (b >= 'A'));  // , . : ; ! ?
}

bool is_eth(char32_t c) { return c == U'Ð' || c == U'ð'; }

bool is_letter(char32_t c) { return is_eth(c) || letter(c).has_value(); }

bool is_upper(char32_t c) {
  const auto l = letter(c);
  return c == U'Ð' || (l && l->upper);
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// Bytes that words are made of: ASCII letters and all that is not ASCII. What is no letter among
// these spoils the word, which then stays as it is.
constexpr auto kWordBytes = [] {
  std::array<bool, 256> table{};
  for (std::size_t b = 0; b < 256; ++b) {
    table[b] = b >= 0x80 || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }
  return table;
}();

bool is_word_byte(char c) { return kWordBytes[static_cast<std::uint8_t>(c)]; }

// Words found to be in order, so that a frequent word is looked into once. Up to eight bytes, as
// one number.
class KnownWords {
 public:
  // A word of `size` bytes at `at`.
  bool has(std::string_view text, std::size_t at, std::size_t size) const {
    if (size > 8) return false;
    const std::uint64_t word = key(text, at, size);
    return seen_[slot(word)] == word;
  }

  void add(std::string_view text, std::size_t at, std::size_t size) {
    if (size > 8) return;
    const std::uint64_t word = key(text, at, size);
    seen_[slot(word)] = word;
  }

 private:
  static std::uint64_t key(std::string_view text, std::size_t at, std::size_t size) {
    std::uint64_t bytes = 0;
    if (text.size() - at < 8) {
      std::memcpy(&bytes, text.data() + at, size);
      return bytes;
    }
    // A copy of fixed size is one load; what is not the word is shifted out.
    std::memcpy(&bytes, text.data() + at, 8);
    return bytes << (64 - 8 * size) >> (64 - 8 * size);
  }
  static std::size_t slot(std::uint64_t key) { return (key * 0x9E3779B97F4A7C15u) >> 54; }

  std::array<std::uint64_t, 1024> seen_{};
};

class Mender {
 public:
  Mender(std::string_view source, KnownWords& known)
      : source_(source), finder_(source), out_(source), known_(known) {}

  Rewritten run() && {
    finder_.for_each([this](std::size_t at) { return handle(at); });
    return std::move(out_).finish();
  }

 private:
  // Decides on what stands at `at` and returns where to go on.
  std::size_t handle(std::size_t at) {
    const char c = source_[at];
    if (is_word_byte(c)) return word(at);
    if (c == '\'') {
      out_.replace(at, at + 2, "\"");
      return at + 2;
    }
    if (lacks_space_after(at)) out_.replace(at + 1, at + 1, " ");
    return at + 1;
  }

  // ---- words ----

  std::size_t word(std::size_t at) {
    std::size_t begin = at, end = at;
    const std::size_t first = at > kReach ? at - kReach : 0;
    while (begin > first && is_word_byte(source_[begin - 1])) --begin;
    while (end < source_.size() && end - at < kReach && is_word_byte(source_[end])) ++end;
    // Cut off by the reach: too long for a word, and maybe inside a code point.
    if (end - at == kReach || (begin == first && first > 0) || begin < out_.done()) {
      return at + 1;
    }
    const std::string_view raw = source_.substr(begin, end - begin);
    if (known_.has(source_, begin, raw.size())) return end;
    const auto syllable = parse_syllable(raw);
    const bool fine =
        syllable && (syllable->tone == Tone::kNone || syllable->tone_at == syllable->tone_home);
    const std::string mended = fine ? std::string() : canonical_tones(with_d_mended(raw, begin));
    if (fine || mended == raw) {
      known_.add(source_, begin, raw.size());
    } else {
      replace_changed(begin, raw, mended);
    }
    return end;
  }

  // ð among Vietnamese letters is đ; next to þ or æ it is an Icelandic ð. The sign of the đồng is
  // đ in a word with letters, unless it follows a number.
  std::string with_d_mended(std::string_view word, std::size_t begin) const {
    bool foreign = false, has_letter = false;
    for (std::size_t at = 0; at < word.size();) {
      const CodePoint c = code_point_at(word, at);
      has_letter = has_letter || is_letter(c.value);
      foreign = foreign || (!is_letter(c.value) && c.value != U'₫');
      at += c.size;
    }
    if (foreign || !has_letter) return std::string(word);
    const bool amount = begin > 0 && is_digit(byte_at(source_, begin - 1));
    std::string out;
    for (std::size_t at = 0; at < word.size();) {
      const CodePoint c = code_point_at(word, at);
      const bool sign = c.value == U'₫' && !(amount && at == 0);
      if (is_eth(c.value) || sign) {
        out += c.value == U'Ð' ? "Đ" : "đ";
      } else {
        out += word.substr(at, c.size);
      }
      at += c.size;
    }
    return out;
  }

  // Records only the letters that differ, so that the map stays fine.
  void replace_changed(std::size_t begin, std::string_view raw, std::string_view mended) {
    std::size_t head = 0, tail = 0;
    const std::size_t shorter = std::min(raw.size(), mended.size());
    while (head < shorter && raw[head] == mended[head]) ++head;
    while (head > 0 && head < raw.size() && is_continuation(raw[head])) --head;
    while (tail < shorter - head && raw[raw.size() - 1 - tail] == mended[mended.size() - 1 - tail])
      ++tail;
    while (tail > 0 && is_continuation(raw[raw.size() - tail])) --tail;
    out_.replace(begin + head, begin + raw.size() - tail,
                 mended.substr(head, mended.size() - head - tail));
  }

  // ---- punctuation ----

  bool lacks_space_after(std::size_t at) {
    const CodePoint next = code_point_at(source_, at + 1);
    const char mark = source_[at];
    const bool listing = mark == ',' || mark == ';' || mark == ':';
    if (listing ? !begins_word(at + 1) : !is_upper(next.value)) return false;
    if (mark == '.' && !ends_sentence(at)) return false;
    return !in_address(at);
  }

  bool begins_word(std::size_t at) const {
    const std::size_t last = at + kReach;
    CodePoint c = code_point_at(source_, at);
    while (c.value == U'₫' && at < last) {
      at += c.size;
      c = code_point_at(source_, at);
    }
    return is_letter(c.value);
  }

  // Whether the dot at `at`, with a capital after it, ends a sentence rather than an abbreviation
  // (TP.HCM, ThS.Nam, H.Nhung) or a part of a name of a file or site.
  bool ends_sentence(std::size_t at) {
    const std::string_view done = out_.written(at);
    const CodePoint last = code_point_before(done, done.size());
    if (last.value == ')' || last.value == ']' || last.value == '"') return true;
    const CodePoint capital = code_point_at(source_, at + 1);
    const CodePoint second = code_point_at(source_, at + 1 + capital.size);
    if (is_digit(last.value)) return is_letter(second.value) && !is_upper(second.value);

    std::size_t begin = done.size(), letters = 0;
    for (CodePoint c; letters <= kMaxSyllableLetters; begin -= c.size, ++letters) {
      c = code_point_before(done, begin);
      if (c.size == 0 || !letter(c.value)) break;
    }
    const std::string_view word = done.substr(begin);
    if (letters < 2 || !parse_syllable(word) ||
        is_upper(code_point_before(done, done.size()).value)) {
      return false;
    }
    const CodePoint ahead = code_point_before(done, begin);
    if (ahead.value == '.' || ahead.value == '_' || ahead.value == '/' || is_digit(ahead.value))
      return false;
    return is_sentence_word(word);
  }

  // Lower case, or a name whose marks show that it is no Latin abbreviation.
  static bool is_sentence_word(std::string_view word) {
    const CodePoint first = code_point_at(word, 0);
    bool marked = first.value >= 0x80;
    for (std::size_t at = first.size; at < word.size();) {
      const CodePoint c = code_point_at(word, at);
      if (is_upper(c.value)) return false;
      marked = marked || c.value >= 0x80;
      at += c.size;
    }
    return marked || !is_upper(first.value);
  }

  // Inside an e-mail or web address, as far as its signs stand near.
  bool in_address(std::size_t at) const {
    std::size_t begin = at, end = at;
    const std::size_t first = at > kReach ? at - kReach : 0;
    const auto is_break = [](char c) { return c == ' ' || c == '\n'; };
    while (begin > first && !is_break(source_[begin - 1])) --begin;
    while (end < source_.size() && end - at < kReach && !is_break(source_[end])) ++end;
    const std::string_view chunk = source_.substr(begin, end - begin);
    return chunk.find_first_of("@=") != chunk.npos || chunk.find("://") != chunk.npos ||
           chunk.find("www.") != chunk.npos;
  }

  std::string_view source_;
  PairFinder<is_suspect> finder_;
  Rewriter out_;
  KnownWords& known_;
};

// Whether a word is in order depends on the word alone: what one text taught holds for the next.
// Not to be inlined: within a shared library every look at a thread's own variable is a call.
[[gnu::noinline]] KnownWords& known_to_thread() {
  thread_local KnownWords known;
  return known;
}

}  // namespace

Rewritten mend_words(std::string_view source) { return Mender(source, known_to_thread()).run(); }

}  // namespace bangvang::text
