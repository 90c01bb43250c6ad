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

std::size_t Line::seek(std::uint32_t token) {
  while (place_ < made_ && pieces_[place_].first_token < token) ++place_;
  if (place_ == made_ && next_token_ != token) restart(token);
  return place_;
}

void Line::restart(std::uint32_t token) {
  made_ = 0;
  // What stands before is not looked at, but the block does not begin here.
  if (token > 0) push({0, token, kNoMention, kNothing});
  next_token_ = token;
  place_ = made_;
}

void Line::push(const Piece& piece) {
  symbols_[made_] = piece.symbol;
  pieces_[made_] = piece;
  ++made_;
  next_token_ = piece.last_token;
}

bool Line::more() {
  if (next_token_ >= block_->tokens.size()) return false;
  Piece piece = piece_at(next_token_);
  if (piece.symbol == kOther) piece.last_token = end_of_others(piece.last_token);
  push(piece);
  return true;
}

// Behind the run of other words that goes on with a token.
std::uint32_t Line::end_of_others(std::uint32_t token) const {
  const auto count = static_cast<std::uint32_t>(block_->tokens.size());
  while (token < count && of_token(token) == kOther && piece_at(token).symbol == kOther) ++token;
  return token;
}

Line::Piece Line::with_same_words(std::uint32_t token, std::uint32_t mention, Symbol symbol) const {
  const BlockText::Placed& first = block_->placed(mention);
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
