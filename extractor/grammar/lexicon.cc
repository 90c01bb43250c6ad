#include "extractor/grammar/lexicon.h"

#include <algorithm>

namespace bangvang::grammar {

Lexicon::Lexicon() : nodes_(1), edges_(1024) {}

namespace {
std::size_t slot_of(std::uint64_t key, std::size_t mask) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >> 32) & mask;
}

// The bit of word `i` of a row; words far on in it have none.
CapitalBits bit_of(Shape shape, std::size_t i) {
  if (i >= 32 || (shape != Shape::kLower && shape != Shape::kProper)) return 0;
  return CapitalBits{1} << (shape == Shape::kLower ? i : 32 + i);
}
}  // namespace

std::uint32_t Lexicon::child(std::uint32_t node, WordId word) const {
  if (node == 0) return word < roots_.size() ? roots_[word] : 0;
  const std::uint64_t key = static_cast<std::uint64_t>(node) << 32 | word;
  const std::size_t mask = edges_.size() - 1;
  for (std::size_t at = slot_of(key, mask);; at = (at + 1) & mask) {
    if (edges_[at].child == 0) return 0;
    if (edges_[at].key == key) return edges_[at].child;
  }
}

void Lexicon::insert(std::uint64_t key, std::uint32_t child) {
  const std::size_t mask = edges_.size() - 1;
  std::size_t at = slot_of(key, mask);
  while (edges_[at].child != 0) at = (at + 1) & mask;
  edges_[at] = {key, child};
}

std::uint32_t Lexicon::make_child(std::uint32_t node, WordId word) {
  if (const std::uint32_t known = child(node, word)) return known;
  const auto made = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({.parent = node});
  nodes_[node].words |= std::uint64_t{1} << word % 64;
  if (node == 0) {
    if (word >= roots_.size()) roots_.resize(word + 1);
    return roots_[word] = made;
  }
  if (++edge_count_ * 2 > edges_.size()) {
    std::vector<Edge> old(edges_.size() * 2);
    old.swap(edges_);
    for (const Edge& edge : old) {
      if (edge.child != 0) insert(edge.key, edge.child);
    }
  }
  insert(static_cast<std::uint64_t>(node) << 32 | word, made);
  return made;
}

void Lexicon::spell(std::uint32_t entry, const std::vector<WordId>& words,
                    const std::vector<Asks>& asks) {
  std::uint32_t node = 0;
  CapitalBits refused = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    node = make_child(node, words[i]);
    if (asks[i] != Asks::kNothing) refused |= bit_of(Shape::kLower, i);
    if (asks[i] == Asks::kAllCapitals) refused |= bit_of(Shape::kProper, i);
  }
  std::int32_t* last = &nodes_[node].accept;
  while (*last >= 0) {
    const Accept& known = accepts_[static_cast<std::size_t>(*last)];
    if (known.kind == entries_[entry].kind && known.refused == refused) return;
    last = &accepts_[static_cast<std::size_t>(*last)].next;
  }
  *last = static_cast<std::int32_t>(accepts_.size());
  accepts_.push_back({entry, entries_[entry].kind, entries_[entry].type, refused, -1});
}

std::set<std::vector<std::uint32_t>> Lexicon::types_together() const {
  std::set<std::vector<std::uint32_t>> groups;
  for (const Node& node : nodes_) {
    std::vector<std::uint32_t> types;
    for (std::int32_t a = node.accept; a >= 0;) {
      const Accept& accept = accepts_[static_cast<std::size_t>(a)];
      types.push_back(accept.type);
      a = accept.next;
    }
    std::ranges::sort(types);
    types.erase(std::unique(types.begin(), types.end()), types.end());
    if (types.size() > 1) groups.insert(std::move(types));
  }
  return groups;
}

// Keeps the longest of a kind, of equal ones the first.
void Lexicon::offer_accepts(std::uint32_t node, std::uint32_t length, CapitalBits lacking,
                            Row<LexiconHit>& best) const {
  for (std::int32_t a = nodes_[node].accept; a >= 0;) {
    const Accept& accept = accepts_[static_cast<std::size_t>(a)];
    a = accept.next;
    if (accept.refused & lacking) continue;
    const LexiconHit hit{accept.entry, accept.kind, accept.type, 0, length};
    LexiconHit* const known = std::ranges::find(best, hit.kind, &LexiconHit::kind);
    if (known == best.end()) {
      best.push_back(hit);
    } else if (known->last_token < length) {
      *known = hit;
    }
  }
}

void Lexicon::finish(std::size_t kinds) {
  kinds_ = kinds;
  Row<LexiconHit> best;
  std::vector<std::uint32_t> lengths(nodes_.size());
  for (std::uint32_t n = 1; n < nodes_.size(); ++n) {
    Node& node = nodes_[n];
    const Node& parent = nodes_[node.parent];
    lengths[n] = lengths[node.parent] + 1;
    node.refused = parent.refused;
    for (std::int32_t a = node.accept; a >= 0; a = accepts_[static_cast<std::size_t>(a)].next) {
      node.refused |= accepts_[static_cast<std::size_t>(a)].refused;
    }
    best.assign({hits_.data() + parent.hits_begin, hits_.data() + parent.hits_end});
    offer_accepts(n, lengths[n], 0, best);
    node.hits_begin = static_cast<std::uint32_t>(hits_.size());
    hits_.insert(hits_.end(), best.begin(), best.end());
    node.hits_end = static_cast<std::uint32_t>(hits_.size());
  }
}

// The longest hits that begin with a token, counted from it. `root` is the node of its word.
std::span<const LexiconHit> Lexicon::longest(const Row<Token>& tokens, std::uint32_t at,
                                             std::uint32_t root, Row<LexiconHit>& best) const {
  std::uint32_t node = root, end = at + 1;
  CapitalBits lacking = bit_of(tokens[at].shape, 0);
  for (; end < tokens.size(); ++end) {
    const Token& token = tokens[end];
    if ((nodes_[node].words >> token.word % 64 & 1) == 0) break;
    if (token.word == kUnknownWord || token.type == TokenType::kStop) break;
    const std::uint32_t next = child(node, token.word);
    if (next == 0) break;
    node = next;
    lacking |= bit_of(token.shape, end - at);
  }
  const Node& last = nodes_[node];
  if ((last.refused & lacking) == 0) {
    return {hits_.data() + last.hits_begin, hits_.data() + last.hits_end};
  }
  best.clear();
  node = 0;
  for (std::uint32_t i = at; i < end; ++i) {
    node = child(node, tokens[i].word);
    offer_accepts(node, i + 1 - at, lacking, best);
  }
  return {best.begin(), best.end()};
}

}  // namespace bangvang::grammar
