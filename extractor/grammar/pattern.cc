#include "extractor/grammar/pattern.h"

#include "extractor/grammar/character.h"

namespace bangvang::grammar {
namespace {

// Marks between two members, as in "A, và B": more than this is no coordination.
constexpr int kMostSeparators = 3;
constexpr int kDeepestNesting = 100;

class Parser {
 public:
  Parser(std::string_view pattern, const std::vector<std::string>& coordination)
      : pattern_(pattern), coordination_(coordination) {}

  std::expected<Node, std::string> run() {
    Node root = alternation();
    if (error_.empty() && at_ < pattern_.size()) fail("unexpected )");
    if (!error_.empty()) return std::unexpected(error_);
    return root;
  }

 private:
  void fail(const std::string& reason) {
    if (error_.empty()) {
      error_ = reason + " at \"" + std::string(pattern_.substr(at_, 20)) + "\"";
    }
    at_ = static_cast<std::uint32_t>(pattern_.size());
  }

  bool done() const { return at_ >= pattern_.size(); }
  bool eat(std::string_view text) {
    if (!pattern_.substr(at_).starts_with(text)) return false;
    at_ += static_cast<std::uint32_t>(text.size());
    return true;
  }
  void skip_space() {
    while (!done() && (pattern_[at_] == ' ' || pattern_[at_] == '\n' || pattern_[at_] == '\t'))
      ++at_;
  }

  Node alternation() {
    if (++depth_ > kDeepestNesting) fail("brackets nest too deep");
    Node node{.type = Node::Type::kAlternate};
    do {
      node.children.push_back(concatenation());
    } while (eat("|"));
    --depth_;
    return node.children.size() == 1 ? std::move(node.children.front()) : node;
  }

  Node concatenation() {
    Node node{.type = Node::Type::kConcat};
    for (skip_space(); !done() && pattern_[at_] != '|' && pattern_[at_] != ')'; skip_space()) {
      const std::size_t before = node.children.size();
      item(node.children);
      if (error_.empty() && node.children.size() > before) repetition(node.children.back());
    }
    return node;
  }

