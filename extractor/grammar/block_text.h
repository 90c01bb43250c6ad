// A block while it is read: its tokens, and the mentions found in it so far.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

#include "extractor/base/scan.h"
#include "extractor/grammar/row.h"
#include "extractor/grammar/tokenize.h"

namespace bangvang::grammar {

// For each token of a block a set of families, as bits, 64 a word.
class FamilySets {
 public:
  // Empties all: `words` for each of the tokens.
  void reset(std::size_t words, std::size_t tokens) {
    words_ = words;
    tokens_ = (tokens + 15) / 16 * 16;
    bits_.assign(words * tokens_, 0);
  }
  void add(std::uint32_t token, std::span<const std::uint64_t> families) {
    std::uint64_t* at = bits_.begin() + token;
    for (std::size_t word = 0; word < words_; ++word, at += tokens_) *at |= families[word];
  }
  // Those of tokens 64 * n and following whose set has a family, the first in the lowest bit.
  std::uint64_t with(std::size_t family, std::size_t n) const {
    const std::uint64_t* const sets = words_of(family);
    std::uint64_t found = 0;
    for (std::size_t i = 64 * n; i < std::min(tokens_, 64 * n + 64); i += 16) {
      found |= bits_of_sixteen(sets + i, family % 64) << i % 64;
    }
    return found;
  }
  // By token: the word of its set that a family is in, as bit family % 64.
  const std::uint64_t* words_of(std::size_t family) const {
    return bits_.begin() + family / 64 * tokens_;
  }

 private:
  Row<std::uint64_t> bits_;
  std::size_t words_ = 0, tokens_ = 0;  // tokens: with room for whole sixteens
};

inline constexpr std::uint32_t kNoMention = UINT32_MAX;

class BlockText {
 public:
  Row<Token> tokens;

  // Forgets all mentions; those that follow are numbered from `first_mention` on.
  // Requires: the tokens are those of the new block.
  void reset(std::size_t family_words, std::uint32_t first_mention) {
    first_mention_ = first_mention;
    longest_at_.assign(tokens.size(), kNoMention);
    mentions_.clear();
    shown_.reset(family_words, tokens.size());
  }

  // Tells of mention `number` of a type, and of the families whose line shows it.
  // Requires: numbers rise.
  void add(std::uint32_t number, std::uint32_t type, std::uint32_t first_token,
           std::uint32_t last_token, std::span<const std::uint64_t> families) {
    std::uint32_t* before = &longest_at_[first_token];
    while (*before != kNoMention && mentions_[*before - first_mention_].last_token >= last_token) {
      before = &mentions_[*before - first_mention_].next;
    }
    const std::uint32_t next = std::exchange(*before, number);
    while (mentions_.size() < number - first_mention_) mentions_.add();  // untold ones
    Placed& mention = mentions_.add();
    mention.type = type;
    mention.last_token = last_token;
    mention.next = next;
    shown_.add(first_token, families);
  }

  // What is known of a mention, and the one that begins with the same token and comes next: the
  // longer first, then the one made first.
  struct Placed {
    std::uint32_t type, last_token, next;
  };
  // By token: the longest mention that begins with it, or kNoMention.
  const std::uint32_t* longest() const { return longest_at_.begin(); }
  // The mentions from first_mention() on, till the next is told of.
  const Placed* mentions() const { return mentions_.begin(); }
  std::uint32_t first_mention() const { return first_mention_; }

  // By token: the families whose line shows a mention that begins with it.
  const FamilySets& shown() const { return shown_; }

 private:
  std::uint32_t first_mention_ = 0;
  Row<std::uint32_t> longest_at_;
  Row<Placed> mentions_;
  FamilySets shown_;
};

}  // namespace bangvang::grammar
