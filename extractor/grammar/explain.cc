#include <algorithm>

#include "extractor/grammar/line.h"
#include "extractor/grammar/rule_set_data.h"

namespace bangvang::grammar {
namespace {

// A block with all its mentions.
BlockText text_of(const RuleSet::Data& rules, const Analysis::Data& data, std::uint32_t block) {
  BlockText text;
  tokenize(data.text, data.blocks[block], rules.names.vocabulary, rules.abbreviations, text.tokens);
  for (Token& token : text.tokens) token.sign = rules.sign_of(token, data.text);
  text.reset(rules.signs.family_words, 0);
  for (std::uint32_t i = 0; i < data.mentions.size(); ++i) {
    const MentionRecord& m = data.mentions[i];
    if (m.block != block || m.hidden) continue;
    text.add(i, m.type, m.first_token, m.last_token, rules.signs.of(rules.signs.shown, m.type));
  }
  return text;
}

// All symbols of the line of a family.
std::span<const Symbol> symbols_of(Line& line, const RuleSet::Data& rules, std::size_t family,
                                   const BlockText& text) {
  line.read(rules, family, text);
  line.ends_at(text.tokens.size());
  return line.made();
}

bool all_present(const CompiledRule& rule, const SymbolSet& present) {
  return std::ranges::all_of(rule.required,
                             [&](const SymbolSet& s) { return (s & present).any(); });
}

bool fired_in(const Analysis::Data& data, const CompiledRule& rule, std::uint32_t block) {
  return std::ranges::any_of(
      data.mentions, [&](const MentionRecord& m) { return m.rule == &rule && m.block == block; });
}

}  // namespace

std::string RuleSet::abstract_line(std::string_view text, Span block, std::string_view kind) const {
  const auto id = data_->names.kinds.find(kind);
  if (id == data_->names.kinds.end() || data_->family_of[id->second] < 0) return {};
  const auto index = static_cast<std::size_t>(data_->family_of[id->second]);
  const Family& family = *data_->families[index];
  const Analysis analysis = analyse(text, {&block, 1});
  const Analysis::Data& data = analysis.data();
  std::string out;
  for (std::uint32_t b = 0; b < data.blocks.size(); ++b) {
    const BlockText block_text = text_of(*data_, data, b);
    Line line;
    for (const Symbol symbol : symbols_of(line, *data_, index, block_text)) {
      if (!out.empty()) out += ' ';
      out += family.alphabet.describe(symbol);
    }
  }
  return out;
}

std::vector<NearMiss> RuleSet::near_misses(const Analysis& analysis) const {
  std::vector<NearMiss> misses;
  const Analysis::Data& data = analysis.data();
  for (std::uint32_t block = 0; block < data.blocks.size(); ++block) {
    const BlockText text = text_of(*data_, data, block);
    for (std::size_t family = 0; family < data_->families.size(); ++family) {
      Line line;
      SymbolSet present;
      for (const Symbol symbol : symbols_of(line, *data_, family, text)) present.set(symbol);
      for (const CompiledRule& rule : data_->families[family]->rules) {
        if (rule.required.size() < 2 || !all_present(rule, present)) continue;
        if (fired_in(data, rule, block)) continue;
        misses.push_back({data_->model.rules[rule.rule].id, data.blocks[block]});
      }
    }
  }
  return misses;
}

}  // namespace bangvang::grammar
