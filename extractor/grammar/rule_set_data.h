// The compiled rule set behind RuleSet, and the marks behind Analysis.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/grammar/family.h"
#include "extractor/grammar/gate.h"
#include "extractor/grammar/lexicon.h"
#include "extractor/grammar/model.h"
#include "extractor/grammar/name_key.h"
#include "extractor/grammar/names.h"
#include "extractor/grammar/row.h"
#include "extractor/grammar/rule_set.h"
#include "extractor/grammar/signs.h"

namespace bangvang::grammar {

// Value and cell of every entry of a kind, for one column.
using EntryCells = std::vector<std::pair<std::string_view, std::string_view>>;

struct RuleSet::Data {
  Model model;
  Names names;
  NameIndex kind_index;
  std::vector<NameList> constants;  // by rule: names of what it sets
  std::vector<NameList> columns;    // by lexicon
  std::map<std::string, std::map<std::string, EntryCells, std::less<>>, std::less<>>
      cells;  // by kind and column
  AbbreviationSet abbreviations;
  Lexicon lexicon;
  std::vector<Node> patterns;                     // by rule
  std::vector<std::unique_ptr<Family>> families;  // in the order they run
  std::vector<std::int32_t> family_of;            // by kind: index into families, or -1
  Signs signs;
  std::unique_ptr<Gate> gate, topic_gate;
  std::string digest;

  std::uint32_t sign_of(const Token& token, std::string_view text) const {
    return signs.of_terminal[names.terminals.of(token, text)];
  }
  const LexiconDef& lexicon_of(const Entry& entry) const { return model.lexicons[entry.lexicon]; }
};

struct PartRecord {
  std::uint32_t rule_group;  // index into Matcher::names()
  Span span;
};

struct MentionRecord {
  Span span{};
  const CompiledRule* rule = nullptr;  // null: a lexicon's mention
  KindId kind = 0;
  std::uint32_t type = 0;
  std::uint32_t entry = 0;                        // for lexicons
  std::uint32_t first_token = 0, last_token = 0;  // within the block, while it is read
  std::uint32_t block = 0;
  std::uint32_t parts_begin = 0;
  std::uint8_t parts = 0;
  bool hidden = false;  // made by a rule that yields nothing
};

struct Analysis::Data {
  const RuleSet::Data* rules = nullptr;
  std::string_view text;
  Row<MentionRecord> mentions;
  Row<PartRecord> parts;
  std::vector<std::uint32_t> by_kind;     // mentions grouped by kind, each in text order
  std::vector<Span> spans_by_kind;        // and their spans
  std::vector<std::uint32_t> kind_begin;  // by kind, and one more: where its group begins
  std::vector<Span> blocks, sentences;

  std::span<const std::uint32_t> of_kind(KindId kind) const {
    return std::span(by_kind).subspan(kind_begin[kind], kind_begin[kind + 1] - kind_begin[kind]);
  }
};

// The gate over the phrases of mentions of these kinds; always open when none is named.
std::unique_ptr<Gate> compile_gate(const RuleSet::Data& data,
                                   const std::vector<std::string>& kinds);

}  // namespace bangvang::grammar
