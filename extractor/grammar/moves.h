// The pattern of a rule as states and the moves between them. A move takes one symbol. What may be
// done in a state depends on the symbol that stands there; of several moves the first is RE2's
// first choice.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extractor/grammar/alphabet.h"
#include "extractor/grammar/pattern.h"

namespace bangvang::grammar {

struct Move {
  std::uint16_t state = 0;       // where it leads, or kMatched, for which no symbol is taken
  std::uint16_t first_mark = 0;  // captures that begin or end before the symbol
  std::uint8_t marks = 0;
  bool at_begin = false, at_end = false;  // only at the line's begin, only at its end
};

class Moves {
 public:
  static constexpr std::uint16_t kMatched = UINT16_MAX;

  struct Mark {
    std::uint8_t group;
    bool end;
  };

  // Nothing for patterns that are too large for this, or hold a loop that might not go on.
  // `captures`: names by number, that of group 1 first.
  static std::optional<Moves> compile(const Node& pattern, const Alphabet& alphabet,
                                      const std::vector<std::string>& captures);

  // The moves from a state where `symbol` stands; a match begins in state 0.
  std::span<const Move> from(std::uint16_t state, Symbol symbol) const {
    const std::uint32_t* const cell = &cells_[state * classes_ + class_of_[symbol]];
    return {moves_.data() + cell[0], moves_.data() + cell[1]};
  }
  std::span<const Mark> marks(const Move& move) const {
    return {marks_.data() + move.first_mark, move.marks};
  }

 private:
  friend class MovesCompiler;

  std::array<std::uint8_t, 256> class_of_{};  // symbols no state tells apart are one class
  std::size_t classes_ = 1;
  std::vector<std::uint32_t> cells_;  // by state and class: where its moves begin; and one more
  std::vector<Move> moves_;
  std::vector<Mark> marks_;
};

}  // namespace bangvang::grammar
