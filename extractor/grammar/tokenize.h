// Cuts blocks into tokens: words, numbers, marks, ends of sentences and of lines.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/base/span.h"
#include "extractor/grammar/row.h"
#include "extractor/grammar/vocabulary.h"

namespace bangvang::grammar {

enum class TokenType : std::uint8_t { kWord, kNumber, kMark, kStop, kLine };

struct Token {
  Span span;  // bytes of the text
  WordId word = kUnknownWord;
  TokenType type = TokenType::kWord;
  Shape shape = Shape::kLower;
  std::uint32_t sign = 0;  // row of Signs::tokens, filled by the reader
};

// Words after whose full stop no sentence ends, by id.
using AbbreviationSet = std::vector<bool>;

// Appends the tokens of `block` to `out`. Requires: `text` is valid UTF-8, `block` lies inside it.
// Time linear in the block.
void tokenize(std::string_view text, Span block, const Vocabulary& vocabulary,
              const AbbreviationSet& abbreviations, Row<Token>& out);

}  // namespace bangvang::grammar
