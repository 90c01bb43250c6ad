#include "extractor/grammar/analysis.h"

#include <algorithm>

#include "extractor/grammar/rule_set_data.h"

namespace bangvang::grammar {
namespace {

const MentionRecord& record(const Analysis* analysis, std::uint32_t index) {
  return analysis->data().mentions[index];
}

// The part of a kind's list that lies inside `span`: mentions of a kind never nest, so that they
// end in the order they begin.
std::span<const std::uint32_t> inside_of(const Analysis::Data& data, KindId kind, Span span) {
  const auto list = data.of_kind(kind);
  const auto begin_of = [&](std::uint32_t index) { return data.mentions[index].span.begin; };
  const auto end_of = [&](std::uint32_t index) { return data.mentions[index].span.end; };
  if (list.empty() || begin_of(list.back()) < span.begin) return {};
  const auto first = std::ranges::lower_bound(list, span.begin, {}, begin_of);
  auto last = std::lower_bound(first, list.end(), span.end,
                               [&](std::uint32_t a, std::uint32_t at) { return begin_of(a) < at; });
  while (last != first && end_of(*(last - 1)) > span.end) --last;
  return {first, last};
}

std::int64_t kind_id(const Analysis::Data& data, std::string_view name) {
  return data.rules->kind_index.find(name);
}

}  // namespace

Analysis::Analysis() : data_(std::make_unique<Data>()) {}
Analysis::~Analysis() = default;
Analysis::Analysis(Analysis&&) noexcept = default;
Analysis& Analysis::operator=(Analysis&&) noexcept = default;

std::string_view Analysis::text() const { return data_->text; }
std::span<const Span> Analysis::blocks() const { return data_->blocks; }
std::span<const Span> Analysis::sentences() const { return data_->sentences; }

Mentions Analysis::of(std::string_view kind) const {
  const std::int64_t id = kind_id(*data_, kind);
  return {this,
          id < 0 ? std::span<const std::uint32_t>{} : data_->of_kind(static_cast<KindId>(id))};
}

Mentions Analysis::of(std::string_view kind, Span span) const {
  const std::int64_t id = kind_id(*data_, kind);
  if (id < 0) return {this, {}};
  return {this, inside_of(*data_, static_cast<KindId>(id), span)};
}

std::vector<std::pair<std::string_view, std::string_view>> Analysis::entries(
    std::string_view kind, std::string_view column) const {
  std::vector<std::pair<std::string_view, std::string_view>> found;
  for (const LexiconDef& def : data_->rules->model.lexicons) {
    const auto at = std::ranges::find(def.columns, column);
    if (def.kind != kind || (at == def.columns.end() && !column.empty())) continue;
    for (const EntryDef& entry : def.entries) {
      const bool has = at != def.columns.end();
      found.emplace_back(entry.value,
                         has ? entry.cells[static_cast<std::size_t>(at - def.columns.begin())]
                             : std::string_view{});
    }
  }
  return found;
}

std::uint32_t Analysis::sentence_at(std::uint32_t at) const {
  const auto after = std::ranges::upper_bound(data_->sentences, at, {}, &Span::begin);
  return after == data_->sentences.begin()
             ? 0
             : static_cast<std::uint32_t>(after - data_->sentences.begin() - 1);
}

std::string_view Mention::kind() const {
  return analysis_->data().rules->names.kind_names[record(analysis_, index_).kind];
}

std::string_view Mention::rule() const {
  const MentionRecord& m = record(analysis_, index_);
  const RuleSet::Data& rules = *analysis_->data().rules;
  return m.rule ? std::string_view(rules.model.rules[m.rule->rule].id) : kind();
}

Span Mention::span() const { return record(analysis_, index_).span; }
std::string_view Mention::text() const { return span().of(analysis_->text()); }
std::uint32_t Mention::block() const { return record(analysis_, index_).block; }
std::uint32_t Mention::sentence() const { return analysis_->sentence_at(span().begin); }

std::string Mention::value() const {
  const MentionRecord& m = record(analysis_, index_);
  if (!m.rule) return analysis_->data().rules->lexicon.entries()[m.entry].value;
  if (m.rule->value.empty()) return std::string(text());
  return fill(m.rule->value, [&](const std::string& part) { return part_value(part); });
}

std::string_view Mention::attr(std::string_view name) const {
  const MentionRecord& m = record(analysis_, index_);
  const RuleSet::Data& rules = *analysis_->data().rules;
  if (m.rule) {
    for (const auto& [key, value] : rules.model.rules[m.rule->rule].set) {
      if (key == name) return value;
    }
    return {};
  }
  const Entry& entry = rules.lexicon.entries()[m.entry];
  const auto& columns = rules.lexicon_of(entry).columns;
  const auto found = std::ranges::find(columns, name);
  return found == columns.end()
             ? std::string_view{}
             : std::string_view(entry.cells[static_cast<std::size_t>(found - columns.begin())]);
}

Span Mention::part_span(std::string_view part) const {
  const MentionRecord& m = record(analysis_, index_);
  if (!m.rule) return {};
  const Analysis::Data& data = analysis_->data();
  for (std::uint32_t i = m.parts_begin; i < m.parts_begin + m.parts; ++i) {
    if (m.rule->matcher.names()[data.parts[i].rule_group] == part) return data.parts[i].span;
  }
  return {};
}

bool Mention::has(std::string_view part) const { return !part_span(part).empty(); }

std::string_view Mention::part_text(std::string_view part) const {
  return part_span(part).of(analysis_->text());
}

std::optional<Mention> Mention::part(std::string_view part, std::string_view kind) const {
  const Span span = part_span(part);
  if (span.empty()) return std::nullopt;
  const Analysis::Data& data = analysis_->data();
  std::optional<Mention> found;
  const auto look = [&](KindId id) {
    for (const std::uint32_t index : inside_of(data, id, span)) {
      if (data.mentions[index].span != span) break;  // the first begins later, or is shorter
      if (index == index_) continue;
      found = Mention(analysis_, index);
      return;
    }
  };
  if (!kind.empty()) {
    if (const std::int64_t id = kind_id(data, kind); id >= 0) look(static_cast<KindId>(id));
    return found;
  }
  // Only kinds that the rule's line shows can have filled the capture.
  const RuleSet::Data& rules = *data.rules;
  const std::int32_t family = rules.family_of[record(analysis_, index_).kind];
  if (family < 0) return found;
  for (const KindId id : rules.families[static_cast<std::size_t>(family)]->uses) {
    if (!found) look(id);
  }
  return found;
}

std::string Mention::part_value(std::string_view part_name) const {
  if (const auto mention = part(part_name)) return mention->value();
  return std::string(part_text(part_name));
}

Mentions Mention::all(std::string_view part, std::string_view kind) const {
  return analysis_->of(kind, part_span(part));
}

Mentions Mention::inside(std::string_view kind) const { return analysis_->of(kind, span()); }

}  // namespace bangvang::grammar
