#include "extractor/grammar/tokenize.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "extractor/grammar/bytes.h"
#include "extractor/grammar/character.h"

namespace bangvang::grammar {
namespace {

// Longer words are no words of any grammar; what exceeds this is not compared.
constexpr std::size_t kLongestWord = 48;

constexpr std::size_t kStretch = 64;

// Letters and signs outside the repertoire of Vietnamese, whose bytes do not tell their class:
// `b` follows `a`.
Answers is_foreign(Bytes a, Bytes b) {
  const Answers lead = is_within(a, 0xC7, 0xE0) | (a >= 0xE3);
  const Answers e1 = (a == 0xE1) & ~((b & 0xFE) == 0xBA);
  const Answers e2 = (a == 0xE2) & (b >= 0xBA);
  const Answers c2 = (a == 0xC2) & ((b == 0xAA) | (b == 0xB5) | (b == 0xBA));
  const Answers c3 = (a == 0xC3) & ((b == 0x97) | (b == 0xB7));
  return lead | e1 | e2 | c2 | c3;
}

// A bit for each byte that is of a letter, of up to 64; none where the bytes do not tell.
// Requires: kStretch + 1 readable bytes.
std::uint64_t letter_bytes(const char* bytes) {
  std::uint64_t letters = 0, two = 0, three = 0, foreign = 0;
  for (std::size_t i = 0; i < kStretch; i += 16) {
    Bytes a, b;
    std::memcpy(&a, bytes + i, 16);
    std::memcpy(&b, bytes + i + 1, 16);
    letters |= gathered((a >= 0x80) | is_ascii_letter(a)) << i;
    two |= gathered(a == 0xC2) << i;
    three |= gathered(a == 0xE2) << i;
    foreign |= gathered(is_foreign(a, b));
  }
  if (foreign != 0) return 0;
  return letters & ~(two | two << 1 | three | three << 1 | three << 2);
}

// The bytes of a block that are of letters, as bits. Of a stretch that holds others than these its
// bytes can tell, none are known; a word that leads up to one might go on there.
class Letters {
 public:
  // `text` ends with the block, which begins at `begin`.
  void read(std::string_view text, std::uint32_t begin) {
    begin_ = begin;
    words_.clear();
    std::size_t at = begin;
    for (; at + kStretch < text.size(); at += kStretch) {
      words_.push_back(letter_bytes(text.data() + at));
    }
    char padded[kStretch + 1] = {};
    std::memcpy(padded, text.data() + at, text.size() - at);
    words_.push_back(letter_bytes(padded));
    words_.push_back(0);
  }

  // How many bytes of letters stand from `at` on; 0 where that is not sure, of more than 64 not
  // all.
  std::uint32_t run(std::uint32_t at) const {
    const std::uint32_t word = (at - begin_) / kStretch, bit = (at - begin_) % kStretch;
    const auto size = static_cast<std::uint32_t>(std::countr_one(words_[word] >> bit));
    if (bit + size < kStretch) return size;
    const auto more = static_cast<std::uint32_t>(std::countr_one(words_[word + 1]));
    return more == 0 ? 0 : size + more;
  }

 private:
  std::uint32_t begin_ = 0;
  Row<std::uint64_t> words_;
};

class Tokenizer {
 public:
  // `letters` is written on.
  Tokenizer(std::string_view text, Span block, const Vocabulary& vocabulary,
            const AbbreviationSet& abbreviations, Letters& letters, Row<Token>& out)
      : text_(text.substr(0, block.end)),
        wide_end_(std::max<std::size_t>(text.size() + 1, Vocabulary::kLongestSpelling) -
                  Vocabulary::kLongestSpelling),
        at_(block.begin),
        vocabulary_(vocabulary),
        abbreviations_(abbreviations),
        letters_(letters),
        out_(out),
        first_(out.size()) {
    letters_.read(text_, at_);
    // Mostly a token takes four bytes or more.
    out_.reserve(out_.size() + (block.end - block.begin) / 4);
  }

  void run() {
    while (at_ < text_.size()) {
      if (text_[at_] == ' ') {
        ++at_;
      } else if (!known_word()) {
        step();
      }
    }
  }

 private:
  // Reads a word that the vocabulary has spelled out, if one stands here.
  bool known_word() {
    const std::uint32_t size = letters_.run(at_);
    if (size > Vocabulary::kLongestSpelling || size == 0) return false;
    const Vocabulary::Spelling* const known = spelled(text_.data() + at_, size);
    if (known == nullptr) return false;
    out_.push_back({{at_, at_ + size}, known->word, TokenType::kWord, known->shape, 0});
    at_ += size;
    return true;
  }

  const Vocabulary::Spelling* spelled(const char* bytes, std::uint32_t size) const {
    if (at_ < wide_end_) return vocabulary_.spelled(bytes, size);
    char padded[Vocabulary::kLongestSpelling] = {};
    std::memcpy(padded, bytes, size);
    return vocabulary_.spelled(padded, size);
  }

