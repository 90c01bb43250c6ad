// The pattern language of rules: RE2 syntax over words, marks and slots instead of characters.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace bangvang::grammar {

// What stands for one symbol of an abstract line.
struct Atom {
  enum class Type {
    kWord,   // text: the word as written in the pattern
    kMark,   // text: the mark
    kTight,  // text: the mark, with no white space on either side
    kSlot,   // text: a kind, class or built-in name; tag: what stands after the dot
    kAny,    // any symbol but ends of sentence and line
  };
  Type type = Type::kWord;
  std::string text;
  std::string tag;

  friend auto operator<=>(const Atom&, const Atom&) = default;
};

struct Node {
  enum class Type { kAtom, kConcat, kAlternate, kRepeat, kGroup, kBegin, kEnd };
  Type type = Type::kConcat;
  Atom atom;                   // kAtom
  std::vector<Node> children;  // kConcat, kAlternate; one for kRepeat and kGroup
  int min = 0, max = -1;       // kRepeat; max -1: no upper limit
  bool lazy = false;           // kRepeat
  std::string name;            // kGroup: name of the capture, empty when it captures nothing
};

// Parses a pattern. `coordination` are the words and marks that may stand between the members of
// `{slot+}`. Fails with a reason that quotes the place.
std::expected<Node, std::string> parse_pattern(std::string_view pattern,
                                               const std::vector<std::string>& coordination);

// Names of the captures in the order of their opening brackets.
std::vector<std::string> capture_names(const Node& root);

// Calls `visit` with every atom of the pattern.
template <class Visit>
void for_each_atom(const Node& node, const Visit& visit) {
  if (node.type == Node::Type::kAtom) visit(node.atom);
  for (const Node& child : node.children) for_each_atom(child, visit);
}

}  // namespace bangvang::grammar