  void repetition(Node& node) {
    skip_space();
    if (done()) return;
    int min = 0, max = -1;
    if (eat("*")) {
    } else if (eat("+")) {
      min = 1;
    } else if (eat("?")) {
      max = 1;
    } else if (pattern_[at_] == '{' && at_ + 1 < pattern_.size() && is_digit(pattern_[at_ + 1])) {
      ++at_;
      min = max = integer();
      if (eat(",")) max = !done() && is_digit(pattern_[at_]) ? integer() : -1;
      if (!eat("}")) return fail("a repetition is written {2,4}");
      if (max >= 0 && max < min) return fail("the repetition ends before it begins");
    } else {
      return;
    }
    Node repeat{.type = Node::Type::kRepeat, .min = min, .max = max, .lazy = eat("?")};
    repeat.children.push_back(std::move(node));
    node = std::move(repeat);
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  int integer() {
    int value = 0;
    while (!done() && is_digit(pattern_[at_]) && value < 1000)
      value = value * 10 + (pattern_[at_++] - '0');
    return value;
  }

  void item(std::vector<Node>& out) {
    const char c = pattern_[at_];
    if (c == '(') return group(out);
    if (c == '{') return slot(out);
    if (c == '[') return mark_class(out);
    if (c == '\\') return escaped(out);
    if (c == '^') return ++at_, out.push_back({.type = Node::Type::kBegin});
    if (c == '$') return ++at_, out.push_back({.type = Node::Type::kEnd});
    if (c == '.') return ++at_, push_atom(out, Atom::Type::kAny, ".");
    if (c == '*' || c == '+' || c == '?') return fail("nothing to repeat");
    word_or_mark(out);
  }

  static void push_atom(std::vector<Node>& out, Atom::Type type, std::string text,
                        std::string tag = {}) {
    Node node{.type = Node::Type::kAtom};
    node.atom = {type, std::move(text), std::move(tag)};
    out.push_back(std::move(node));
  }

  void group(std::vector<Node>& out) {
    Node node{.type = Node::Type::kGroup};
    if (eat("(?P<")) {
      const std::size_t end = pattern_.find('>', at_);
      if (end == std::string_view::npos) return fail("the name of a capture has no end");
      node.name = pattern_.substr(at_, end - at_);
      at_ = static_cast<std::uint32_t>(end + 1);
      if (node.name.empty()) return fail("a capture needs a name");
    } else if (!eat("(?:")) {
      return fail("plain brackets: write (?:…) or (?P<name>…)");
    }
    node.children.push_back(alternation());
    if (!eat(")")) return fail("a bracket is not closed");
    out.push_back(std::move(node));
  }

  void slot(std::vector<Node>& out) {
    const std::size_t end = pattern_.find('}', at_);
    if (end == std::string_view::npos) return fail("a slot is not closed");
    std::string_view body = pattern_.substr(at_ + 1, end - at_ - 1);
    at_ = static_cast<std::uint32_t>(end + 1);
    if (body.starts_with("tight")) {
      return push_atom(out, Atom::Type::kTight, std::string(body.substr(5)));
    }
    const bool several = body.ends_with('+');
    if (several) body.remove_suffix(1);
    const std::size_t dot = body.find('.');
    const std::string name(body.substr(0, dot));
    const std::string tag(dot == std::string_view::npos ? "" : body.substr(dot + 1));
    if (name.empty()) return fail("a slot needs a name");
    push_atom(out, Atom::Type::kSlot, name, tag);
    if (several) out.back() = coordinated(out.back());
  }

  // member (?: separator{1,3} member )*
  Node coordinated(const Node& member) {
    Node separators{.type = Node::Type::kAlternate};
    for (const std::string& word : coordination_) {
      std::vector<Node> atoms;
      Parser inner(word, coordination_);
      while (inner.at_ < word.size()) inner.word_or_mark(atoms);
      separators.children.push_back({.type = Node::Type::kConcat, .children = std::move(atoms)});
    }
    Node between{.type = Node::Type::kRepeat, .min = 1, .max = kMostSeparators};
    between.children.push_back(std::move(separators));
    Node next{.type = Node::Type::kConcat};
    next.children = {std::move(between), member};
    Node rest{.type = Node::Type::kRepeat};
    rest.children.push_back(std::move(next));
    Node list{.type = Node::Type::kConcat};
    list.children = {member, std::move(rest)};
    return {.type = Node::Type::kGroup, .children = {std::move(list)}};
  }

  // [,;]: one of these marks.
  void mark_class(std::vector<Node>& out) {
    ++at_;
    Node node{.type = Node::Type::kAlternate};
    while (!done() && pattern_[at_] != ']') {
      if (pattern_[at_] == '\\') ++at_;
      if (done()) break;
      word_or_mark(node.children);
    }
    if (!eat("]")) return fail("[ is not closed");
    if (node.children.empty()) return fail("[] holds nothing");
    out.push_back({.type = Node::Type::kGroup, .children = {std::move(node)}});
  }

  void escaped(std::vector<Node>& out) {
    ++at_;
    if (done()) return fail("a backslash stands last");
    const std::uint32_t begin = at_;
    next_code_point(pattern_, at_);
    push_atom(out, Atom::Type::kMark, std::string(pattern_.substr(begin, at_ - begin)));
  }

  // One token as the tokenizer cuts them: a run of letters, a run of digits, or a mark.
  void word_or_mark(std::vector<Node>& out) {
    const CharTable& table = CharTable::get();
    const std::uint32_t begin = at_;
    const CharClass first = table.class_of(next_code_point(pattern_, at_));
    const bool digit = first == CharClass::kDigit;
    const bool letter = first == CharClass::kLower || first == CharClass::kUpper;
    while ((digit || letter) && !done()) {
      std::uint32_t next = at_;
      const CharClass c = table.class_of(next_code_point(pattern_, next));
      if (digit ? c != CharClass::kDigit : c != CharClass::kLower && c != CharClass::kUpper) break;
      at_ = next;
    }
    const Atom::Type type = digit || letter ? Atom::Type::kWord : Atom::Type::kMark;
    push_atom(out, type, std::string(pattern_.substr(begin, at_ - begin)));
  }

  std::string_view pattern_;
  const std::vector<std::string>& coordination_;
  std::uint32_t at_ = 0;
  int depth_ = 0;
  std::string error_;
};

void collect(const Node& node, std::vector<std::string>& names) {
  if (node.type == Node::Type::kGroup && !node.name.empty()) names.push_back(node.name);
  for (const Node& child : node.children) collect(child, names);
}

}  // namespace

std::expected<Node, std::string> parse_pattern(std::string_view pattern,
                                               const std::vector<std::string>& coordination) {
  return Parser(pattern, coordination).run();
}

std::vector<std::string> capture_names(const Node& root) {
  std::vector<std::string> names;
  collect(root, names);
  return names;
}

}  // namespace bangvang::grammar
