#include "extractor/grammar/family.h"

#include <algorithm>

namespace bangvang::grammar {
namespace {

// A rule with this many requirements is narrowed enough; more would only cost time.
constexpr std::size_t kMostRequirements = 6;

// What can be said of every match of a node.
struct Shadow {
  SymbolSet first;
  bool nullable = false;  // may match nothing
  std::vector<SymbolSet> required;
};

class Analyser {
 public:
  explicit Analyser(const Alphabet& alphabet) : alphabet_(alphabet) {}

  Shadow of(const Node& node) const {
    switch (node.type) {
      case Node::Type::kAtom: {
        const SymbolSet& set = alphabet_.symbols(node.atom);
        return {set, false, {set}};
      }
      case Node::Type::kBegin:
      case Node::Type::kEnd:
        return {{}, true, {}};
      case Node::Type::kGroup:
        return of(node.children.front());
      case Node::Type::kConcat:
        return concat(node);
      case Node::Type::kAlternate:
        return alternate(node);
      case Node::Type::kRepeat: {
        Shadow shadow = of(node.children.front());
        if (node.min == 0) {
          shadow.nullable = true;
          shadow.required.clear();
        }
        return shadow;
      }
    }
    return {};
  }

 private:
  Shadow concat(const Node& node) const {
    Shadow whole{.nullable = true};
    for (const Node& child : node.children) {
      Shadow part = of(child);
      if (whole.nullable) whole.first |= part.first;
      whole.nullable = whole.nullable && part.nullable;
      std::ranges::move(part.required, std::back_inserter(whole.required));
    }
    tidy(whole.required);
    return whole;
  }
  // The rarest first, each once.
  void tidy(std::vector<SymbolSet>& required) const {
    std::vector<std::pair<std::uint32_t, SymbolSet>> ranked;
    for (const SymbolSet& set : required) ranked.emplace_back(alphabet_.frequency(set), set);
    std::ranges::stable_sort(ranked, {}, &std::pair<std::uint32_t, SymbolSet>::first);
    std::ranges::transform(ranked, required.begin(), [](const auto& r) { return r.second; });
    const auto repeated = std::ranges::unique(required);
    required.erase(repeated.begin(), repeated.end());
    if (required.size() > kMostRequirements) required.resize(kMostRequirements);
  }
  // Every match has a branch's rarest requirement, and a branch's next one.
  Shadow alternate(const Node& node) const {
    Shadow whole;
    std::array<SymbolSet, kMostRequirements> either;
    bool all = true;
    for (const Node& child : node.children) {
      const Shadow part = of(child);
      whole.first |= part.first;
      whole.nullable = whole.nullable || part.nullable;
      all = all && !part.required.empty();
      for (std::size_t i = 0; all && i < either.size(); ++i) {
        either[i] |= part.required[std::min(i, part.required.size() - 1)];
      }
    }
    if (!all) return whole;
    whole.required.assign(either.begin(), either.end());
    tidy(whole.required);
    return whole;
  }
  const Alphabet& alphabet_;
};

// The symbols that may stand at the first places of a match, and the lengths it may have.
struct Lead {
  std::array<SymbolSet, kLead> at;
  std::bitset<kLead + 1> lengths;  // the last bit: kLead or more

