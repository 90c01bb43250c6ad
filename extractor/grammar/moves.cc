#include "extractor/grammar/moves.h"

#include <algorithm>
#include <map>

namespace bangvang::grammar {
namespace {

// Larger patterns are left to RE2 alone.
constexpr std::size_t kMostSteps = 4096;
constexpr std::size_t kMostCells = 1 << 16;
constexpr std::size_t kMostMarks = 1 << 10;

// A pattern laid out as a program for one symbol after the other.
struct Step {
  enum class Does : std::uint8_t { kSymbol, kChoose, kBeginGroup, kEndGroup, kBegin, kEnd, kMatch };
  Does does = Does::kMatch;
  std::uint8_t group = 0;   // kBeginGroup, kEndGroup
  std::uint16_t next = 0;   // of kChoose: what is tried first
  std::uint16_t other = 0;  // kChoose: what is tried then
  SymbolSet set{};          // kSymbol: what fits
};
using Does = Step::Does;

// Lays out a pattern from its end, each node before what follows it.
class Layout {
 public:
  explicit Layout(const Alphabet& alphabet, const std::vector<std::string>& captures)
      : alphabet_(alphabet), captures_(captures) {}

  // The steps, and the first of them; nothing for what is left to RE2.
  std::optional<std::uint16_t> run(const Node& pattern) {
    const std::uint16_t start = emit(pattern, add({.does = Does::kMatch}));
    return given_up_ ? std::nullopt : std::optional(start);
  }
  std::vector<Step> take() { return std::move(steps_); }

 private:
  std::uint16_t add(Step step) {
    if (steps_.size() >= kMostSteps) given_up_ = true;
    if (given_up_) return 0;
    steps_.push_back(step);
    return static_cast<std::uint16_t>(steps_.size() - 1);
  }

  std::uint16_t emit(const Node& node, std::uint16_t next) {
    switch (node.type) {
      case Node::Type::kAtom:
        return symbol(alphabet_.symbols(node.atom), next);
      case Node::Type::kBegin:
        return add({.does = Does::kBegin, .next = next});
      case Node::Type::kEnd:
        return add({.does = Does::kEnd, .next = next});
      case Node::Type::kConcat:
        for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) {
          next = emit(*child, next);
        }
        return next;
      case Node::Type::kAlternate:
        return alternate(node, next);
      case Node::Type::kGroup:
        return group(node, next);
      case Node::Type::kRepeat:
        return repeat(node, next);
    }
    return next;
  }

  std::uint16_t choose(std::uint16_t first, std::uint16_t then) {
    return add({.does = Does::kChoose, .next = first, .other = then});
  }

  std::uint16_t symbol(const SymbolSet& set, std::uint16_t next) {
    return add({.does = Does::kSymbol, .next = next, .set = set});
  }

  // Neighbours of one symbol each are one choice.
  std::uint16_t alternate(const Node& node, std::uint16_t next) {
    std::optional<std::uint16_t> all;
    for (std::size_t i = node.children.size(); i > 0;) {
      std::uint16_t branch = 0;
      if (only_atom(node.children[i - 1]) != nullptr) {
        SymbolSet set;
        const Node* atom = nullptr;
        while (i > 0 && (atom = only_atom(node.children[i - 1])) != nullptr) {
          set |= alphabet_.symbols(atom->atom);
          --i;
        }
        branch = symbol(set, next);
      } else {
        branch = emit(node.children[--i], next);
      }
      all = all ? choose(branch, *all) : branch;
    }
    return *all;
  }

  // The one symbol a node is, if it is one.
  static const Node* only_atom(const Node& node) {
    if (node.type == Node::Type::kAtom) return &node;
    const bool plain =
        node.type == Node::Type::kConcat || (node.type == Node::Type::kGroup && node.name.empty());
    return plain && node.children.size() == 1 ? only_atom(node.children.front()) : nullptr;
  }

  // Brackets are numbered in the order they open, whichever way they are laid out.
  std::uint16_t group(const Node& node, std::uint16_t next) {
    if (node.name.empty()) return emit(node.children.front(), next);
    const auto found = std::ranges::find(captures_, node.name);
    const auto number = static_cast<std::uint8_t>(found - captures_.begin() + 1);
    const std::uint16_t end = add({.does = Does::kEndGroup, .group = number, .next = next});
    return add(
        {.does = Does::kBeginGroup, .group = number, .next = emit(node.children.front(), end)});
  }

  std::uint16_t repeat(const Node& node, std::uint16_t next) {
    const Node& body = node.children.front();
    const auto option = [&](std::uint16_t more, std::uint16_t enough) {
      return node.lazy ? choose(enough, more) : choose(more, enough);
    };
    if (node.max < 0) {
      if (may_be_empty(body)) given_up_ = true;  // a loop that might not go on
      const std::uint16_t loop = option(next, next);
      const std::uint16_t once = emit(body, loop);
      if (given_up_) return next;
      (node.lazy ? steps_[loop].other : steps_[loop].next) = once;
      next = loop;
    } else {
      const std::uint16_t enough = next;
      for (int i = node.min; i < node.max && !given_up_; ++i) {
        next = option(emit(body, next), enough);
      }
    }
    for (int i = 0; i < node.min && !given_up_; ++i) next = emit(body, next);
    return next;
  }

  static bool may_be_empty(const Node& node) {
    const auto empty = [](const Node& child) { return may_be_empty(child); };
    switch (node.type) {
      case Node::Type::kAtom:
        return false;
      case Node::Type::kBegin:
      case Node::Type::kEnd:
        return true;
      case Node::Type::kAlternate:
        return std::ranges::any_of(node.children, empty);
      case Node::Type::kRepeat:
        return node.min == 0 || empty(node.children.front());
      case Node::Type::kConcat:
      case Node::Type::kGroup:
        break;
    }
    return std::ranges::all_of(node.children, empty);
  }

