#include "extractor/grammar/matcher.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace bangvang::grammar {
namespace {

// A try that takes more moves than this is left to RE2: a few symbols, with every choice among
// them gone through, take fewer.
constexpr int kMostMoves = 1000;
constexpr std::size_t kMostOpen = 128;

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

Matcher::Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;

std::expected<Matcher, std::string> Matcher::compile(const Node& pattern, const Alphabet& alphabet,
                                                     std::int64_t memory) {
  Matcher matcher;
  matcher.names_ = capture_names(pattern);
  matcher.name_list_ = NameList(matcher.names_);
  matcher.capture_count_ = static_cast<std::uint32_t>(matcher.names_.size());
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
  matcher.moves_ = Moves::compile(pattern, alphabet, matcher.names_);
  return matcher;
}

bool Matcher::match(SymbolLine& line, std::size_t at, Captures& captures) const {
  std::fill_n(captures.begin(), capture_count_ + 1, Span{});
  const Answer answer = moves_ ? follow(line, at, captures) : Answer::kUnknown;
  return answer == Answer::kUnknown ? match_by_re2(line, at, captures) : answer == Answer::kYes;
}

// Where other moves were left to try.
struct Matcher::Open {
  const Move *first, *end;
  std::size_t taken;
};

// Depth first: each move is the first that is possible, and a try that ends goes back to the last
// place where there were others.
Matcher::Answer Matcher::follow(SymbolLine& line, std::size_t at, Captures& captures) const {
  std::array<Open, kMostOpen> open;
  std::array<const Move*, kReach + 1> trail;
  std::size_t count = 0, taken = 0;
  const auto moves_from = [&](std::uint16_t state) {
    return moves_->from(state, taken < kReach ? line.at(at + taken) : kNothing);
  };
  std::span<const Move> moves = moves_from(0);
  const Move *next = moves.data(), *end = next + moves.size();
  for (int left = kMostMoves; left > 0; --left) {
    if (next == end) {
      if (count == 0) return Answer::kNo;
      --count;
      next = open[count].first;
      end = open[count].end;
      taken = open[count].taken;
    }
    const Move& move = *next++;
    if (next != end) {
      if (count == kMostOpen) break;
      open[count++] = {next, end, taken};
      end = next;
    }
    if (move.at_begin && at + taken > 0) continue;
    if (move.at_end && !line.ends_at(at + taken)) continue;
    trail[taken] = &move;
    if (move.state == Moves::kMatched) {
      capture({trail.data(), taken + 1}, at, captures);
      return Answer::kYes;
    }
    ++taken;
    moves = moves_from(move.state);
    next = moves.data();
    end = next + moves.size();
  }
  return Answer::kUnknown;
}

void Matcher::capture(std::span<const Move* const> trail, std::size_t at,
                      Captures& captures) const {
  auto place = static_cast<std::uint32_t>(at);
  captures[0].begin = place;
  for (const Move* const move : trail) {
    for (const Moves::Mark mark : moves_->marks(*move)) {
      (mark.end ? captures[mark.group].end : captures[mark.group].begin) = place;
    }
    captures[0].end = place++;
  }
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
