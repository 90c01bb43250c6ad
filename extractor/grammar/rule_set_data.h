// The compiled rule set behind RuleSet, and the marks behind Analysis.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
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
#include "extractor/grammar/names.h"
#include "extractor/grammar/row.h"
#include "extractor/grammar/rule_set.h"
#include "extractor/grammar/signs.h"

namespace bangvang::grammar {

// Kinds by name, for the many look-ups of facts.
class KindIndex {
 public:
  KindIndex() : slots_(1) {}
  explicit KindIndex(const std::vector<std::string>& names)
      : slots_(std::bit_ceil(4 * names.size() + 1)) {
    for (KindId kind = 0; kind < names.size(); ++kind) {
      std::size_t at = hash(names[kind]) & (slots_.size() - 1);
      while (!slots_[at].first.empty()) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = {names[kind], kind};
    }
  }

  // -1 when there is no such kind.
  std::int64_t find(std::string_view name) const {
    std::size_t at = hash(name) & (slots_.size() - 1);
    for (; !slots_[at].first.empty(); at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].first == name) return slots_[at].second;
    }
    return -1;
  }

 private:
  // Names differ in length, or near one of their ends.
  static std::size_t hash(std::string_view name) {
    std::uint64_t head = 0, tail = 0;
    const std::size_t size = std::min<std::size_t>(name.size(), 8);
    std::memcpy(&head, name.data(), size);
    std::memcpy(&tail, name.data() + name.size() - size, size);
    return ((head ^ std::rotl(tail, 23) ^ name.size()) * 0x9E3779B97F4A7C15u) >> 40;
  }

  std::vector<std::pair<std::string, KindId>> slots_;  // a name is empty where a slot is free
};

struct RuleSet::Data {
  Model model;
  Names names;
  KindIndex kind_index;
  AbbreviationSet abbreviations;
  Lexicon lexicon;
  std::vector<Node> patterns;                     // by rule
  std::vector<std::unique_ptr<Family>> families;  // in the order they run
  std::vector<std::int32_t> family_of;            // by kind: index into families, or -1
  Signs signs;
  std::unique_ptr<Gate> gate;
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
  std::vector<std::uint32_t> kind_begin;  // by kind, and one more: where its group begins
  std::vector<Span> blocks, sentences;

  std::span<const std::uint32_t> of_kind(KindId kind) const {
    return std::span(by_kind).subspan(kind_begin[kind], kind_begin[kind + 1] - kind_begin[kind]);
  }
};

// The gate over the phrases of the kinds that facts are made of.
std::unique_ptr<Gate> compile_gate(const RuleSet::Data& data);

}  // namespace bangvang::grammar