  const Alphabet& alphabet_;
  const std::vector<std::string>& captures_;
  std::vector<Step> steps_;
  bool given_up_ = false;
};

}  // namespace

class MovesCompiler {
 public:
  explicit MovesCompiler(std::vector<Step> steps) : steps_(std::move(steps)) {}

  std::optional<Moves> run(std::uint16_t start) {
    const std::size_t classes = classify();
    state_of(start);
    for (std::size_t state = 0; state < states_.size(); ++state) {
      ways_.clear();
      seen_.assign(steps_.size(), 0);
      marks_.clear();
      follow(states_[state], {});
      if (out_.cells_.size() + classes > kMostCells || out_.marks_.size() > kMostMarks) {
        return std::nullopt;
      }
      for (const Symbol symbol : one_of_class_) add_cell(symbol);
    }
    out_.cells_.push_back(static_cast<std::uint32_t>(out_.moves_.size()));
    return std::move(out_);
  }

 private:
  // A way on from a state: the symbols that may be taken, and the move that takes one.
  struct Way {
    const SymbolSet* symbols;  // null: the pattern ends here
    Move move;
  };

  // Splits the symbols wherever a set holds some and not others. Returns the number of classes.
  std::size_t classify() {
    std::array<std::uint8_t, 256>& class_of = out_.class_of_;
    std::size_t count = 1;
    for (const Step& step : steps_) {
      if (step.does != Does::kSymbol || !split_by_.insert({step.set.to_string(), 0}).second) {
        continue;
      }
      std::array<std::size_t, 256> inside{};  // by class: that of its symbols in the set
      std::array<std::size_t, 256> sizes{}, kept{};
      for (std::size_t s = 0; s < 256; ++s) {
        ++sizes[class_of[s]];
        if (step.set[s]) ++kept[class_of[s]];
      }
      const std::size_t before = count;
      for (std::size_t c = 0; c < before; ++c) {
        inside[c] = kept[c] > 0 && kept[c] < sizes[c] ? count++ : c;
      }
      for (std::size_t s = 0; s < 256; ++s) {
        if (step.set[s]) class_of[s] = static_cast<std::uint8_t>(inside[class_of[s]]);
      }
    }
    one_of_class_.resize(count);
    for (std::size_t s = 256; s-- > 0;) one_of_class_[class_of[s]] = static_cast<Symbol>(s);
    return out_.classes_ = count;
  }

  std::uint16_t state_of(std::uint16_t step) {
    const auto [known, fresh] = numbers_.emplace(step, static_cast<std::uint16_t>(states_.size()));
    if (fresh) states_.push_back(step);
    return known->second;
  }

  // Collects the ways on from a step, in RE2's order. A step that was reached before leads to
  // nothing new, unless that was under another condition.
  void follow(std::uint16_t at, Move move) {
    const Step& step = steps_[at];
    const auto condition = static_cast<std::uint8_t>(1 << (move.at_begin + 2 * move.at_end));
    if ((seen_[at] & condition) != 0) return;
    seen_[at] |= condition;
    switch (step.does) {
      case Does::kSymbol:
        return add_way(&step.set, move, state_of(step.next));
      case Does::kMatch:
        return add_way(nullptr, move, Moves::kMatched);
      case Does::kChoose:
        follow(step.next, move);
        return follow(step.other, move);
      case Does::kBeginGroup:
      case Does::kEndGroup:
        marks_.push_back({step.group, step.does == Does::kEndGroup});
        follow(step.next, move);
        return marks_.pop_back();
      case Does::kBegin:
        move.at_begin = true;
        return follow(step.next, move);
      case Does::kEnd:
        move.at_end = true;
        return follow(step.next, move);
    }
  }

  void add_way(const SymbolSet* symbols, Move move, std::uint16_t state) {
    move.state = state;
    move.first_mark = static_cast<std::uint16_t>(out_.marks_.size());
    move.marks = static_cast<std::uint8_t>(marks_.size());
    out_.marks_.insert(out_.marks_.end(), marks_.begin(), marks_.end());
    ways_.push_back({symbols, move});
  }

  // The moves of the last state's ways where `symbol` stands.
  void add_cell(Symbol symbol) {
    out_.cells_.push_back(static_cast<std::uint32_t>(out_.moves_.size()));
    for (const Way& way : ways_) {
      if (way.symbols != nullptr && !way.symbols->test(symbol)) continue;
      out_.moves_.push_back(way.move);
      // A match that nothing hinders: what would be tried then never is.
      if (way.symbols == nullptr && !way.move.at_begin && !way.move.at_end) return;
    }
  }

  std::vector<Step> steps_;
  Moves out_;
  std::map<std::string, int> split_by_;
  std::vector<Symbol> one_of_class_;
  std::map<std::uint16_t, std::uint16_t> numbers_;  // states by step
  std::vector<std::uint16_t> states_;               // the step each begins with
  std::vector<Way> ways_;                           // from the state at hand
  std::vector<std::uint8_t> seen_;                  // by step: conditions it was reached under
  std::vector<Moves::Mark> marks_;                  // on the way at hand
};

std::optional<Moves> Moves::compile(const Node& pattern, const Alphabet& alphabet,
                                    const std::vector<std::string>& captures) {
  Layout layout(alphabet, captures);
  const auto start = layout.run(pattern);
  return start ? MovesCompiler(layout.take()).run(*start) : std::nullopt;
}

}  // namespace bangvang::grammar
