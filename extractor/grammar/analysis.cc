#include "extractor/grammar/analysis.h"

#include <algorithm>

#include "extractor/grammar/rule_set_data.h"

namespace bangvang::grammar {
namespace {

const MentionRecord& record(const Analysis* analysis, std::uint32_t index) {
  return analysis->data().mentions[index];
}

// The part of a kind's list that lies inside `span`, as places in by_kind: mentions of a kind never
// nest, so that they end in the order they begin.
Span inside_of(const Analysis::Data& data, KindId kind, Span span) {
  std::uint32_t first = data.kind_begin[kind], last = data.kind_begin[kind + 1];
  const std::vector<Span>& spans = data.spans_by_kind;
  if (first == last || spans[last - 1].begin < span.begin) return {};
  for (std::uint32_t count = last - first; count > 0;) {
    const std::uint32_t half = count / 2;
    const bool before = spans[first + half].begin < span.begin;
    first = before ? first + half + 1 : first;
    count = before ? count - half - 1 : half;
  }
  std::uint32_t behind = first;
  while (behind < last && spans[behind].end <= span.end) ++behind;
  return {first, behind};
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
  const Span places = inside_of(*data_, static_cast<KindId>(id), span);
  return {this, std::span(data_->by_kind).subspan(places.begin, places.size())};
}

std::span<const std::pair<std::string_view, std::string_view>> Analysis::entries(
    std::string_view kind, std::string_view column) const {
  const auto columns = data_->rules->cells.find(kind);
  if (columns == data_->rules->cells.end()) return {};
  const auto found = columns->second.find(column);
  if (found == columns->second.end()) return {};
  return found->second;
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
    const std::size_t at = rules.constants[m.rule->rule].find(NameKey(name));
    const auto& set = rules.model.rules[m.rule->rule].set;
    return at == set.size() ? std::string_view{} : set[at].second;
  }
  const Entry& entry = rules.lexicon.entries()[m.entry];
  const std::size_t at = rules.columns[entry.lexicon].find(NameKey(name));
  return at == entry.cells.size() ? std::string_view{} : entry.cells[at];
}

Span Mention::part_span(std::string_view part) const {
  const MentionRecord& m = record(analysis_, index_);
  if (m.parts == 0) return {};
  const NameKey key(part);
  const NameList& names = m.rule->matcher.name_list();
  const PartRecord* at = &analysis_->data().parts[m.parts_begin];
  for (const PartRecord* const end = at + m.parts; at != end; ++at) {
    if (names[at->rule_group] == key) return at->span;
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
    const Span places = inside_of(data, id, span);
    if (places.empty() || data.spans_by_kind[places.begin] != span) return;
    const std::uint32_t index = data.by_kind[places.begin];
    if (index != index_) found = Mention(analysis_, index);
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
