#include <algorithm>

#include "extractor/grammar/rule_set_data.h"

namespace bangvang::grammar {
namespace {

// The tokens of a block and, by kind, the first mention in by_kind that lies in it.
struct BlockView {
  std::vector<Token> tokens;
  std::vector<std::uint32_t> start;
};

BlockView view_of(const RuleSet::Data& rules, const Analysis::Data& data, std::uint32_t block) {
  BlockView view;
  tokenize(data.text, data.blocks[block], rules.names.vocabulary, rules.abbreviations, view.tokens);
  for (Token& token : view.tokens) token.terminal = rules.names.terminals.of(token, data.text);
  for (const auto& list : data.by_kind) {
    const auto first = std::ranges::lower_bound(
        list, block, {}, [&](std::uint32_t index) { return data.mentions[index].block; });
    view.start.push_back(static_cast<std::uint32_t>(first - list.begin()));
  }
  return view;
}

bool all_present(const CompiledRule& rule, const SymbolSet& present) {
  return std::ranges::all_of(rule.required, [&](const SymbolSet& s) { return (s & present).any(); });
}

bool fired_in(const Analysis::Data& data, const CompiledRule& rule, std::uint32_t block) {
  return std::ranges::any_of(data.mentions, [&](const MentionRecord& m) {
    return m.rule == &rule && m.block == block;
  });
}

}  // namespace

std::string RuleSet::abstract_line(std::string_view text, Span block, std::string_view kind) const {
  const auto id = data_->names.kinds.find(std::string(kind));
  if (id == data_->names.kinds.end() || data_->family_of[id->second] < 0) return {};
  const Family& family = *data_->families[static_cast<std::size_t>(data_->family_of[id->second])];
  const Analysis analysis = analyse(text, {&block, 1});
  const Analysis::Data& data = analysis.data();
  std::string out;
  for (std::uint32_t b = 0; b < data.blocks.size(); ++b) {
    const BlockView view = view_of(*data_, data, b);
    AbstractLine line;
    build_line(family, view.tokens, data, view.start, line);
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
    for (const auto& family : data_->families) {
      AbstractLine line;
      build_line(*family, view.tokens, data, view.start, line);
      for (const CompiledRule& rule : family->rules) {
        if (rule.required.size() < 2 || !all_present(rule, line.present)) continue;
        if (fired_in(data, rule, block)) continue;
        misses.push_back({data_->model.rules[rule.rule].id, data.blocks[block]});
      }
    }
  }
  return misses;
}

}  // namespace bangvang::grammar
