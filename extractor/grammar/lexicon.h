// All lexicons as one trie over words. Finds, at every token, the longest spelling of each kind.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

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

struct LexiconHit {
  std::uint32_t entry, kind, type;
  std::uint32_t first_token, last_token;  // half-open
};

class Lexicon {
 public:
  Lexicon();

  std::uint32_t add(Entry entry) {
    entries_.push_back(std::move(entry));
    return static_cast<std::uint32_t>(entries_.size() - 1);
  }
  // `capitals[i]`: word i of the spelling asks for a token that is not in lower case.
  // Of two equal spellings of one kind the first stays.
  void spell(std::uint32_t entry, const std::vector<WordId>& words,
             const std::vector<bool>& capitals);

  // Leftmost, then longest mentions of each kind, in order of their first token.
  // Time: tokens times the longest spelling.
  void match(const std::vector<Token>& tokens, std::vector<LexiconHit>& hits) const;

  const std::vector<Entry>& entries() const { return entries_; }
  // The types of entries with equal words, for every such group of several kinds; sorted.
  std::set<std::vector<std::uint32_t>> types_together() const;
  std::uint32_t kinds = 0;  // number of kinds known; set before match()

 private:
  struct Accept {
    std::uint32_t entry, kind, type;
    std::uint32_t capitals;  // bit per word
    std::int32_t next;       // further spelling that ends here, or -1
  };
  struct Node {
    std::int32_t accept = -1;  // index into accepts_, or -1
    std::uint64_t words = 0;   // a sieve of the words that go on from here, by their last bits
  };
  struct Edge {
    std::uint64_t key = 0;  // node << 32 | word
    std::uint32_t child = 0;
  };
  std::uint32_t child(std::uint32_t node, WordId word) const;
  std::uint32_t make_child(std::uint32_t node, WordId word);
  void insert(std::uint64_t key, std::uint32_t child);
  void walk(const std::vector<Token>& tokens, std::uint32_t at,
            std::vector<LexiconHit>& best) const;
  void offer(const LexiconHit& hit, std::vector<LexiconHit>& best) const;

  std::vector<Entry> entries_;
  std::vector<Node> nodes_;  // the root first
  std::vector<Accept> accepts_;
  std::vector<Edge> edges_;
  std::size_t edge_count_ = 0;
  std::vector<std::uint32_t> roots_;  // by word: child of the root, or 0
};

}  // namespace bangvang::grammar
