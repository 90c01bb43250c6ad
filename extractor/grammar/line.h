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

  Symbol of_token(std::uint32_t token) const { return tokens_[token_at_[token].sign]; }

  // A word that no mention begins with and no rule names.
  bool is_other(std::uint32_t token) const {
    return of_token(token) == kOther && mention_at(token) == kNoMention;
  }

  // The longest mention the family sees that begins with a token, or kNoMention.
  std::uint32_t mention_at(std::uint32_t token) const {
    if ((shown_[token] >> family_bit_ & 1) == 0) return kNoMention;
    std::uint32_t m = longest_at_[token];
    while (m != kNoMention && of_type(placed(m).type) == kInvisible) m = placed(m).next;
    return m;
  }
  // The longest mention the family sees at a token, else the token itself.
  Piece piece_at(std::uint32_t token) const {
    const std::uint32_t mention = mention_at(token);
    if (mention != kNoMention) return piece_of(token, mention);
    return {token, token + 1, kNoMention, of_token(token)};
  }
  // A mention with those on the same words.
  Piece piece_of(std::uint32_t token, std::uint32_t mention) const {
    const BlockText::Placed& first = placed(mention);
    Symbol symbol = of_type(first.type);
    const bool others =
        first.next != kNoMention && placed(first.next).last_token == first.last_token;
    if (others) symbol = with_others(first, symbol);
    return {token, first.last_token, mention, symbol};
  }

  // The symbol of the piece that begins with a token; kNothing at the line's end.
  Symbol symbol_at(std::uint32_t token) const {
    return token < count_ ? piece_at(token).symbol : kNothing;
  }

  // The place of a piece. Places of earlier pieces may be forgotten.
  // Requires: pieces are sought in text order.
  std::size_t seek(const Piece& piece) {
    while (place_ < made_ && pieces_[place_].first_token < piece.first_token) ++place_;
    if (place_ == made_) {
      if (next_token_ != piece.first_token) restart(piece.first_token);
      push(piece);
    }
    return place_;
  }

  std::uint32_t first_token(std::size_t place) const { return pieces_[place].first_token; }
  std::uint32_t mention(std::size_t place) const { return pieces_[place].mention; }
  std::uint32_t last_token(std::size_t place) {
    if (place + 1 == made_) end_others();
    return pieces_[place].last_token;
  }

 private:
  bool more() override;
  void restart(std::uint32_t token);
  void push(const Piece& piece) {
    symbols_[made_] = piece.symbol;
    pieces_[made_] = piece;
    ++made_;
    next_token_ = piece.last_token;
  }
  void end_others() {
    if (made_ > 0 && symbols_[made_ - 1] == kOther) find_end_of_others();
  }
  void find_end_of_others();
  Symbol of_type(std::uint32_t type) const { return types_[type]; }
  Symbol with_others(const BlockText::Placed& first, Symbol symbol) const;

  const BlockText::Placed& placed(std::uint32_t mention) const {
    return mentions_[mention - first_mention_];
  }

  // Of the block. Nothing is added to it while a line of it is read.
  const Token* token_at_ = nullptr;
  std::uint32_t count_ = 0;
  const std::uint32_t* longest_at_ = nullptr;
  const BlockText::Placed* mentions_ = nullptr;
  std::uint32_t first_mention_ = 0;

  const Alphabet* alphabet_ = nullptr;
  const std::uint64_t* shown_ =
      nullptr;  // by token: whether mentions begin with it, at family_bit_
  std::size_t family_bit_ = 0;
  const Symbol* tokens_ = nullptr;  // by sign
  const Symbol* types_ = nullptr;   // by type of mention
  std::size_t place_ = 0;           // last sought
  std::vector<Piece> pieces_;       // by symbol, with room for more
  std::uint32_t next_token_ = 0;    // behind the last piece
};

}  // namespace bangvang::grammar
