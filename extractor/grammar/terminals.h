// A terminal is all that a rule can tell of a token: its word and shape, or its number classes.
// Small consecutive numbers, so that each family of rules maps them to symbols by a table.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/grammar/tokenize.h"

namespace bangvang::grammar {

using NumberClasses = std::uint64_t;  // one bit per number class

class Terminals {
 public:
  // Numbers longer than this belong to no class, only to {num}.
  static constexpr std::size_t kLongestNumber = 4;

  std::uint32_t of(const Token& token, std::string_view text) const {
    switch (token.type) {
      case TokenType::kStop:
        return special_ + 2;
      case TokenType::kLine:
        return special_ + 3;
      case TokenType::kNumber:
        return token.word != kUnknownWord ? token.word * kShapes : number(token.span.of(text));
      case TokenType::kMark:
        if (token.word == kUnknownWord) return special_ + (token.shape == Shape::kProper ? 1 : 0);
        break;
      case TokenType::kWord:
        break;
    }
    return token.word * kShapes + static_cast<std::uint32_t>(token.shape);
  }

  std::uint32_t size() const { return special_ + 4 + static_cast<std::uint32_t>(sets_.size()); }

  // Filled while loading.
  std::uint32_t special_ = 0;        // first number after the words
  std::vector<NumberClasses> sets_;  // distinct sets of number classes; [0] is the empty set
  std::array<std::vector<std::uint16_t>, kLongestNumber> by_digits_;  // [digits - 1][value] → set

 private:
  std::uint32_t number(std::string_view digits) const {
    if (digits.size() > kLongestNumber) return special_ + 4;
    std::uint32_t value = 0;
    for (char c : digits) value = value * 10 + static_cast<std::uint32_t>(c - '0');
    return special_ + 4 + by_digits_[digits.size() - 1][value];
  }
};

}  // namespace bangvang::grammar