  void step() {
    std::uint32_t next = at_;
    const std::uint32_t cp = next_code_point(text_, next);
    switch (table_.class_of(cp)) {
      case CharClass::kSpace:
        at_ = next;
        break;
      case CharClass::kNewline:
        newline(next);
        break;
      case CharClass::kDigit:
        number();
        break;
      case CharClass::kLower:
      case CharClass::kUpper:
        word();
        break;
      case CharClass::kMark:
        mark(cp, next);
        break;
    }
  }

  void newline(std::uint32_t next) {
    if (out_.size() > first_ && out_.back().type != TokenType::kLine) {
      out_.push_back({{at_, next}, kUnknownWord, TokenType::kLine, Shape::kLower, 0});
    }
    at_ = next;
  }

  void number() {
    const std::uint32_t begin = at_;
    std::uint64_t hash = Vocabulary::kHashSeed;
    char16_t buffer[kLongestWord];
    std::size_t length = 0;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      const char16_t c = static_cast<char16_t>(text_[at_++]);
      hash = Vocabulary::step(hash, c);
      if (length < kLongestWord) buffer[length++] = c;
    }
    const WordId word = vocabulary_.find({buffer, length}, hash);
    out_.push_back({{begin, at_}, word, TokenType::kNumber, Shape::kLower, 0});
  }

  void word() {
    const std::uint32_t begin = at_;
    std::uint64_t hash = Vocabulary::kHashSeed;
    char16_t buffer[kLongestWord];
    std::size_t length = 0, letters = 0, capitals = 0;
    bool first_capital = false;
    while (at_ < text_.size()) {
      std::uint32_t next = at_;
      const std::uint32_t cp = next_code_point(text_, next);
      const CharClass c = table_.class_of(cp);
      if (c != CharClass::kLower && c != CharClass::kUpper) break;
      if (c == CharClass::kUpper) {
        if (letters == 0) first_capital = true;
        ++capitals;
      }
      ++letters;
      const char16_t lowered = table_.lower_of(cp);
      hash = Vocabulary::step(hash, lowered);
      if (length < kLongestWord) buffer[length++] = lowered;
      at_ = next;
    }
    const WordId word = vocabulary_.find({buffer, length}, hash);
    out_.push_back(
        {{begin, at_}, word, TokenType::kWord, shape_of(letters, capitals, first_capital), 0});
  }

  static Shape shape_of(std::size_t letters, std::size_t capitals, bool first_capital) {
    if (capitals == 0) return Shape::kLower;
    if (letters == 1) return Shape::kLetter;
    if (capitals == letters) return Shape::kUpper;
    return capitals == 1 && first_capital ? Shape::kProper : Shape::kMixed;
  }

  void mark(std::uint32_t cp, std::uint32_t next) {
    const Span span{at_, next};
    at_ = next;
    const char16_t c = static_cast<char16_t>(cp < 0x10000 ? cp : 0xFFFD);
    const WordId word =
        cp < 0x80 ? vocabulary_.ascii(static_cast<char>(cp)) : vocabulary_.find({&c, 1});
    const TokenType type = ends_sentence(cp, span) ? TokenType::kStop : TokenType::kMark;
    out_.push_back({span, word, type, is_tight(span) ? Shape::kProper : Shape::kLower, 0});
  }

  bool is_tight(Span span) const {
    const bool before = out_.size() > first_ && out_.back().span.end == span.begin &&
                        out_.back().type != TokenType::kLine;
    return before && span.end < text_.size() && text_[span.end] != ' ' && text_[span.end] != '\n';
  }

  bool ends_sentence(std::uint32_t cp, Span span) const {
    if (cp == '!' || cp == '?') return true;
    if (cp != '.') return false;
    if (!followed_by_new_sentence(span.end)) return false;
    if (out_.size() <= first_) return false;
    const Token& before = out_.back();
    if (before.span.end != span.begin || before.type != TokenType::kWord) return true;
    if (before.shape == Shape::kLetter) return span.end >= text_.size();
    return before.word >= abbreviations_.size() || !abbreviations_[before.word];
  }

  // White space or the end, and then no lower-case letter.
  bool followed_by_new_sentence(std::uint32_t at) const {
    while (at < text_.size() && (text_[at] == '"' || text_[at] == '\'' || text_[at] == ')')) ++at;
    if (at >= text_.size() || text_[at] == '\n') return true;
    if (text_[at] != ' ') return false;
    while (at < text_.size() && text_[at] == ' ') ++at;
    if (at >= text_.size()) return true;
    return table_.class_of(next_code_point(text_, at)) != CharClass::kLower;
  }

  std::string_view text_;
  std::size_t wide_end_;  // before here as many bytes can be read as the longest spelling has
  std::uint32_t at_;
  const Vocabulary& vocabulary_;
  const AbbreviationSet& abbreviations_;
  Letters& letters_;
  Row<Token>& out_;
  std::size_t first_;
  const CharTable& table_ = CharTable::get();
};

}  // namespace

void tokenize(std::string_view text, Span block, const Vocabulary& vocabulary,
              const AbbreviationSet& abbreviations, Row<Token>& out) {
  thread_local Letters letters;
  Tokenizer(text, block, vocabulary, abbreviations, letters, out).run();
}

}  // namespace bangvang::grammar
