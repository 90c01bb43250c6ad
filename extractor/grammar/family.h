// The rules of one kind, compiled: an alphabet, and a matcher per rule over its symbols.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "extractor/grammar/alphabet.h"
#include "extractor/grammar/matcher.h"
#include "extractor/grammar/model.h"
#include "extractor/grammar/template.h"

namespace bangvang::grammar {

// How many symbols of a match are looked at before its rule is tried.
inline constexpr std::size_t kLead = 3;

struct CompiledRule {
  std::uint32_t rule = 0;  // index into Model::rules
  std::uint32_t type = 0;  // mention type it makes
  Matcher matcher;
  SymbolSet first;  // a match begins with one of these
  std::array<SymbolSet, kLead>
      lead;  // what may stand at its first places; all where it may have ended
  std::vector<SymbolSet> required;  // every match holds one of each
  int self = -1, each = -1;         // group numbers, or -1
  std::int64_t each_kind = -1;
  Template value;
};

struct Family {
  KindId kind = 0;
  Alphabet alphabet;
  std::vector<CompiledRule> rules;
  std::vector<KindId> uses;  // kinds on its lines
  // 64 rules, as bits: by place and symbol, those whose match may have this symbol there; symbol 0
  // is the line's end. And by the symbol of a mention, those whose match may begin with the
  // mention, alone or with others on the same words.
  struct Chunk {
    std::array<std::array<std::uint64_t, 256>, kLead> lead{};
    std::array<std::uint64_t, 256> begin{};
  };
  std::vector<Chunk> chunks;
};

// Bounds on memory. RE2 counts programs and the DFA caches behind them against one figure per
// program, of which few are ever run.
inline constexpr std::int64_t kCompiledRulesMemory = 64 << 20;
inline constexpr std::int64_t kAllCachesMemory = 192 << 20;

// Compiles rules of one kind. Errors are added with the rule's file and line.
std::unique_ptr<Family> compile_family(KindId kind, const std::vector<std::uint32_t>& rules,
                                       const std::vector<Node>& patterns, const Model& model,
                                       Names& names, std::int64_t memory_per_rule,
                                       std::vector<Error>& errors);

}  // namespace bangvang::grammar
