// A block while it is read: its tokens, and the mentions found in it so far.
#pragma once

#include <bit>
#include <cstdint>
#include <span>

#include "extractor/grammar/row.h"
#include "extractor/grammar/tokenize.h"

namespace bangvang::grammar {

// Sets of a block's tokens, as rows of bits.
class TokenSets {
 public:
  // Empties all; there are `sets` of them over `tokens` tokens.
  void reset(std::size_t sets, std::size_t tokens) {
    words_ = tokens / 64 + 1;
    bits_.assign(sets * words_, 0);
  }
  void add(std::size_t set, std::uint32_t token) {
    bits_[set * words_ + token / 64] |= std::uint64_t{1} << token % 64;
  }
  // Adds a token to many sets: `sets` are bits, set 64 * n and following in word n.
  void add(std::span<const std::uint64_t> sets, std::uint32_t token) {
    const std::uint64_t bit = std::uint64_t{1} << token % 64;
    std::uint64_t* row = bits_.begin() + token / 64;
    for (const std::uint64_t word : sets) {
      for (std::uint64_t left = word; left != 0; left &= left - 1) {
        row[static_cast<std::size_t>(std::countr_zero(left)) * words_] |= bit;
      }
      row += 64 * words_;
    }
  }
  std::size_t words() const { return words_; }
  // Tokens 64 * word and following, the first in the lowest bit.
  std::uint64_t word(std::size_t set, std::size_t word) const { return bits_[set * words_ + word]; }
  const std::uint64_t* set(std::size_t set) const { return bits_.begin() + set * words_; }

 private:
  std::size_t words_ = 0;
  Row<std::uint64_t> bits_;
};

inline constexpr std::uint32_t kNoMention = UINT32_MAX;

class BlockText {
 public:
  Row<Token> tokens;

  // Forgets all mentions; those that follow are numbered from `first_mention` on.
  // Requires: the tokens are those of the new block.
  void reset(std::size_t families, std::uint32_t first_mention) {
    first_mention_ = first_mention;
    longest_at_.assign(tokens.size(), kNoMention);
    mentions_.clear();
    shown_.reset(families, tokens.size());
  }

  // Tells of mention `number` of a type, and of the families whose line shows it.
  // Requires: numbers rise.
  void add(std::uint32_t number, std::uint32_t type, std::uint32_t first_token,
           std::uint32_t last_token, std::span<const std::uint64_t> families) {
    std::uint32_t* before = &longest_at_[first_token];
    while (*before != kNoMention && placed(*before).last_token >= last_token) {
      before = &mentions_[*before - first_mention_].next;
    }
    const Placed mention{type, last_token, *before};
    *before = number;
    while (mentions_.size() < number - first_mention_) mentions_.push_back({});  // untold ones
    mentions_.push_back(mention);
    shown_.add(families, first_token);
  }

  // What is known of a mention, and the one that begins with the same token and comes next: the
  // longer first, then the one made first.
  struct Placed {
    std::uint32_t type, last_token, next;
  };
  // The longest mention that begins with a token, or kNoMention.
  std::uint32_t longest_at(std::uint32_t token) const { return longest_at_[token]; }
  const Placed& placed(std::uint32_t number) const { return mentions_[number - first_mention_]; }

  // Tokens that mentions begin with, by family whose line shows them.
  const TokenSets& shown() const { return shown_; }

 private:
  std::uint32_t first_mention_ = 0;
  Row<std::uint32_t> longest_at_;
  Row<Placed> mentions_;
  TokenSets shown_;
};

}  // namespace bangvang::grammar
