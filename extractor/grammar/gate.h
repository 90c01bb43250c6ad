// The gate: says of raw bytes whether a phrase stands in them without which no rule can fire.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractor/base/utf8.h"
#include "extractor/grammar/vocabulary.h"

namespace bangvang::grammar {

// Words that must stand in a row, each in one of the spellings that are read as it. What is neither
// letter nor digit may stand between them.
using GatePhrase = std::vector<std::vector<std::u16string>>;

// Finds phrases in text that need not be normalised. May find what is not there (it opens for text
// that normalising would change inside words), but misses nothing. Immutable.
class Gate {
 public:
  // Adds one thing to open for. Phrases of letters only; each spelling in lower case.
  void add(const GatePhrase& phrase);
  void add_numbers() { numbers_ = true; }
  void add_mark(char32_t mark);
  void add_everything() { always_ = true; }
  void finish();  // once, behind the last

  bool opens_for(std::string_view text) const;

 private:
  struct Place {
    std::uint32_t phrase, word;
  };
  struct Slot {
    std::uint64_t first = 0, second = 0;  // bytes of a spelling; first 0 when free
    std::uint32_t word = 0;
  };
  struct Block;
  struct Found;
  class Reader;

  std::uint32_t word(const std::vector<std::u16string>& spellings);
  std::uint32_t root(std::uint32_t word) const;
  void choose_pairs();
  void fill_sieve();
  void add_bytes(const std::string& bytes, std::uint32_t word);
  void put(std::uint64_t hash);
  bool opens_at(std::string_view text, Found left, Found found) const;
  bool stands_at(std::string_view text, const Found& found, Place place) const;
  Found before(std::string_view text, std::size_t at) const;
  Found after(std::string_view text, std::size_t at) const;
  const Slot* find(const char* bytes, std::size_t size) const;
  std::uint32_t word_of(std::string_view written) const;

  bool always_ = false, numbers_ = false;
  std::string marks_;                                        // ASCII
  std::vector<std::vector<std::uint32_t>> phrases_;          // words, by number
  std::unordered_map<std::u16string, std::uint32_t> words_;  // by spelling, numbered from 1 on
  std::vector<std::uint32_t> same_;  // by word: one it shares a spelling with, or itself
  std::vector<bool> alone_;          // by word: it is a phrase of its own
  // By two words in a row (see pair_of): the phrases that are looked for by them, and where the
  // second stands in each.
  std::unordered_map<std::uint64_t, std::vector<Place>> pairs_;
  std::vector<std::uint64_t> sieve_;  // bits, by hash of such words and pairs as they are written
  std::vector<Slot> slots_;
};

}  // namespace bangvang::grammar
