#include "extractor/grammar/line.h"

namespace bangvang::grammar {

void Line::read(const RuleSet::Data& rules, std::size_t family, const BlockText& block) {
  block_ = &block;
  alphabet_ = &rules.families[family]->alphabet;
  tokens_ = rules.signs.tokens.symbols.data() + family;
  mentions_ = rules.signs.mentions.symbols.data() + family;
  stride_ = rules.families.size();
  if (symbols_.size() <= block.tokens.size()) {
    symbols_.resize(block.tokens.size() + 1);
    pieces_.resize(block.tokens.size() + 1);
  }
  restart(0);
}

std::size_t Line::seek(const Piece& piece) {
  while (place_ < made_ && pieces_[place_].first_token < piece.first_token) ++place_;
  if (place_ == made_) {
    if (next_token_ != piece.first_token) restart(piece.first_token);
    push(piece);
  }
  return place_;
}

void Line::restart(std::uint32_t token) {
  made_ = 0;
  next_token_ = token;
  // What stands before is not looked at, but the block does not begin here.
  if (token > 0) push({0, token, kNoMention, kNothing});
  place_ = made_;
}

void Line::push(const Piece& piece) {
  symbols_[made_] = piece.symbol;
  pieces_[made_] = piece;
  ++made_;
  next_token_ = piece.last_token;
}

bool Line::more() {
  end_others();
  if (next_token_ >= block_->tokens.size()) return false;
  push(piece_at(next_token_));
  return true;
}

// A run of other words is made one word long, and its end found when that is asked for.
void Line::end_others() {
  if (made_ == 0 || symbols_[made_ - 1] != kOther) return;
  const auto count = static_cast<std::uint32_t>(block_->tokens.size());
  std::uint32_t token = next_token_;
  while (token < count && of_token(token) == kOther && piece_at(token).symbol == kOther) ++token;
  pieces_[made_ - 1].last_token = next_token_ = token;
}

// A mention with those on the same words.
Line::Piece Line::piece_of(std::uint32_t token, std::uint32_t mention) const {
  const BlockText::Placed& first = block_->placed(mention);
  Symbol symbol = of_type(first.type);
  for (std::uint32_t m = first.next; m != kNoMention;) {
    const BlockText::Placed& other = block_->placed(m);
    if (other.last_token != first.last_token) break;
    const Symbol more = of_type(other.type);
    if (more != kInvisible) symbol = alphabet_->combine(symbol, more);
    m = other.next;
  }
  return {token, first.last_token, mention, symbol};
}

}  // namespace bangvang::grammar
