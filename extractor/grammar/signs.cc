#include "extractor/grammar/signs.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

namespace bangvang::grammar {
namespace {

using Families = std::vector<std::unique_ptr<Family>>;

// The sets of symbols a rule is woken by: as many as are watched, or fewer.
std::span<const SymbolSet> watched(const CompiledRule& rule) {
  if (rule.required.empty()) return {&rule.first, 1};
  return std::span(rule.required).first(std::min(kWatched, rule.required.size()));
}

// What symbols do in one family, worked out once for each.
class FamilySigns {
 public:
  FamilySigns(const Family& family, std::size_t first_chunk)
      : family_(family), first_chunk_(first_chunk) {}

  // `alone` as below.
  bool starts(Symbol symbol, bool alone) const {
    if (symbol == kInvisible) return false;
    return std::ranges::any_of(family_.chunks, [&](const Family::Chunk& chunk) {
      return (alone ? chunk.lead[0] : chunk.begin)[symbol] != 0;
    });
  }

  // `alone`: the symbol never becomes another by a mention on the same words.
  const std::vector<SignTable::Wakes>& wakes(Symbol symbol, bool alone) {
    auto& known = (alone ? alone_ : together_)[symbol];
    if (known) return *known;
    known.emplace();
    if (symbol == kInvisible) return *known;
    RuleWords words(kWatched * family_.chunks.size());
    for (std::size_t r = 0; r < family_.rules.size(); ++r) {
      const auto sets = watched(family_.rules[r]);
      for (std::size_t q = 0; q < sets.size(); ++q) {
        if (!(alone ? sets[q].test(symbol) : family_.alphabet.may_be(symbol, sets[q]))) continue;
        words[r / 64 * kWatched + q] |= std::uint64_t{1} << r % 64;
      }
    }
    for (std::size_t word = 0; word < words.size(); ++word) {
      const auto number = static_cast<std::uint32_t>(first_chunk_ * kWatched + word);
      if (words[word] != 0) known->push_back({number, words[word]});
    }
    return *known;
  }

 private:
  const Family& family_;
  std::size_t first_chunk_;
  std::array<std::optional<std::vector<SignTable::Wakes>>, 256> alone_, together_;
};

class Compiler {
 public:
  explicit Compiler(const Families& families) : families_(families) {
    for (const auto& family : families) {
      const auto first = static_cast<std::uint32_t>(signs_.asleep.size() / kWatched);
      signs_.chunks.push_back({first, static_cast<std::uint32_t>(family->chunks.size())});
      signs_.asleep.resize(signs_.asleep.size() + kWatched * family->chunks.size());
      for (std::size_t r = 0; r < family->rules.size(); ++r) {
        for (std::size_t q = watched(family->rules[r]).size(); q < kWatched; ++q) {
          signs_.asleep[(first + r / 64) * kWatched + q] |= std::uint64_t{1} << r % 64;
        }
      }
      per_family_.emplace_back(*family, first);
    }
    signs_.family_words = families.size() / 64 + 1;
    signs_.tokens.wakes_begin = signs_.mentions.wakes_begin = {0, 0};
  }

  Signs run(std::size_t terminals, std::size_t types) {
    std::unordered_map<std::string, std::uint32_t> known;
    alarms_ = {{{}, 0}};
    std::string row(families_.size(), '\0');
    for (std::uint32_t t = 0; t < terminals; ++t) {
      for (std::size_t f = 0; f < families_.size(); ++f) {
        row[f] = static_cast<char>(families_[f]->alphabet.of_terminal(t));
      }
      const auto [it, fresh] = known.emplace(row, static_cast<std::uint32_t>(known.size()));
      if (fresh) {
        add(signs_.tokens, row, true);
        add_families(signs_.token_starts, row, [&](std::size_t f, Symbol symbol) {
          return per_family_[f].starts(symbol, true);
        });
      }
      signs_.of_terminal.push_back(it->second);
    }
    alarms_ = {{{}, 0}};
    for (std::uint32_t t = 0; t < types; ++t) {
      for (std::size_t f = 0; f < families_.size(); ++f) {
        row[f] = static_cast<char>(families_[f]->alphabet.of_type(t));
      }
      add(signs_.mentions, row, false);
      add_families(signs_.mention_starts, row, [&](std::size_t f, Symbol symbol) {
        return per_family_[f].starts(symbol, false);
      });
      add_families(signs_.shown, row,
                   [](std::size_t, Symbol symbol) { return symbol != kInvisible; });
    }
    turn(signs_.tokens);
    turn(signs_.mentions);
    return std::move(signs_);
  }

 private:
  void add(SignTable& table, const std::string& row, bool alone) {
    std::vector<SignTable::Wakes> all;
    for (std::size_t f = 0; f < row.size(); ++f) {
      const auto symbol = static_cast<Symbol>(row[f]);
      table.symbols.push_back(symbol);
      const auto& wakes = per_family_[f].wakes(symbol, alone);
      all.insert(all.end(), wakes.begin(), wakes.end());
    }
    const auto [alarm, fresh] =
        alarms_.emplace(std::move(all), static_cast<std::uint32_t>(table.alarms()));
    table.alarm_of.push_back(alarm->second);
    if (!fresh) return;
    table.wakes.insert(table.wakes.end(), alarm->first.begin(), alarm->first.end());
    table.wakes_begin.push_back(static_cast<std::uint32_t>(table.wakes.size()));
  }

  // A row more of families, as bits: those for which `is_one` holds.
  template <class IsOne>
  void add_families(std::vector<std::uint64_t>& sets, const std::string& row,
                    const IsOne& is_one) const {
    const std::size_t first = sets.size();
    sets.resize(first + signs_.family_words);
    for (std::size_t f = 0; f < row.size(); ++f) {
      if (!is_one(f, static_cast<Symbol>(row[f]))) continue;
      sets[first + f / 64] |= std::uint64_t{1} << f % 64;
    }
  }

  // Rows of signs become rows of families: the line of one family reads them.
  void turn(SignTable& table) const {
    std::vector<Symbol> turned(table.symbols.size());
    for (std::size_t sign = 0; sign < table.size(); ++sign) {
      for (std::size_t f = 0; f < families_.size(); ++f) {
        turned[f * table.size() + sign] = table.symbols[sign * families_.size() + f];
      }
    }
    table.symbols = std::move(turned);
  }

  const Families& families_;
  std::vector<FamilySigns> per_family_;
  std::map<std::vector<SignTable::Wakes>, std::uint32_t> alarms_;  // of the table at hand
  Signs signs_;
};

}  // namespace

Signs compile_signs(const Families& families, std::size_t terminals, std::size_t types) {
  return Compiler(families).run(terminals, types);
}

}  // namespace bangvang::grammar
