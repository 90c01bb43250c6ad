// What the families of rules make of tokens and of mentions: their symbols, where matches may
// begin, and which rules wake.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "extractor/grammar/family.h"

namespace bangvang::grammar {

// A rule is awake in a block once one symbol of each of its rarest requirements stands there. This
// many requirements are watched.
inline constexpr std::size_t kWatched = 3;

// Sets of rules, kWatched for each chunk of 64: those of which the block has one requirement, those
// of which it has the next.
using RuleWords = std::vector<std::uint64_t>;

// Rows of what every family makes of a sign: of all terminals no family tells apart, or of a
// mention type.
struct SignTable {
  struct Wakes {
    std::uint32_t word;  // of RuleWords
    std::uint64_t rules;
    friend auto operator<=>(const Wakes&, const Wakes&) = default;
  };

  std::vector<Symbol> symbols;             // a row of all signs for each family
  std::vector<std::uint32_t> alarm_of;     // by sign: signs that wake the same rules share an alarm
  std::vector<Wakes> wakes;                // sorted by alarm; that of number 0 wakes none
  std::vector<std::uint32_t> wakes_begin;  // by alarm, and one more

  std::size_t size() const { return alarm_of.size(); }
  std::size_t alarms() const { return wakes_begin.size() - 1; }
  std::span<const Wakes> woken_by(std::uint32_t alarm) const {
    return {wakes.data() + wakes_begin[alarm], wakes_begin[alarm + 1] - wakes_begin[alarm]};
  }
};

// Where the chunks of a family stand among those of all families.
struct FamilyChunks {
  std::uint32_t first, count;
};

struct Signs {
  SignTable tokens, mentions;
  std::vector<std::uint32_t> of_terminal;  // sign of a token
  // Families as bits, 64 a word: by sign of a token and by type of a mention, those that have a
  // match beginning with it; and those whose line shows a mention of the type.
  std::vector<std::uint64_t> token_starts, mention_starts, shown;
  std::size_t family_words = 0;
  std::span<const std::uint64_t> of(const std::vector<std::uint64_t>& families,
                                    std::uint32_t sign) const {
    return {families.data() + sign * family_words, family_words};
  }
  // Of a block that has nothing yet: set where a rule has fewer requirements.
  RuleWords asleep;
  std::vector<FamilyChunks> chunks;  // by family: all that is read of one that stays asleep
};

Signs compile_signs(const std::vector<std::unique_ptr<Family>>& families, std::size_t terminals,
                    std::size_t types);

}  // namespace bangvang::grammar
