// Every word and punctuation mark the grammars name, as small numbers. Filled while loading, then
// only read.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractor/grammar/bytes.h"

namespace bangvang::grammar {

using WordId = std::uint32_t;
inline constexpr WordId kUnknownWord = 0;

// How a token is written. Marks use kLower for loose and kProper for tight (no space either side).
enum class Shape : std::uint8_t {
  kLower,   // trường
  kProper,  // Trường
  kUpper,   // TRƯỜNG: two letters or more, all capital
  kMixed,   // ThS
  kLetter,  // A: one capital letter
};
inline constexpr std::uint32_t kShapes = 5;

class Vocabulary {
 public:
  Vocabulary();

  // The id of a lower-case word or a mark, new or known.
  WordId add(std::u16string_view lowered);
  // Texts of `variant` are read as `word` from now on. Later add() calls honour it too.
  void respell(std::u16string_view variant, std::u16string_view word);
  WordId find(std::u16string_view lowered, std::uint64_t hash) const;
  WordId find(std::u16string_view lowered) const { return find(lowered, hash(lowered)); }
  WordId ascii(char c) const { return ascii_[static_cast<unsigned char>(c)]; }

  // Notes the bytes of every word in lower case, with a first capital, and in capitals. What is
  // added later is not found by them.
  void spell_out();
  // A word by its bytes, if they are noted; most words of most texts are.
  struct Spelling {
    std::uint64_t first = 0, second = 0;  // the bytes; 0 where a slot is free
    WordId word = kUnknownWord;
    Shape shape = Shape::kLower;
  };
  // Requires: size <= kLongestSpelling, and that many bytes readable at `bytes`.
  const Spelling* spelled(const char* bytes, std::size_t size) const {
    const WordKey key = key_of(bytes, size);
    for (std::size_t at = key.hash() >> 32 & spelling_mask_;; at = (at + 1) & spelling_mask_) {
      const Spelling& known = spellings_[at];
      if (known.first == key.first && known.second == key.second) return &known;
      if (known.first == 0) return nullptr;
    }
  }
  static constexpr std::size_t kLongestSpelling = 16;

  std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }
  const std::u16string& word(WordId id) const { return words_[id]; }

  static constexpr std::uint64_t kHashSeed = 0x9E3779B97F4A7C15u;
  static std::uint64_t step(std::uint64_t hash, char16_t c) {
    return (hash ^ c) * 0xFF51AFD7ED558CCDu;
  }
  static std::uint64_t hash(std::u16string_view lowered);

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t text = 0;  // index into texts_ plus one; 0 when free
    WordId word = 0;
  };
  void insert(std::u16string_view text, WordId word);
  void grow();
  void spell(const std::string& bytes, WordId word, Shape shape);

  std::vector<std::u16string> words_;
  std::vector<std::u16string> texts_;  // every key, respelt ones included
  std::vector<Slot> slots_;
  std::array<WordId, 256> ascii_{};                             // of one letter, digit or mark
  std::vector<Spelling> spellings_ = std::vector<Spelling>(1);  // all free until spell_out()
  std::size_t spelling_mask_ = 0;
};

}  // namespace bangvang::grammar
