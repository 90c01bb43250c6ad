// The abstract line that one family of rules sees of a block. Rules look at a few symbols here and
// there, so the line is made in stretches, as far as it is looked at.
#pragma once

#include <cstdint>
#include <vector>

#include "extractor/grammar/block_text.h"
#include "extractor/grammar/matcher.h"
#include "extractor/grammar/rule_set_data.h"

namespace bangvang::grammar {

class Line final : public SymbolLine {
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
    const std::uint32_t mention = mention_at(token);
    if (mention != kNoMention) return piece_of(token, mention);
    return {token, token + 1, kNoMention, of_token(token)};
  }
  Piece piece_of(std::uint32_t token, std::uint32_t mention) const;
  Symbol of_token(std::uint32_t token) const {
    return tokens_[block_->tokens[token].sign * stride_];
  }

  // The longest mention the family sees that begins with a token, or kNoMention.
  std::uint32_t mention_at(std::uint32_t token) const {
    std::uint32_t m = block_->longest_at(token);
    while (m != kNoMention && of_type(block_->placed(m).type) == kInvisible) {
      m = block_->placed(m).next;
    }
    return m;
  }
  // Its symbol, without those of mentions on the same words.
  Symbol of_mention(std::uint32_t mention) const { return of_type(block_->placed(mention).type); }

  // The symbol of the piece that begins with a token; kNothing at the line's end.
  Symbol symbol_at(std::uint32_t token) const {
    if (token >= block_->tokens.size()) return kNothing;
    const std::uint32_t mention = mention_at(token);
    return mention == kNoMention ? of_token(token) : piece_of(token, mention).symbol;
  }

  // The place of a piece. Places of earlier pieces may be forgotten.
  std::size_t seek(const Piece& piece);

  std::uint32_t first_token(std::size_t place) const { return pieces_[place].first_token; }
  std::uint32_t mention(std::size_t place) const { return pieces_[place].mention; }
  std::uint32_t last_token(std::size_t place) {
    if (place + 1 == made_) end_others();
    return pieces_[place].last_token;
  }

 private:
  bool more() override;
  void restart(std::uint32_t token);
  void push(const Piece& piece);
  void end_others();
  Symbol of_type(std::uint32_t type) const { return mentions_[type * stride_]; }

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