  static Lead empty() {
    Lead lead;
    lead.lengths.set(0);
    return lead;
  }
  Lead then(const Lead& next) const {
    Lead whole{at, {}};
    for (std::size_t length = 0; length <= kLead; ++length) {
      if (!lengths.test(length)) continue;
      for (std::size_t i = length; i < kLead; ++i) whole.at[i] |= next.at[i - length];
      for (std::size_t more = 0; more <= kLead; ++more) {
        if (next.lengths.test(more)) whole.lengths.set(std::min(length + more, kLead));
      }
    }
    return whole;
  }
  Lead either(const Lead& other) const {
    Lead whole{at, lengths | other.lengths};
    for (std::size_t i = 0; i < kLead; ++i) whole.at[i] |= other.at[i];
    return whole;
  }
};

Lead lead_of(const Node& node, const Alphabet& alphabet) {
  switch (node.type) {
    case Node::Type::kAtom: {
      Lead lead;
      lead.at[0] = alphabet.symbols(node.atom);
      lead.lengths.set(1);
      return lead;
    }
    case Node::Type::kBegin:
    case Node::Type::kEnd:
      return Lead::empty();
    case Node::Type::kGroup:
      return lead_of(node.children.front(), alphabet);
    case Node::Type::kConcat: {
      Lead whole = Lead::empty();
      for (const Node& child : node.children) whole = whole.then(lead_of(child, alphabet));
      return whole;
    }
    case Node::Type::kAlternate: {
      Lead whole;
      for (const Node& child : node.children) whole = whole.either(lead_of(child, alphabet));
      return whole;
    }
    case Node::Type::kRepeat: {
      const Lead once = lead_of(node.children.front(), alphabet);
      Lead whole = Lead::empty();
      for (int i = 0; i < std::min(node.min, static_cast<int>(kLead)); ++i)
        whole = whole.then(once);
      Lead more = whole;
      const int rest = node.max < 0 ? static_cast<int>(kLead) : node.max - node.min;
      for (int i = 0; i < std::min(rest, static_cast<int>(kLead)); ++i) {
        more = more.then(once);
        whole = whole.either(more);
      }
      return whole;
    }
  }
  return Lead::empty();
}

// What a rule allows at its first places, everything once it may have ended.
std::array<SymbolSet, kLead> places_of(const Lead& lead) {
  std::array<SymbolSet, kLead> places = lead.at;
  for (std::size_t i = 0; i < kLead; ++i) {
    for (std::size_t length = 0; length <= i; ++length) {
      if (lead.lengths.test(length)) places[i].set();
    }
  }
  return places;
}

bool resolve_slots(const Node& pattern, const RuleDef& rule, const Names& names,
                   std::vector<Error>& errors) {
  bool good = true;
  for_each_atom(pattern, [&](const Atom& atom) {
    if (atom.type != Atom::Type::kSlot) return;
    if (is_builtin_slot(atom.text) || names.class_by_name.contains(atom.text)) return;
    const auto kind = names.kinds.find(atom.text);
    if (kind == names.kinds.end()) {
      errors.push_back(rule.place.error("rule " + rule.id + ": unknown slot {" + atom.text + "}"));
      good = false;
      return;
    }
    if (atom.tag.empty()) return;
    const bool known = std::ranges::any_of(names.types, [&](const MentionType& type) {
      return type.kind == kind->second && std::ranges::find(type.tags, atom.tag) != type.tags.end();
    });
    if (!known) {
      errors.push_back(rule.place.error("rule " + rule.id + ": nothing of kind " + atom.text +
                                        " has the tag \"" + atom.tag + "\""));
      good = false;
    }
  });
  return good;
}

int group_number(const std::vector<std::string>& groups, const std::string& name) {
  const auto found = std::ranges::find(groups, name);
  return found == groups.end() ? -1 : static_cast<int>(found - groups.begin()) + 1;
}

bool fill_rule(const RuleDef& def, const Node& pattern, const Family& family, Names& names,
               std::int64_t memory, CompiledRule& out, std::string& reason) {
  const Shadow shadow = Analyser(family.alphabet).of(pattern);
  if (shadow.nullable) return reason = "the pattern may match nothing at all", false;
  out.first = shadow.first;
  out.required = shadow.required;
  out.lead = places_of(lead_of(pattern, family.alphabet));
  const std::vector<std::string> groups = capture_names(pattern);
  out.self = group_number(groups, "self");
  out.each = group_number(groups, def.each);
  if (!def.each.empty() && out.each < 0) {
    return reason = "\"each\" names no capture of the pattern: " + def.each, false;
  }
  if (!def.each_kind.empty()) {
    const auto kind = names.kinds.find(def.each_kind);
    if (kind == names.kinds.end()) return reason = "unknown kind " + def.each_kind, false;
    out.each_kind = kind->second;
  }
  auto value = parse_template(def.value);
  if (!value) return reason = value.error(), false;
  out.value = std::move(*value);
  for (const Template::Piece& piece : out.value.pieces) {
    if (piece.part && group_number(groups, piece.text) < 0) {
      return reason = "the value names no capture of the pattern: " + piece.text, false;
    }
  }
  auto matcher = Matcher::compile(pattern, family.alphabet, memory);
  if (!matcher) return reason = matcher.error(), false;
  out.matcher = std::move(*matcher);
  return true;
}

void add_lead(Family& family, const CompiledRule& rule) {
  const std::size_t number = family.rules.size();
  if (number % 64 == 0) family.chunks.emplace_back();
  for (std::size_t place = 0; place < kLead; ++place) {
    for (std::size_t symbol = 0; symbol < 256; ++symbol) {
      if (!rule.lead[place].test(symbol)) continue;
      family.chunks.back().lead[place][symbol] |= std::uint64_t{1} << number % 64;
    }
  }
}

}  // namespace

std::unique_ptr<Family> compile_family(KindId kind, const std::vector<std::uint32_t>& rules,
                                       const std::vector<Node>& patterns, const Model& model,
                                       Names& names, std::int64_t memory_per_rule,
                                       std::vector<Error>& errors) {
  auto family = std::make_unique<Family>();
  family->kind = kind;
  bool good = true;
  for (const std::uint32_t rule : rules) {
    good = resolve_slots(patterns[rule], model.rules[rule], names, errors) && good;
    for_each_atom(patterns[rule], [&](const Atom& atom) { family->alphabet.use(atom); });
  }
  if (!good) return family;
  if (!family->alphabet.build(names)) {
    errors.push_back(model.rules[rules.front()].place.error(
        "the rules of kind " + names.kind_names[kind] + " tell " +
        std::to_string(family->alphabet.symbol_count()) + " symbols apart; " +
        std::to_string(kMostSymbols) + " fit: name fewer words, or move some to a lexicon"));
    return family;
  }
  for (const Atom& atom : family->alphabet.atoms()) {
    if (atom.type != Atom::Type::kSlot) continue;
    const auto used = names.kinds.find(atom.text);
    if (used == names.kinds.end() || names.class_by_name.contains(atom.text)) continue;
    if (std::ranges::find(family->uses, used->second) == family->uses.end()) {
      family->uses.push_back(used->second);
    }
  }
  for (const std::uint32_t rule : rules) {
    const RuleDef& def = model.rules[rule];
    CompiledRule compiled;
    compiled.rule = rule;
    std::string tags;
    for (const auto& [name, value] : def.set) {
      if (name == "tag") tags = value;
    }
    compiled.type = names.type(kind, tags);
    std::string reason;
    if (!fill_rule(def, patterns[rule], *family, names, memory_per_rule, compiled, reason)) {
      errors.push_back(def.place.error("rule " + def.id + ": " + reason));
      continue;
    }
    add_lead(*family, compiled);
    family->rules.push_back(std::move(compiled));
  }
  for (Family::Chunk& chunk : family->chunks) {
    chunk.begin = chunk.lead[0];
    family->alphabet.for_each_combination([&](Symbol a, Symbol b, Symbol both) {
      chunk.begin[a] |= chunk.lead[0][both];
      chunk.begin[b] |= chunk.lead[0][both];
    });
  }
  return family;
}

}  // namespace bangvang::grammar
