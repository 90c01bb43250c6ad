#include "extractor/grammar/edges.h"

#include <algorithm>

#include "extractor/grammar/character.h"
#include "extractor/grammar/names.h"

namespace bangvang::grammar {
namespace {

EdgeWords edge_word(WordId word, const Names& names) {
  const std::u16string& text = names.vocabulary.word(word);
  const bool digits = !text.empty() && CharTable::get().class_of(text[0]) == CharClass::kDigit;
  EdgeWords edge{.numbers = digits};
  edge.add(word);
  return edge;
}

struct Reach {
  Edges edges;
  bool nullable = false;
};

Edges edges_of_kind(const std::string& name, const std::string& tag, const Names& names) {
  Edges edges;
  const auto kind = names.kinds.find(name);
  if (kind == names.kinds.end()) return edges;
  for (std::size_t type = 0; type < names.types.size(); ++type) {
    const MentionType& known = names.types[type];
    if (known.kind != kind->second || type >= names.edges.size()) continue;
    if (tag.empty() || std::ranges::find(known.tags, tag) != known.tags.end()) {
      edges.add(names.edges[type]);
    }
  }
  return edges;
}

Edges edges_of_atom(const Atom& atom, Names& names) {
  EdgeWords words;
  const auto found = names.class_by_name.find(atom.text);
  if (atom.type == Atom::Type::kSlot && names.kinds.contains(atom.text)) {
    return edges_of_kind(atom.text, atom.tag, names);
  }
  if (atom.type == Atom::Type::kAny) {
    words.any = true;
  } else if (atom.type != Atom::Type::kSlot) {
    for (const WrittenWord& w : names.write(atom.text, true)) words.add(edge_word(w.word, names));
  } else if (found != names.class_by_name.end()) {
    const TokenClass& named = names.classes[found->second];
    words.numbers = named.number_bit >= 0;
    for (const WrittenWord& w : named.words) words.add(edge_word(w.word, names));
  } else {
    words.any = true;
  }
  return {words, words};
}

Reach reach_of(const Node& node, Names& names) {
  switch (node.type) {
    case Node::Type::kAtom:
      return {edges_of_atom(node.atom, names), false};
    case Node::Type::kBegin:
    case Node::Type::kEnd:
      return {{}, true};
    case Node::Type::kGroup:
    case Node::Type::kRepeat: {
      Reach inner = reach_of(node.children.front(), names);
      inner.nullable |= node.type == Node::Type::kRepeat && node.min == 0;
      return inner;
    }
    case Node::Type::kAlternate: {
      Reach either;
      for (const Node& child : node.children) {
        const Reach branch = reach_of(child, names);
        either.edges.add(branch.edges);
        either.nullable |= branch.nullable;
      }
      return either;
    }
    case Node::Type::kConcat:
      break;
  }
  Reach whole{{}, true};
  for (const Node& child : node.children) {
    const Reach part = reach_of(child, names);
    if (whole.nullable) whole.edges.first.add(part.edges.first);
    if (!part.nullable) whole.edges.last = {};
    whole.edges.last.add(part.edges.last);
    whole.nullable &= part.nullable;
  }
  return whole;
}

const Node* capture(const Node& node, const std::string& name) {
  if (node.type == Node::Type::kGroup && node.name == name) return &node;
  for (const Node& child : node.children) {
    if (const Node* found = capture(child, name)) return found;
  }
  return nullptr;
}

}  // namespace

void EdgeWords::add(WordId word) {
  if (words.size() <= word / 64) words.resize(word / 64 + 1);
  words[word / 64] |= std::uint64_t{1} << word % 64;
}

void EdgeWords::add(const EdgeWords& other) {
  any |= other.any;
  numbers |= other.numbers;
  if (words.size() < other.words.size()) words.resize(other.words.size());
  for (std::size_t i = 0; i < other.words.size(); ++i) words[i] |= other.words[i];
}

bool EdgeWords::meets(const EdgeWords& other) const {
  const auto empty = [](const EdgeWords& set) {
    return !set.any && !set.numbers && set.words.empty();
  };
  if (any || other.any) return !empty(*this) && !empty(other);
  if (numbers && other.numbers) return true;
  for (std::size_t i = 0; i < std::min(words.size(), other.words.size()); ++i) {
    if ((words[i] & other.words[i]) != 0) return true;
  }
  return false;
}

void Edges::add(const Edges& other) {
  first.add(other.first);
  last.add(other.last);
}

Edges edges_of_words(const std::vector<WordId>& words, const Names& names) {
  return {edge_word(words.front(), names), edge_word(words.back(), names)};
}

Edges edges_of_rule(const Node& pattern, Names& names, const std::string& each,
                    const std::string& each_kind) {
  if (const Node* members = each.empty() ? nullptr : capture(pattern, each)) {
    if (!each_kind.empty()) return edges_of_kind(each_kind, {}, names);
    Edges edges;
    for_each_atom(*members, [&](const Atom& atom) {
      if (names.kinds.contains(atom.text)) edges.add(edges_of_kind(atom.text, atom.tag, names));
    });
    return edges;
  }
  // Where the capture took no part in a match, the whole match is the mention.
  Edges edges = reach_of(pattern, names).edges;
  if (const Node* self = capture(pattern, "self")) edges.add(reach_of(*self, names).edges);
  return edges;
}

}  // namespace bangvang::grammar
