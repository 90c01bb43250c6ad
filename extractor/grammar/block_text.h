// A block while it is read: its tokens, and the mentions found in it so far.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

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
  std::size_t words() const { return words_; }
  // Tokens 64 * word and following, the first in the lowest bit.
  std::uint64_t word(std::size_t set, std::size_t word) const { return bits_[set * words_ + word]; }

 private:
  std::size_t words_ = 0;
  std::vector<std::uint64_t> bits_;
};

inline constexpr std::uint32_t kNoMention = UINT32_MAX;

class BlockText {
 public:
  std::vector<Token> tokens;

  // Forgets all mentions; those that follow are numbered from `first_mention` on.
  // Requires: the tokens are those of the new block.
  void reset(std::size_t kinds, std::uint32_t first_mention) {
    first_mention_ = first_mention;
    longest_at_.assign(tokens.size(), kNoMention);
    mentions_.clear();
    begins_.reset(kinds, tokens.size());
  }

  // Tells of mention `number` of a kind and type. Requires: numbers rise.
  void add(std::uint32_t number, std::uint32_t kind, std::uint32_t type, std::uint32_t first_token,
           std::uint32_t last_token);

  // What is known of a mention, and the one that begins with the same token and comes next: the
  // longer first, then the one made first.
  struct Placed {
    std::uint32_t type, last_token, next;
  };
  // The longest mention that begins with a token, or kNoMention.
  std::uint32_t longest_at(std::uint32_t token) const { return longest_at_[token]; }
  const Placed& placed(std::uint32_t number) const { return mentions_[number - first_mention_]; }

  // Tokens that a mention of a kind begins with, by kind.
  const TokenSets& begins() const { return begins_; }

 private:
  std::uint32_t first_mention_ = 0;
  std::vector<std::uint32_t> longest_at_;
  std::vector<Placed> mentions_;
  TokenSets begins_;
};

}  // namespace bangvang::grammar
