// The compiled rule set behind RuleSet, and the marks behind Analysis.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "extractor/grammar/family.h"
#include "extractor/grammar/lexicon.h"
#include "extractor/grammar/model.h"
#include "extractor/grammar/names.h"
#include "extractor/grammar/rule_set.h"

namespace bangvang::grammar {

// One bit for each rule of all families, numbered in the order they run.
using RuleWords = std::vector<std::uint64_t>;

// A rule is awake in a block once one symbol of each of its rarest requirements stands there. This
// many requirements are watched.
inline constexpr std::size_t kWatched = 3;

// What wakes rules, by terminal or by mention type. Most wake none; those that wake the same rules
// share a row: kWatched times `words` words.
struct WakeTable {
  std::vector<std::uint32_t> row_of;  // 0: wakes none
  std::vector<std::uint64_t> rows;
  std::size_t words = 0;

  const std::uint64_t* row(std::uint32_t number) const {
    return rows.data() + number * kWatched * words;
  }
};

struct RuleSet::Data {
  Model model;
  Names names;
  AbbreviationSet abbreviations;
  Lexicon lexicon;
  std::vector<Node> patterns;                     // by rule
  std::vector<std::unique_ptr<Family>> families;  // in the order they run
  std::vector<std::int32_t> family_of;            // by kind: index into families, or -1
  // Symbol of every terminal for every family, a row per terminal: the families read the same few
  // rows one after another.
  std::vector<Symbol> symbols;
  WakeTable wake_terminal, wake_type;
  std::size_t rule_words = 0;  // 64 rules each
  std::unique_ptr<re2::RE2> gate;
  std::string digest;

  const Symbol* symbols_of(std::uint32_t terminal) const {
    return symbols.data() + terminal * families.size();
  }
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
  std::vector<std::uint32_t> by_kind;     // mentions grouped by kind, each in text order
  std::vector<std::uint32_t> kind_begin;  // by kind, and one more: where its group begins
  std::vector<std::uint32_t> nothing;     // mentions of rules that yield nothing
  std::vector<Span> blocks, sentences;

  std::span<const std::uint32_t> of_kind(KindId kind) const {
    return std::span(by_kind).subspan(kind_begin[kind], kind_begin[kind + 1] - kind_begin[kind]);
  }
};

// The mentions of one block, by kind, in text order.
using BlockMentions = std::vector<std::vector<std::uint32_t>>;

// A line of one family over one block.
struct AbstractLine {
  std::string symbols;
  std::vector<std::uint32_t> first_token, last_token;  // by symbol; half-open
  std::vector<std::int32_t> mention;                   // by symbol: index of the mention, or -1
};

void build_line(const RuleSet::Data& rules, std::size_t family, const std::vector<Token>& tokens,
                const std::vector<MentionRecord>& mentions, const BlockMentions& in_block,
                AbstractLine& line);

// The gate phrases as RE2 patterns, for benchmarks and tests.
std::vector<std::string> gate_phrases(const RuleSet::Data& data);

// The gate over the phrases of the kinds that facts are made of; null with an error when it cannot
// be compiled.
std::unique_ptr<re2::RE2> compile_gate(const RuleSet::Data& data, std::string& reason);

}  // namespace bangvang::grammar
