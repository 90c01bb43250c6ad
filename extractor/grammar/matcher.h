// The pattern of one rule over the symbols of its family: how far a match goes, and its captures.
//
// RE2 says what a pattern matches. But rules are tried often and match two or three symbols, and
// RE2 prepares each try at more cost than that. So a try is followed here move by move, in the
// order RE2 gives them; what would take many moves is left to RE2, whose time does not grow with
// the choices.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extractor/base/span.h"
#include "extractor/grammar/alphabet.h"
#include "extractor/grammar/moves.h"
#include "extractor/grammar/name_key.h"
#include "extractor/grammar/pattern.h"

namespace re2 {
class RE2;
}

namespace bangvang::grammar {

// A rule sees this many symbols from where it starts; longer constructions are none. Keeps the
// time for a block linear in its length.
inline constexpr std::size_t kReach = 400;

// Captures of one rule and its whole match.
inline constexpr std::size_t kMostGroups = 24;

// Places of symbols by group, the whole match first. Empty where a group took no part.
using Captures = std::array<Span, kMostGroups>;

// Stands where a rule sees no symbol: behind the line's end, or out of its reach.
inline constexpr Symbol kNothing = kInvisible;

// Symbols in a row, made as they are looked at. This one knows all of its own.
class SymbolLine {
 public:
  SymbolLine() = default;
  explicit SymbolLine(std::vector<Symbol> symbols)
      : symbols_(std::move(symbols)), made_(symbols_.size()) {}
  virtual ~SymbolLine() = default;

  // kNothing behind the line's end.
  Symbol at(std::size_t place) {
    while (place >= made_) {
      if (!more()) return kNothing;
    }
    return symbols_[place];
  }
  bool ends_at(std::size_t place) { return place >= made_ && at(place) == kNothing; }
  // The symbols made so far.
  std::span<const Symbol> made() const { return {symbols_.data(), made_}; }

 protected:
  // Makes one more symbol; false at the end.
  virtual bool more() { return false; }
  std::vector<Symbol> symbols_;  // with room for more
  std::size_t made_ = 0;
};

class Matcher {
 public:
  Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;
  ~Matcher();

  // Fails with RE2's reason. `memory` bounds RE2's program and its caches.
  static std::expected<Matcher, std::string> compile(const Node& pattern, const Alphabet& alphabet,
                                                     std::int64_t memory);

  // Names of the captures: that of group 1 first.
  const std::vector<std::string>& names() const { return names_; }
  const NameList& name_list() const { return name_list_; }
  std::size_t captures() const { return capture_count_; }

  // Matches at place `at` of `line`, and fills the captures. Safe from any thread.
  bool match(SymbolLine& line, std::size_t at, Captures& captures) const;

  // The same by RE2 alone: what match() must equal.
  bool match_by_re2(SymbolLine& line, std::size_t at, Captures& captures) const;

 private:
  enum class Answer : std::uint8_t { kNo, kYes, kUnknown };
  struct Open;

  Answer follow(SymbolLine& line, std::size_t at, Captures& captures) const;
  void capture(std::span<const Move* const> trail, std::size_t at, Captures& captures) const;
  std::size_t reach(SymbolLine& line, std::size_t at) const;

  std::optional<Moves> moves_;  // none: all is left to RE2
  std::vector<std::string> names_;
  NameList name_list_;  // of names_
  std::uint32_t capture_count_ = 0;
  bool crosses_ = false;  // may go on behind the end of a sentence or a line
  std::unique_ptr<re2::RE2> program_;
};

}  // namespace bangvang::grammar
