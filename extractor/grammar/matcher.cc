#include "extractor/grammar/matcher.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdio>

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
  }

 private:
  std::uint16_t add(Step step) {
    if (out_.steps_.size() >= kLargestProgram) left_to_re2_ = true;
    if (left_to_re2_) return 0;
    out_.steps_.push_back(step);
    return static_cast<std::uint16_t>(out_.steps_.size() - 1);
  }

  std::uint16_t intern(const SymbolSet& set) {
    const auto known = std::ranges::find(out_.sets_, set);
    if (known == out_.sets_.end()) out_.sets_.push_back(set);
    return static_cast<std::uint16_t>(std::ranges::find(out_.sets_, set) - out_.sets_.begin());
  }

  std::uint16_t emit(const Node& node, std::uint16_t next) {
    switch (node.type) {
      case Node::Type::kAtom:
        return add(
            {.does = Does::kSymbol, .next = next, .set = intern(alphabet_.symbols(node.atom))});
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

  std::uint16_t alternate(const Node& node, std::uint16_t next) {
    std::uint16_t all = emit(node.children.back(), next);
    for (std::size_t i = node.children.size() - 1; i-- > 0;) {
      all = choose(emit(node.children[i], next), all);
    }
    return all;
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
        set |= out_.sets_[s.set];
        continue;
      }
      open.push_back(s.next);
      if (s.does == Does::kChoose) open.push_back(s.other);
    }
    return set;
  }

  const Alphabet& alphabet_;
  Matcher& out_;
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
  const Answer answer = steps_.empty() ? Answer::kUnknown : follow(line, at, captures);
  return answer == Answer::kUnknown ? match_by_re2(line, at, captures) : answer == Answer::kYes;
}

// What to take back when a try goes back to a choice: a place to go on from, or a capture.
struct Matcher::Open {
  std::uint16_t step;
  std::uint8_t group;        // 0: go on with `step` at place `begin`
  std::uint32_t begin, end;  // of the capture
};

// Depth first. A choice stays open where its other way may lead to a match too.
Matcher::Answer Matcher::follow(SymbolLine& line, std::size_t at, Captures& captures) const {
  std::array<Open, kMostOpen> open;
  std::size_t count = 0, place = at;
  std::fill_n(captures.begin(), names_.size() + 1, Span{});
  const std::size_t end = at + kReach;
  const auto symbol_at = [&](std::size_t i) { return i < end ? line.at(i) : kNothing; };
  const auto keep = [&](std::uint8_t group) {
    if (count > 0) open[count++] = {0, group, captures[group].begin, captures[group].end};
  };
  Symbol symbol = symbol_at(place);
  std::uint16_t at_step = start_;
  for (int left = kMostSteps; left > 0; --left) {
    const Step& step = steps_[at_step];
    bool fits = true;
    at_step = step.next;
    switch (step.does) {
      case Does::kSymbol:
        fits = sets_[step.set][symbol];
        if (fits) symbol = symbol_at(++place);
        break;
      case Does::kChoose:
        fits = sets_[step.set][symbol];
        if (!sets_[step.other_set][symbol]) break;
        if (fits) {
          open[count++] = {step.other, 0, static_cast<std::uint32_t>(place), 0};
        } else {
          at_step = step.other;
          fits = true;
        }
        break;
      case Does::kBeginGroup:
        keep(step.group);
        captures[step.group].begin = static_cast<std::uint32_t>(place);
        break;
      case Does::kEndGroup:
        keep(step.group);
        captures[step.group].end = static_cast<std::uint32_t>(place);
        break;
      case Does::kBegin:
        fits = place == 0;
        break;
      case Does::kEnd:
        fits = line.ends_at(place);
        break;
      case Does::kMatch:
        captures[0] = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(place)};
        return Answer::kYes;
    }
    if (fits) {
      if (count == kMostOpen) return Answer::kUnknown;
      continue;
    }
    for (; count > 0 && open[count - 1].group != 0; --count) {
      const Open& set = open[count - 1];
      captures[set.group] = {set.begin, set.end};
    }
    if (count == 0) return Answer::kNo;
    const Open& last = open[--count];
    at_step = last.step;
    place = last.begin;
    symbol = symbol_at(place);
  }
  return Answer::kUnknown;
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
