// The symbols one family of rules reads: each stands for the set of words, classes and kinds of
// the family that fit, so that tokens no rule of the family tells apart share a symbol.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "extractor/grammar/names.h"
#include "extractor/grammar/pattern.h"

namespace bangvang::grammar {

using Symbol = std::uint8_t;
using SymbolSet = std::bitset<256>;

inline constexpr Symbol kInvisible = 0;   // mentions the family does not use
inline constexpr Symbol kOther = 1;       // words no rule of the family names; runs collapse
inline constexpr Symbol kMarkSymbol = 2;  // marks no rule of the family names
inline constexpr Symbol kStopSymbol = 3;
inline constexpr Symbol kLineSymbol = 4;
inline constexpr Symbol kFirstFree = 5;
inline constexpr std::size_t kMostSymbols = 255;  // one byte of RE2's Latin-1 mode, without NUL

class Alphabet {
 public:
  void use(const Atom& atom) { atoms_.insert(atom); }
  // Makes the symbols. False when there are too many; symbol_count() tells how many.
  bool build(const Names& names);

  // Symbols an atom stands for. Requires: build() succeeded, `atom` was used.
  const SymbolSet& symbols(const Atom& atom) const { return sets_.at(atom); }
  SymbolSet any() const;
  Symbol of_terminal(std::uint32_t terminal) const {
    return static_cast<Symbol>(terminal_symbols_[terminal]);
  }
  Symbol of_type(std::uint32_t type) const { return static_cast<Symbol>(type_symbols_[type]); }
  // The symbol for two mentions on the same words.
  Symbol combine(Symbol a, Symbol b) const {
    const Symbol both = combinations_[row_of_[a]][b];
    return both == kInvisible ? a : both;
  }

  // How often one of these may be met, against other sets: by the words and mentions they stand
  // for.
  std::uint32_t frequency(const SymbolSet& set) const;

  // Calls `visit` with any two symbols that mentions on the same words may have, and theirs
  // together.
  template <class Visit>
  void for_each_combination(const Visit& visit) const {
    for (const auto& [pair, both] : combined_) {
      visit(static_cast<Symbol>(pair.first), static_cast<Symbol>(pair.second),
            static_cast<Symbol>(both));
    }
  }

  // Whether a mention with this symbol, alone or on the same words as another, is in `set`.
  bool may_be(Symbol symbol, const SymbolSet& set) const;

  std::size_t symbol_count() const { return count_; }
  const std::set<Atom>& atoms() const { return atoms_; }
  // How an author would write the symbol, for explaining.
  std::string describe(Symbol symbol) const;

 private:
  using AtomIds = std::vector<std::uint32_t>;  // sorted
  using Wide = std::uint32_t;  // a symbol while those beyond the most are counted too
  Wide intern(const AtomIds& ids, Wide when_empty);
  void number_atoms(const Names& names);
  void name_words(const Names& names);
  void name_numbers(const Names& names);
  void name_types(const Names& names);
  void combine_types(const Names& names);
  void combine_all_of(const std::vector<Wide>& group);
  void fill_combinations();
  void fill_sets();
  void fill_frequencies(const Names& names);

  std::set<Atom> atoms_;
  std::vector<const Atom*> by_id_;
  std::map<Atom, SymbolSet> sets_;
  std::map<AtomIds, Wide> interned_;
  std::vector<AtomIds> members_;  // by symbol
  std::vector<Wide> terminal_symbols_, type_symbols_;
  std::map<std::pair<Wide, Wide>, Wide> combined_;
  std::array<std::uint8_t, 256> row_of_{};             // by symbol: its row in combinations_, or 0
  std::vector<std::array<Symbol, 256>> combinations_;  // combined_, to look up; row 0 has none
  std::array<std::uint32_t, 256> frequencies_{};       // by symbol
  std::size_t count_ = kFirstFree;
};

}  // namespace bangvang::grammar
