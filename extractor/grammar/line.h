// The abstract line that one family of rules sees of a block. Rules look at a few symbols here and
// there, so the line is made in stretches, as far as it is looked at.
#pragma once

#include <cstdint>
#include <vector>

#include "extractor/grammar/block_text.h"
#include "extractor/grammar/matcher.h"
#include "extractor/grammar/rule_set_data.h"

namespace bangvang::grammar {

class Line : public SymbolLine {
 public:
  // What a symbol stands for: a mention, a run of other words, or one token.
  struct Piece {
    std::uint32_t first_token, last_token;  // half-open
    std::uint32_t mention;                  // or kNoMention
    Symbol symbol;
  };

  // Begins the line of a family over `block`; both outlive it.
  void read(const RuleSet::Data& rules, std::size_t family, const BlockText& block);

  // The longest mention the family sees at a token, else the token itself.
  Piece piece_at(std::uint32_t token) const {
    for (std::uint32_t m = block_->longest_at(token); m != kNoMention;) {
      const BlockText::Placed& placed = block_->placed(m);
      const Symbol symbol = of_type(placed.type);
      if (symbol != kInvisible) return with_same_words(token, m, symbol);
      m = placed.next;
    }
    return {token, token + 1, kNoMention, of_token(token)};
  }
  Symbol of_token(std::uint32_t token) const {
    return tokens_[block_->tokens[token].sign * stride_];
  }

  // The place of the piece that begins with `token`. Requires: one does. Places of earlier tokens
  // may be forgotten.
  std::size_t seek(std::uint32_t token);

  const Piece& piece(std::size_t place) const { return pieces_[place]; }

 private:
  bool more() override;
  void restart(std::uint32_t token);
  void push(const Piece& piece);
  std::uint32_t end_of_others(std::uint32_t token) const;
  Symbol of_type(std::uint32_t type) const { return mentions_[type * stride_]; }
  Piece with_same_words(std::uint32_t token, std::uint32_t mention, Symbol symbol) const;

  const BlockText* block_ = nullptr;
  const Alphabet* alphabet_ = nullptr;
  const Symbol* tokens_ = nullptr;    // by sign, every stride_-th
  const Symbol* mentions_ = nullptr;  // by type, likewise
  std::size_t stride_ = 0;
  std::size_t place_ = 0;         // last sought
  std::vector<Piece> pieces_;     // by symbol, with room for more
  std::uint32_t next_token_ = 0;  // behind the last piece
};

}  // namespace bangvang::grammar
