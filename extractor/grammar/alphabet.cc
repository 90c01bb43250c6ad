#include "extractor/grammar/alphabet.h"

#include <algorithm>
#include <bit>

#include "extractor/grammar/character.h"
#include "extractor/text/normal_text.h"

namespace bangvang::grammar {
namespace {

const std::vector<std::string> kBuiltins = {"cap",  "proper", "upper", "lower", "num",
                                            "stop", "line",   "other", "mark"};

bool shape_fits(std::string_view builtin, Shape shape) {
  if (builtin == "cap") return shape != Shape::kLower;
  if (builtin == "proper") return shape == Shape::kProper || shape == Shape::kLetter;
  if (builtin == "upper") return shape == Shape::kUpper;
  if (builtin == "lower") return shape == Shape::kLower;
  return false;
}

std::u16string lower16(std::string_view text) {
  std::u16string out;
  for (std::uint32_t at = 0; at < text.size();) {
    out += CharTable::get().lower_of(next_code_point(text, at));
  }
  return out;
}

bool has_capital(std::string_view text) {
  for (std::uint32_t at = 0; at < text.size();) {
    if (CharTable::get().class_of(next_code_point(text, at)) == CharClass::kUpper) return true;
  }
  return false;
}

}  // namespace

bool is_builtin_slot(std::string_view name) {
  return std::ranges::find(kBuiltins, name) != kBuiltins.end();
}

bool Alphabet::build(const Names& names) {
  number_atoms(names);
  members_.resize(kFirstFree);
  name_words(names);
  name_numbers(names);
  name_types(names);
  combine_types(names);
  if (count_ > kMostSymbols) return false;
  fill_combinations();
  fill_sets();
  fill_frequencies(names);
  return true;
}

void Alphabet::number_atoms(const Names&) {
  for (const Atom& atom : atoms_) by_id_.push_back(&atom);
}

Alphabet::Wide Alphabet::intern(const AtomIds& ids, Wide when_empty) {
  if (ids.empty()) return when_empty;
  const auto [it, fresh] = interned_.emplace(ids, static_cast<Wide>(count_));
  if (fresh) {
    ++count_;
    members_.push_back(ids);
  }
  return it->second;
}

// Words: by default only their shape counts; the words that atoms and classes name, each apart.
void Alphabet::name_words(const Names& names) {
  const Terminals& terminals = names.terminals;
  terminal_symbols_.assign(terminals.size(), kOther);
  std::map<WordId, std::vector<std::pair<std::uint32_t, bool>>> named;  // atom, capital wanted
  std::array<AtomIds, kShapes> by_shape, by_mark_shape;
  for (std::uint32_t id = 0; id < by_id_.size(); ++id) {
    const Atom& atom = *by_id_[id];
    if (atom.type == Atom::Type::kWord || atom.type == Atom::Type::kMark) {
      named[names.vocabulary.find(lower16(atom.text))].emplace_back(id, has_capital(atom.text));
    } else if (atom.type == Atom::Type::kTight) {
      named[names.vocabulary.find(lower16(atom.text))].emplace_back(id, true);
    } else if (atom.type == Atom::Type::kSlot) {
      const auto found = names.class_by_name.find(atom.text);
      if (found != names.class_by_name.end()) {
        for (const WrittenWord& w : names.classes[found->second].words) {
          named[w.word].emplace_back(id, w.capital);
        }
      }
      for (std::uint32_t s = 0; s < kShapes; ++s) {
        if (shape_fits(atom.text, static_cast<Shape>(s))) by_shape[s].push_back(id);
      }
    }
  }
  std::array<Wide, kShapes> plain;
  for (std::uint32_t s = 0; s < kShapes; ++s) plain[s] = intern(by_shape[s], kOther);
  for (WordId word = 0; word < names.vocabulary.size(); ++word) {
    const std::u16string& text = names.vocabulary.word(word);
    const bool is_word = text.empty() || CharTable::get().class_of(text[0]) != CharClass::kMark;
    const auto found = named.find(word);
    for (std::uint32_t s = 0; s < kShapes; ++s) {
      AtomIds ids = is_word ? by_shape[s] : AtomIds{};
      if (found != named.end()) {
        for (const auto& [id, capital] : found->second) {
          if (!capital || static_cast<Shape>(s) != Shape::kLower) ids.push_back(id);
        }
      }
      std::ranges::sort(ids);
      ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
      terminal_symbols_[word * kShapes + s] = intern(ids, is_word ? kOther : kMarkSymbol);
    }
  }
  terminal_symbols_[terminals.special_] = terminal_symbols_[terminals.special_ + 1] = kMarkSymbol;
  terminal_symbols_[terminals.special_ + 2] = kStopSymbol;
  terminal_symbols_[terminals.special_ + 3] = kLineSymbol;
}

// Numbers: by the sets of classes they belong to; those the grammars name also by themselves.
void Alphabet::name_numbers(const Names& names) {
  const auto ids_of = [&](NumberClasses classes) {
    AtomIds ids;
    for (std::uint32_t id = 0; id < by_id_.size(); ++id) {
      const Atom& atom = *by_id_[id];
      if (atom.type != Atom::Type::kSlot) continue;
      if (atom.text == "num") ids.push_back(id);
      const auto found = names.class_by_name.find(atom.text);
      if (found == names.class_by_name.end()) continue;
      const int bit = names.classes[found->second].number_bit;
      if (bit >= 0 && (classes >> bit & 1) != 0) ids.push_back(id);
    }
    return ids;
  };
  const Terminals& terminals = names.terminals;
  for (std::size_t i = 0; i < terminals.sets_.size(); ++i) {
    terminal_symbols_[terminals.special_ + 4 + i] = intern(ids_of(terminals.sets_[i]), kOther);
  }
  for (WordId word = 1; word < names.vocabulary.size(); ++word) {
    const std::u16string& text = names.vocabulary.word(word);
    if (CharTable::get().class_of(text[0]) != CharClass::kDigit) continue;
    AtomIds ids = ids_of(names.number_classes(std::string(text.begin(), text.end())));
    for (std::uint32_t id = 0; id < by_id_.size(); ++id) {
      if (by_id_[id]->type == Atom::Type::kWord && lower16(by_id_[id]->text) == text)
        ids.push_back(id);
    }
    std::ranges::sort(ids);
    terminal_symbols_[word * kShapes] = intern(ids, kOther);
  }
}

void Alphabet::name_types(const Names& names) {
  type_symbols_.assign(names.types.size(), kInvisible);
  for (std::size_t type = 0; type < names.types.size(); ++type) {
    AtomIds ids;
    for (std::uint32_t id = 0; id < by_id_.size(); ++id) {
      const Atom& atom = *by_id_[id];
      if (atom.type != Atom::Type::kSlot) continue;
      const auto kind = names.kinds.find(atom.text);
      if (kind == names.kinds.end() || kind->second != names.types[type].kind) continue;
      const auto& tags = names.types[type].tags;
      if (atom.tag.empty() || std::ranges::find(tags, atom.tag) != tags.end()) ids.push_back(id);
    }
    type_symbols_[type] = intern(ids, kInvisible);
  }
}

// Symbols for several mentions on the same words: entries of the same spelling, and what a rule
// made together with what may begin and end as it does.
void Alphabet::combine_types(const Names& names) {
  for (const std::vector<std::uint32_t>& types : names.types_together) {
    std::set<Wide> group;
    for (const std::uint32_t type : types) group.insert(type_symbols_[type]);
    group.erase(kInvisible);
    combine_all_of({group.begin(), group.end()});
  }
  for (const std::uint32_t made : names.types_of_rules) {
    for (std::uint32_t other = 0; other < names.types.size(); ++other) {
      const Wide a = type_symbols_[made], b = type_symbols_[other];
      if (a == kInvisible || b == kInvisible || a == b) continue;
      if (combined_.contains({std::min(a, b), std::max(a, b)})) continue;
      if (!names.edges[made].may_coincide(names.edges[other])) continue;
      combine_all_of({std::min(a, b), std::max(a, b)});
    }
  }
}

// Every choice of at most one symbol per kind, in every order of adding them up.
void Alphabet::combine_all_of(const std::vector<Wide>& group) {
  constexpr std::size_t kMostTogether = 10;
  const std::size_t size = std::min(group.size(), kMostTogether);
  std::map<std::size_t, Wide> made;
  for (std::size_t chosen = 1; chosen < std::size_t{1} << size; ++chosen) {
    AtomIds ids;
    std::set<std::string> kinds;
    for (std::size_t i = 0; i < size; ++i) {
      if (!(chosen >> i & 1)) continue;
      const AtomIds& own = members_[group[i]];
      AtomIds sum;
      std::ranges::set_union(ids, own, std::back_inserter(sum));
      ids = std::move(sum);
      kinds.insert(by_id_[own[0]]->text);
    }
    // Kinds are told apart, not tags: two mentions of one kind never share their words.
    if (kinds.size() != static_cast<std::size_t>(std::popcount(chosen))) continue;
    made[chosen] = intern(ids, kInvisible);
    for (std::size_t i = 0; i < size && kinds.size() > 1; ++i) {
      if (!(chosen >> i & 1)) continue;
      const Wide rest = made.at(chosen & ~(std::size_t{1} << i));
      combined_[{std::min(rest, group[i]), std::max(rest, group[i])}] = made[chosen];
    }
  }
}

void Alphabet::fill_combinations() {
  combinations_.resize(1);
  const auto put = [&](Wide a, Wide b, Wide both) {
    if (row_of_[a] == 0) {
      row_of_[a] = static_cast<std::uint8_t>(combinations_.size());
      combinations_.emplace_back();
    }
    combinations_[row_of_[a]][b] = static_cast<Symbol>(both);
  };
  for (const auto& [symbols, both] : combined_) {
    put(symbols.first, symbols.second, both);
    put(symbols.second, symbols.first, both);
  }
}

bool Alphabet::may_be(Symbol symbol, const SymbolSet& set) const {
  if (set.test(symbol)) return true;
  return std::ranges::any_of(combined_, [&](const auto& entry) {
    return (entry.first.first == symbol || entry.first.second == symbol) && set.test(entry.second);
  });
}

void Alphabet::fill_sets() {
  for (const Atom& atom : atoms_) sets_[atom];
  for (std::size_t symbol = kFirstFree; symbol < members_.size(); ++symbol) {
    for (const std::uint32_t id : members_[symbol]) sets_[*by_id_[id]].set(symbol);
  }
  for (auto& [atom, set] : sets_) {
    if (atom.type == Atom::Type::kAny) set = any();
    if (atom.type != Atom::Type::kSlot) continue;
    if (atom.text == "stop") set.set(kStopSymbol);
    if (atom.text == "line") set.set(kLineSymbol);
    if (atom.text == "other") set.set(kOther);
    if (atom.text == "mark") set.set(kMarkSymbol);
  }
}

void Alphabet::fill_frequencies(const Names& names) {
  // A kind of mention or of number is met about as often as so many words.
  constexpr std::uint32_t kWordsOfAClass = 20;
  for (std::uint32_t t = 0; t < terminal_symbols_.size(); ++t) {
    frequencies_[terminal_symbols_[t]] += t < names.terminals.special_ ? 1 : kWordsOfAClass;
  }
  for (const Wide symbol : type_symbols_) frequencies_[symbol] += kWordsOfAClass;
}

std::uint32_t Alphabet::frequency(const SymbolSet& set) const {
  std::uint32_t sum = 0;
  for (std::size_t symbol = 0; symbol < frequencies_.size(); ++symbol) {
    if (set[symbol]) sum += frequencies_[symbol];
  }
  return sum;
}

SymbolSet Alphabet::any() const {
  SymbolSet set;
  for (std::size_t symbol = 1; symbol < count_; ++symbol) set.set(symbol);
  set.reset(kStopSymbol);
  set.reset(kLineSymbol);
  return set;
}

std::string Alphabet::describe(Symbol symbol) const {
  if (symbol == kOther) return "…";
  if (symbol == kMarkSymbol) return "·";
  if (symbol == kStopSymbol) return "{stop}";
  if (symbol == kLineSymbol) return "{line}";
  std::string text;
  for (const std::uint32_t id : members_[symbol]) {
    const Atom& atom = *by_id_[id];
    if (!text.empty()) text += '|';
    text += atom.type == Atom::Type::kSlot
                ? "{" + atom.text + (atom.tag.empty() ? "" : "." + atom.tag) + "}"
                : atom.text;
  }
  return text;
}

}  // namespace bangvang::grammar
