// All lexicons as one trie over words. Finds, at every token, the longest spelling of each kind.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "extractor/grammar/row.h"
#include "extractor/grammar/tokenize.h"

namespace bangvang::grammar {

using KindId = std::uint32_t;

struct Entry {
  KindId kind = 0;
  std::uint32_t type = 0;  // mention type: kind and tags
  std::uint32_t lexicon = 0;
  std::string value;
  std::vector<std::string> cells;
};

// What a word of a spelling asks of the capitals of a token.
enum class Asks : std::uint8_t { kNothing, kCapital, kAllCapitals };

// The capitals a row of words has, or lacks: a bit per word for lower case in the lower half, for a
// first capital alone in the upper one.
using CapitalBits = std::uint64_t;

struct LexiconHit {
  std::uint32_t entry, kind, type;
  std::uint32_t first_token, last_token;  // half-open; counted from the first one in a lexicon
};

class Lexicon {
 public:
  Lexicon();

  std::uint32_t add(Entry entry) {
    entries_.push_back(std::move(entry));
    return static_cast<std::uint32_t>(entries_.size() - 1);
  }
  // `asks[i]`: what word i of the spelling asks of a token's capitals.
  // Of two equal spellings of one kind the first stays.
  void spell(std::uint32_t entry, const std::vector<WordId>& words, const std::vector<Asks>& asks);

  // Prepares for match(), once all is spelled.
  void finish(std::size_t kinds);

  // What match() writes on; used again from block to block.
  struct Scratch {
    Row<std::uint32_t> taken;  // by kind: first token still free
    Row<LexiconHit> best;
  };

  // Calls `found` with the leftmost, then longest mentions of each kind, in order of their first
  // token. Time: tokens times the longest spelling.
  template <class Found>
  void match(const Row<Token>& tokens, Scratch& scratch, const Found& found) const {
    scratch.taken.assign(kinds_, 0);
    for (std::uint32_t at = 0; at < tokens.size(); ++at) {
      if (tokens[at].word >= roots_.size() || tokens[at].type == TokenType::kStop) continue;
      if (const std::uint32_t root = roots_[tokens[at].word]) {
        for (const LexiconHit& hit : longest(tokens, at, root, scratch.best)) {
          if (at < scratch.taken[hit.kind]) continue;
          const std::uint32_t behind = at + hit.last_token;
          scratch.taken[hit.kind] = behind;
          found(LexiconHit{hit.entry, hit.kind, hit.type, at, behind});
        }
      }
    }
  }

  const std::vector<Entry>& entries() const { return entries_; }
  // The types of entries with equal words, for every such group of several kinds; sorted.
  std::set<std::vector<std::uint32_t>> types_together() const;

 private:
  struct Accept {
    std::uint32_t entry, kind, type;
    CapitalBits refused;
    std::int32_t next;  // further spelling that ends here, or -1
  };
  struct Node {
    std::int32_t accept = -1;  // index into accepts_, or -1
    std::uint32_t parent = 0;
    std::uint64_t words = 0;  // a sieve of the words that go on from here, by their last bits
    // Of the spellings that end on the way here, the longest of each kind: in hits_.
    std::uint32_t hits_begin = 0, hits_end = 0;
    CapitalBits refused = 0;  // by some of them
  };
  struct Edge {
    std::uint64_t key = 0;  // node << 32 | word
    std::uint32_t child = 0;
  };
  std::uint32_t child(std::uint32_t node, WordId word) const;
  std::uint32_t make_child(std::uint32_t node, WordId word);
  void insert(std::uint64_t key, std::uint32_t child);
  std::span<const LexiconHit> longest(const Row<Token>& tokens, std::uint32_t at,
                                      std::uint32_t root, Row<LexiconHit>& best) const;
  void offer_accepts(std::uint32_t node, std::uint32_t length, CapitalBits lacking,
                     Row<LexiconHit>& best) const;

  std::vector<Entry> entries_;
  std::vector<Node> nodes_;  // the root first, each before what goes on from it
  std::vector<LexiconHit> hits_;
  std::size_t kinds_ = 0;
  std::vector<Accept> accepts_;
  std::vector<Edge> edges_;
  std::size_t edge_count_ = 0;
  std::vector<std::uint32_t> roots_;  // by word: child of the root, or 0
};

}  // namespace bangvang::grammar
