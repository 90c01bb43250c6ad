#include <algorithm>

#include "extractor/facts/context.h"

namespace bangvang::facts {

BlockRole Context::role_of_block(Span span) const {
  for (const auto& [block, role] : input.blocks) {
    if (block.contains(span)) return role;
  }
  return BlockRole::kParagraph;
}

std::vector<Context::DatedSpan> Context::dates_in(Span span) const {
  std::vector<DatedSpan> found;
  auto date = std::ranges::lower_bound(dates, span.begin, {},
                                       [](const DatedSpan& each) { return each.span.begin; });
  for (; date != dates.end() && date->span.begin < span.end; ++date) {
    if (span.contains(date->span)) found.push_back(*date);
  }
  return found;
}

std::optional<int> year_of(const std::string& value) {
  const bool digits = value.size() >= 4 && std::ranges::all_of(value.substr(0, 4), [](char c) {
                        return c >= '0' && c <= '9';
                      });
  if (!digits || value.find('/') != std::string::npos) return std::nullopt;
  return std::stoi(value.substr(0, 4));
}

Confidence declared_confidence(const grammar::Mention& mention) {
  return confidence_named(mention.attr("confidence")).value_or(Confidence::kCertain);
}

Evidence evidence_of(const grammar::Mention& mention,
                     std::initializer_list<std::string_view> parts) {
  Evidence evidence{.span = mention.span(),
                    .rule = std::string(mention.rule()),
                    .also = {},
                    .parts = {},
                    .inferred = {},
                    .confidence = declared_confidence(mention)};
  for (const std::string_view part : parts) {
    if (mention.has(part)) evidence.parts.emplace_back(part, mention.part_span(part));
  }
  return evidence;
}

Context find_facts(const Input& input) {
  Context context{.input = input, .analysis = input.analysis};
  for (const auto step :
       {find_province, find_dates, find_agencies, find_blocs, find_officials, find_bloc_roles,
        find_awards, find_documents, rate_facts, find_findings}) {
    if (!input.deadline.passed()) step(context);
  }
  return context;
}

}  // namespace bangvang::facts
