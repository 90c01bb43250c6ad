#include <algorithm>

#include "extractor/grammar/rule_set_data.h"
#include "extractor/text/normal_text.h"

namespace bangvang::grammar {
namespace {

using Expectation = std::vector<std::pair<std::string, std::string>>;

std::string actual_value(const Mention& mention, const std::string& part) {
  if (part == "value") return mention.value();
  if (part == "text") return std::string(mention.text());
  return mention.part_value(part);
}

bool fits(const Mention& mention, const Expectation& expect) {
  return std::ranges::all_of(
      expect, [&](const auto& pair) { return actual_value(mention, pair.first) == pair.second; });
}

// What the mention says where the expectation says something else.
std::string describe(const Mention& mention, const Expectation& expect) {
  std::string out;
  for (const auto& [part, value] : expect) {
    const std::string actual = actual_value(mention, part);
    if (actual != value) out += (out.empty() ? "" : ", ") + part + " is \"" + actual + "\"";
  }
  return out.empty() ? "it matches \"" + std::string(mention.text()) + "\"" : out;
}

// A text laid out with line breaks or not is one block, as the page room makes them.
std::optional<Error> check(const RuleDef& rule, const ExampleDef& example,
                           const std::vector<Mention>& found) {
  const FilePlace place{rule.place.file, example.line};
  const std::string who = rule.id +
                          (example.accept ? " does not accept \"" : " does not reject \"") +
                          example.text + "\"";
  if (!example.accept) {
    if (found.empty()) return std::nullopt;
    return place.error(who + ": " + describe(found.front(), {}));
  }
  if (found.empty()) return place.error(who + ": it finds nothing");
  const bool good =
      std::ranges::any_of(found, [&](const Mention& m) { return fits(m, example.expect); });
  if (good) return std::nullopt;
  return place.error(who + ": " + describe(found.front(), example.expect));
}

}  // namespace

// Mentions a rule made in an analysis, those of rules that yield nothing included.
std::vector<Mention> Analysis::by_rule(std::string_view id) const {
  std::vector<Mention> found;
  for (std::uint32_t i = 0; i < data_->mentions.size(); ++i) {
    const MentionRecord& m = data_->mentions[i];
    if (m.rule && data_->rules->model.rules[m.rule->rule].id == id)
      found.push_back(Mention(this, i));
  }
  return found;
}

std::vector<Error> RuleSet::check_examples() const {
  std::vector<Error> errors;
  for (const RuleDef& rule : data_->model.rules) {
    for (const ExampleDef& example : rule.examples) {
      const auto normal = text::normalise(example.text);
      if (!normal) {
        errors.push_back(FilePlace{rule.place.file, example.line}.error(normal.error().reason));
        continue;
      }
      const std::string_view text = normal->utf8();
      const Span block{0, static_cast<std::uint32_t>(text.size())};
      const Analysis analysis = analyse(text, {&block, 1});
      auto error = check(rule, example, analysis.by_rule(rule.id));
      if (error) errors.push_back(std::move(*error));
    }
  }
  return errors;
}

}  // namespace bangvang::grammar
