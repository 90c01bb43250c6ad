#include <algorithm>

#include "extractor/grammar/rule_set_data.h"

namespace bangvang::grammar {
namespace {

struct BlockView {
  std::vector<Token> tokens;
  BlockMentions mentions;
};

BlockView view_of(const RuleSet::Data& rules, const Analysis::Data& data, std::uint32_t block) {
  BlockView view;
  tokenize(data.text, data.blocks[block], rules.names.vocabulary, rules.abbreviations, view.tokens);
  for (Token& token : view.tokens) token.terminal = rules.names.terminals.of(token, data.text);
  view.mentions.resize(rules.names.kind_names.size());
  for (KindId kind = 0; kind < view.mentions.size(); ++kind) {
    for (const std::uint32_t index : data.of_kind(kind)) {
      if (data.mentions[index].block == block) view.mentions[kind].push_back(index);
    }
  }
  return view;
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
    const BlockView view = view_of(*data_, data, b);
    AbstractLine line;
    build_line(*data_, index, view.tokens, data.mentions, view.mentions, line);
    for (const char symbol : line.symbols) {
      if (!out.empty()) out += ' ';
      out += family.alphabet.describe(static_cast<Symbol>(symbol));
    }
  }
  return out;
}

std::vector<NearMiss> RuleSet::near_misses(const Analysis& analysis) const {
  std::vector<NearMiss> misses;
  const Analysis::Data& data = analysis.data();
  for (std::uint32_t block = 0; block < data.blocks.size(); ++block) {
    const BlockView view = view_of(*data_, data, block);
    for (std::size_t family = 0; family < data_->families.size(); ++family) {
      AbstractLine line;
      build_line(*data_, family, view.tokens, data.mentions, view.mentions, line);
      SymbolSet present;
      for (const char symbol : line.symbols) present.set(static_cast<Symbol>(symbol));
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
