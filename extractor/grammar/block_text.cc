#include "extractor/grammar/block_text.h"

namespace bangvang::grammar {

void BlockText::add(std::uint32_t number, std::uint32_t kind, std::uint32_t type,
                    std::uint32_t first_token, std::uint32_t last_token) {
  std::uint32_t* before = &longest_at_[first_token];
  while (*before != kNoMention && placed(*before).last_token >= last_token) {
    before = &mentions_[*before - first_mention_].next;
  }
  const Placed mention{type, last_token, *before};
  *before = number;
  while (mentions_.size() < number - first_mention_) mentions_.emplace_back();
  mentions_.push_back(mention);
  begins_.add(kind, first_token);
}

}  // namespace bangvang::grammar
