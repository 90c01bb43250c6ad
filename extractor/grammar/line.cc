#include "extractor/grammar/line.h"

namespace bangvang::grammar {

void Line::read(const RuleSet::Data& rules, std::size_t family, const BlockText& block) {
  token_at_ = block.tokens.begin();
  count_ = static_cast<std::uint32_t>(block.tokens.size());
  longest_at_ = block.longest();
  mentions_ = block.mentions();
  first_mention_ = block.first_mention();
  shown_ = block.shown().words_of(family);
  family_bit_ = family % 64;
  alphabet_ = &rules.families[family]->alphabet;
  tokens_ = rules.signs.tokens.symbols.data() + family * rules.signs.tokens.size();
  types_ = rules.signs.mentions.symbols.data() + family * rules.signs.mentions.size();
  if (pieces_.size() <= block.tokens.size()) {
    pieces_.resize(block.tokens.size() + 1);
    symbols_.resize(block.tokens.size() + 1);
  }
  restart(0);
}

void Line::restart(std::uint32_t token) {
  made_ = 0;
  next_token_ = token;
  // What stands before is not looked at, but the block does not begin here.
  if (token > 0) push({0, token, kNoMention, kNothing});
  place_ = made_;
}

bool Line::more() {
  end_others();
  if (next_token_ >= count_) return false;
  push(piece_at(next_token_));
  return true;
}

// A run of other words is made one word long, and its end found when that is asked for.
void Line::find_end_of_others() {
  std::uint32_t token = next_token_;
  while (token < count_ && is_other(token)) ++token;
  pieces_[made_ - 1].last_token = next_token_ = token;
}

Symbol Line::with_others(const BlockText::Placed& first, Symbol symbol) const {
  for (std::uint32_t m = first.next; m != kNoMention;) {
    const BlockText::Placed& other = placed(m);
    if (other.last_token != first.last_token) break;
    const Symbol more = of_type(other.type);
    if (more != kInvisible) symbol = alphabet_->combine(symbol, more);
    m = other.next;
  }
  return symbol;
}

}  // namespace bangvang::grammar
