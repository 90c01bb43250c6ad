#include "extractor/grammar/matcher.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace bangvang::grammar {
namespace {

// A try that takes more steps than this is left to RE2: a few symbols, with every choice among
// them gone through, take fewer.
constexpr int kMostSteps = 1000;
constexpr std::size_t kMostOpen = 128;

// Larger patterns are left to RE2 alone.
constexpr std::size_t kLargestProgram = 4096;

std::string emit_set(const SymbolSet& set) {
  std::string out;
  char buffer[8];
  for (std::size_t s = 1; s < 256; ++s) {
    if (!set.test(s)) continue;
    std::snprintf(buffer, sizeof buffer, "\\x%02x", static_cast<unsigned>(s));
    out += buffer;
  }
  // An atom that no token can be: matches nothing.
  if (out.empty()) return "[^\\x00-\\xff]";
  return set.count() == 1 ? out : "[" + out + "]";
}

class Emitter {
 public:
  explicit Emitter(const Alphabet& alphabet) : alphabet_(alphabet) {}

  std::string emit(const Node& node) const {
    switch (node.type) {
      case Node::Type::kAtom:
        return emit_set(alphabet_.symbols(node.atom));
      case Node::Type::kBegin:
        return "^";
      case Node::Type::kEnd:
        return "$";
      case Node::Type::kConcat:
        return joined(node, "");
      case Node::Type::kAlternate:
        return "(?:" + joined(node, "|") + ")";
      case Node::Type::kGroup:
        return (node.name.empty() ? "(?:" : "(?P<" + node.name + ">") + joined(node, "") + ")";
      case Node::Type::kRepeat:
        return repeat(node);
    }
    return {};
  }

 private:
  std::string joined(const Node& node, const char* between) const {
    std::string out;
    for (const Node& child : node.children) {
      if (!out.empty() || &child != &node.children.front()) out += between;
      out += emit(child);
    }
    return out;
  }
  std::string repeat(const Node& node) const {
    std::string out = "(?:" + emit(node.children.front()) + "){" + std::to_string(node.min) + ",";
    if (node.max >= 0) out += std::to_string(node.max);
    return out + (node.lazy ? "}?" : "}");
  }
  const Alphabet& alphabet_;
};

}  // namespace

// Lays out a pattern from its end, each node before what follows it.
class Matcher::Compiler {
 public:
  Compiler(const Alphabet& alphabet, Matcher& out) : alphabet_(alphabet), out_(out) {}

  void run(const Node& pattern) {
    const std::uint16_t end = add({.does = Does::kMatch});
    out_.start_ = emit(pattern, end);
    if (left_to_re2_) return out_.steps_.clear();
    for (Step& step : out_.steps_) {
      if (step.does != Does::kChoose) continue;
      step.set = intern(ahead(step.next));
      step.other_set = intern(ahead(step.other));
    }
    store_sets();
  }

 private:
  std::uint16_t add(Step step) {
    if (out_.steps_.size() >= kLargestProgram) left_to_re2_ = true;
    if (left_to_re2_) return 0;
    out_.steps_.push_back(step);
    return static_cast<std::uint16_t>(out_.steps_.size() - 1);
  }

  std::uint16_t intern(const SymbolSet& set) {
    const auto known = std::ranges::find(sets_, set);
    const auto number = static_cast<std::uint16_t>(known - sets_.begin());
    if (known == sets_.end()) sets_.push_back(set);
    return number;
  }
  void store_sets() {
    out_.sets_.resize(sets_.size());
    for (std::size_t i = 0; i < sets_.size(); ++i) {
      for (std::size_t s = 0; s < sets_[i].size(); ++s) {
        if (sets_[i][s]) out_.sets_[i][s / 64] |= std::uint64_t{1} << s % 64;
      }
    }
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
    return add({.does = Does::kSymbol, .next = next, .set = intern(set)});
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
    const auto found = std::ranges::find(out_.names_, node.name);
    const auto number = static_cast<std::uint8_t>(found - out_.names_.begin() + 1);
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
      if (may_be_empty(body)) left_to_re2_ = true;  // a loop that might not go on
      const std::uint16_t loop = option(next, next);
      const std::uint16_t once = emit(body, loop);
      if (left_to_re2_) return next;
      (node.lazy ? out_.steps_[loop].other : out_.steps_[loop].next) = once;
      next = loop;
    } else {
      const std::uint16_t enough = next;
      for (int i = node.min; i < node.max && !left_to_re2_; ++i) {
        next = option(emit(body, next), enough);
      }
    }
    for (int i = 0; i < node.min && !left_to_re2_; ++i) next = emit(body, next);
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

  // What may stand at a place from which `step` leads to a match.
  SymbolSet ahead(std::uint16_t step) const {
    SymbolSet set;
    std::vector<bool> seen(out_.steps_.size());
    std::vector<std::uint16_t> open = {step};
    while (!open.empty()) {
      const std::uint16_t at = open.back();
      open.pop_back();
      if (seen[at]) continue;
      seen[at] = true;
      const Step& s = out_.steps_[at];
      if (s.does == Does::kMatch) return set.set();
      if (s.does == Does::kSymbol) {
        set |= sets_[s.set];
        continue;
      }
      open.push_back(s.next);
      if (s.does == Does::kChoose) open.push_back(s.other);
    }
    return set;
  }

  const Alphabet& alphabet_;
  Matcher& out_;
  std::vector<SymbolSet> sets_;
  bool left_to_re2_ = false;
};

