#include "extractor/grammar/signs.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>

namespace bangvang::grammar {
namespace {

using Families = std::vector<std::unique_ptr<Family>>;

// With fewer requirements the last one is watched again.
const SymbolSet& watched(const CompiledRule& rule, std::size_t q) {
  if (rule.required.empty()) return rule.first;
  return rule.required[std::min(q, rule.required.size() - 1)];
}

// What symbols do in one family, worked out once for each.
class FamilySigns {
 public:
  FamilySigns(const Family& family, std::size_t chunks) : family_(family), chunks_(chunks) {
    for (const CompiledRule& rule : family.rules) first_ |= rule.first;
  }

  bool starts(Symbol symbol) const { return first_.test(symbol); }

  // `alone`: the symbol never becomes another by a mention on the same words.
  const std::vector<SignTable::Wakes>& wakes(Symbol symbol, bool alone) {
    auto& known = (alone ? alone_ : together_)[symbol];
    if (known) return *known;
    known.emplace();
    if (symbol == kInvisible) return *known;
    RuleWords words(kWatched * chunks_);
    for (std::size_t r = 0; r < family_.rules.size(); ++r) {
      const std::size_t chunk = family_.first_chunk + r / 64;
      for (std::size_t q = 0; q < kWatched; ++q) {
        const SymbolSet& set = watched(family_.rules[r], q);
        if (!(alone ? set.test(symbol) : family_.alphabet.may_be(symbol, set))) continue;
        words[q * chunks_ + chunk] |= std::uint64_t{1} << r % 64;
      }
    }
    for (std::uint32_t word = 0; word < words.size(); ++word) {
      if (words[word] != 0) known->push_back({word, words[word]});
    }
    return *known;
  }

 private:
  const Family& family_;
  std::size_t chunks_;
  SymbolSet first_;
  std::array<std::optional<std::vector<SignTable::Wakes>>, 256> alone_, together_;
};

class Compiler {
 public:
  explicit Compiler(const Families& families) : families_(families) {
    for (const auto& family : families) {
      family->first_chunk = signs_.chunks;
      signs_.chunks += family->lead.size();
    }
    for (const auto& family : families) per_family_.emplace_back(*family, signs_.chunks);
    signs_.family_words = families.size() / 64 + 1;
    signs_.tokens.wakes_begin = signs_.mentions.wakes_begin = {0};
  }

  Signs run(std::size_t terminals, std::size_t types) {
    std::unordered_map<std::string, std::uint32_t> known;
    std::string row(families_.size(), '\0');
    for (std::uint32_t t = 0; t < terminals; ++t) {
      for (std::size_t f = 0; f < families_.size(); ++f) {
        row[f] = static_cast<char>(families_[f]->alphabet.of_terminal(t));
      }
      const auto [it, fresh] = known.emplace(row, static_cast<std::uint32_t>(known.size()));
      if (fresh) {
        add(signs_.tokens, row, true);
        add_starts(row);
      }
      signs_.of_terminal.push_back(it->second);
    }
    for (std::uint32_t t = 0; t < types; ++t) {
      for (std::size_t f = 0; f < families_.size(); ++f) {
        row[f] = static_cast<char>(families_[f]->alphabet.of_type(t));
      }
      add(signs_.mentions, row, false);
    }
    return std::move(signs_);
  }

 private:
  void add(SignTable& table, const std::string& row, bool alone) {
    for (std::size_t f = 0; f < row.size(); ++f) {
      const auto symbol = static_cast<Symbol>(row[f]);
      table.symbols.push_back(symbol);
      const auto& wakes = per_family_[f].wakes(symbol, alone);
      table.wakes.insert(table.wakes.end(), wakes.begin(), wakes.end());
    }
    table.wakes_begin.push_back(static_cast<std::uint32_t>(table.wakes.size()));
  }

  void add_starts(const std::string& row) {
    const std::size_t first = signs_.starts.size();
    signs_.starts.resize(first + signs_.family_words);
    for (std::size_t f = 0; f < row.size(); ++f) {
      if (!per_family_[f].starts(static_cast<Symbol>(row[f]))) continue;
      signs_.starts[first + f / 64] |= std::uint64_t{1} << f % 64;
    }
  }

  const Families& families_;
  std::vector<FamilySigns> per_family_;
  Signs signs_;
};

}  // namespace

Signs compile_signs(const Families& families, std::size_t terminals, std::size_t types) {
  return Compiler(families).run(terminals, types);
}

}  // namespace bangvang::grammar
