// The compiled rule set behind RuleSet, and the marks behind Analysis.
#pragma once

#include <bitset>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "extractor/grammar/family.h"
#include "extractor/grammar/lexicon.h"
#include "extractor/grammar/model.h"
#include "extractor/grammar/names.h"
#include "extractor/grammar/rule_set.h"

namespace bangvang::grammar {

// Which families can fire: one bit per family, in the order they run.
inline constexpr std::size_t kMostFamilies = 256;
using FamilySet = std::bitset<kMostFamilies>;

struct RuleSet::Data {
  Model model;
  Names names;
  AbbreviationSet abbreviations;
  Lexicon lexicon;
  std::vector<Node> patterns;                     // by rule
  std::vector<std::unique_ptr<Family>> families;  // in the order they run
  std::vector<std::int32_t> family_of;            // by kind: index into families, or -1
  // Families that have a rule which needs this terminal, or a mention of this type, or one of a few
  // others: without any of them in a block the family cannot fire there.
  std::vector<FamilySet> wakes_terminal, wakes_type;
  std::unique_ptr<re2::RE2> gate;
  std::string digest;

  const LexiconDef& lexicon_of(const Entry& entry) const { return model.lexicons[entry.lexicon]; }
};

struct PartRecord {
  std::uint32_t rule_group;  // index into CompiledRule::groups
  Span span;
};

struct MentionRecord {
  KindId kind = 0;
  std::uint32_t type = 0;
  const CompiledRule* rule = nullptr;  // null: a lexicon's mention
  std::uint32_t entry = 0;             // for lexicons
  Span span;
  std::uint32_t first_token = 0, last_token = 0;  // within the block, while it is read
  std::uint32_t block = 0;
  std::uint32_t parts_begin = 0, parts_end = 0;
};

struct Analysis::Data {
  const RuleSet::Data* rules = nullptr;
  std::string_view text;
  std::vector<MentionRecord> mentions;
  std::vector<PartRecord> parts;
  std::vector<std::vector<std::uint32_t>> by_kind;  // in text order
  std::vector<std::uint32_t> nothing;               // mentions of rules that yield nothing
  std::vector<Span> blocks, sentences;
};


// A line of one family over one block.
struct AbstractLine {
  std::string symbols;
  std::vector<std::uint32_t> first_token, last_token;  // by symbol; half-open
  std::vector<std::int32_t> mention;                   // by symbol: index of the mention, or -1
  SymbolSet present;

  void reserve(std::size_t tokens) {
    symbols.resize(tokens);
    first_token.resize(tokens);
    last_token.resize(tokens);
    mention.resize(tokens);
  }
};

void build_line(const Family& family, const std::vector<Token>& tokens, const Analysis::Data& data,
                const std::vector<std::uint32_t>& block_start, AbstractLine& line);

// The gate phrases as RE2 patterns, for benchmarks and tests.
std::vector<std::string> gate_phrases(const RuleSet::Data& data);

// The gate over the phrases of the kinds that facts are made of; null with an error when it cannot
// be compiled.
std::unique_ptr<re2::RE2> compile_gate(const RuleSet::Data& data, std::string& reason);

}  // namespace bangvang::grammar