Matcher::Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;

std::expected<Matcher, std::string> Matcher::compile(const Node& pattern, const Alphabet& alphabet,
                                                     std::int64_t memory) {
  Matcher matcher;
  matcher.names_ = capture_names(pattern);
  if (matcher.names_.size() >= kMostGroups) {
    return std::unexpected("more than " + std::to_string(kMostGroups - 1) + " captures");
  }
  for_each_atom(pattern, [&](const Atom& atom) {
    const bool end = atom.text == "stop" || atom.text == "line";
    matcher.crosses_ = matcher.crosses_ || (atom.type == Atom::Type::kSlot && end);
  });
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  options.set_max_mem(memory);
  matcher.program_ = std::make_unique<re2::RE2>(Emitter(alphabet).emit(pattern), options);
  if (!matcher.program_->ok()) return std::unexpected(matcher.program_->error());
  Compiler(alphabet, matcher).run(pattern);
  return matcher;
}

bool Matcher::match(SymbolLine& line, std::size_t at, Captures& captures) const {
  std::fill_n(captures.begin(), names_.size() + 1, Span{});
  const Answer answer = steps_.empty() ? Answer::kUnknown : follow(line, at, captures);
  return answer == Answer::kUnknown ? match_by_re2(line, at, captures) : answer == Answer::kYes;
}

// What to take back when a try goes back to a choice: a place to go on from, or a capture.
struct Matcher::Open {
  std::uint16_t step;
  std::uint8_t group;        // 0: go on with `step` at place `begin`
  std::uint32_t begin, end;  // of the capture
};

// The symbol at a place, as a bit of the sets.
struct Matcher::Sight {
  std::size_t word;
  std::uint64_t bit;

  Sight(SymbolLine& line, std::size_t place, std::size_t end) {
    const Symbol symbol = place < end ? line.at(place) : kNothing;
    word = symbol / 64;
    bit = std::uint64_t{1} << symbol % 64;
  }
};

// Depth first. A choice stays open where its other way may lead to a match too.
Matcher::Answer Matcher::follow(SymbolLine& line, std::size_t at, Captures& captures) const {
  std::array<Open, kMostOpen> open;
  std::size_t count = 0, place = at;
  const std::size_t end = at + kReach;
  Sight sight(line, place, end);
  const auto fits = [&](std::uint16_t set) { return (sets_[set][sight.word] & sight.bit) != 0; };
  const auto place32 = [&] { return static_cast<std::uint32_t>(place); };
  const Step* step = &steps_[start_];
  for (int left = kMostSteps; left > 0 && count < kMostOpen; --left) {
    bool goes_on = true;
    std::uint16_t next = step->next;
    switch (step->does) {
      case Does::kSymbol:
        goes_on = fits(step->set);
        if (goes_on) sight = Sight(line, ++place, end);
        break;
      case Does::kChoose:
        if (!fits(step->other_set)) {
          goes_on = fits(step->set);
        } else if (fits(step->set)) {
          open[count++] = {step->other, 0, place32(), 0};
        } else {
          next = step->other;
        }
        break;
      case Does::kBeginGroup:
      case Does::kEndGroup: {
        Span& group = captures[step->group];
        if (count > 0) open[count++] = {0, step->group, group.begin, group.end};
        (step->does == Does::kBeginGroup ? group.begin : group.end) = place32();
        break;
      }
      case Does::kBegin:
        goes_on = place == 0;
        break;
      case Does::kEnd:
        goes_on = line.ends_at(place);
        break;
      case Does::kMatch:
        captures[0] = {static_cast<std::uint32_t>(at), place32()};
        return Answer::kYes;
    }
    if (!goes_on) {
      while (count > 0 && open[count - 1].group != 0) take_back(open[--count], captures);
      if (count == 0) return Answer::kNo;
      next = open[--count].step;
      place = open[count].begin;
      sight = Sight(line, place, end);
    }
    step = &steps_[next];
  }
  return Answer::kUnknown;
}

void Matcher::take_back(const Open& set, Captures& captures) {
  captures[set.group] = {set.begin, set.end};
}

// How far a rule may see. Less to see is less for RE2 to prepare.
std::size_t Matcher::reach(SymbolLine& line, std::size_t at) const {
  for (std::size_t end = at; end < at + kReach; ++end) {
    const Symbol symbol = line.at(end);
    if (symbol == kNothing) return end;
    if (!crosses_ && (symbol == kStopSymbol || symbol == kLineSymbol)) return end;
  }
  line.at(at + kReach);  // RE2 shall know that the line goes on
  return at + kReach;
}

bool Matcher::match_by_re2(SymbolLine& line, std::size_t at, Captures& captures) const {
  re2::StringPiece found[kMostGroups];
  const int count = static_cast<int>(names_.size() + 1);
  const std::size_t end = reach(line, at);
  const re2::StringPiece text(reinterpret_cast<const char*>(line.made().data()),
                              line.made().size());
  if (!program_->Match(text, at, end, re2::RE2::ANCHOR_START, found, count)) return false;
  for (std::size_t group = 0; group <= names_.size(); ++group) {
    captures[group] = {};
    if (found[group].empty()) continue;
    const auto begin = static_cast<std::uint32_t>(found[group].data() - text.data());
    captures[group] = {begin, begin + static_cast<std::uint32_t>(found[group].size())};
  }
  return true;
}

}  // namespace bangvang::grammar
