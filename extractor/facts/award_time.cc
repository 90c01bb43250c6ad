// The year or years an award is for: said with it, with its reason, or by the article.
#include <algorithm>

#include "extractor/facts/award.h"

namespace bangvang::facts::awards {
namespace {

using grammar::Mention;

Time time_of(const Context& context, Span span) {
  for (const Context::DatedSpan& date : context.dates_in(span)) {
    if (date.of_document) continue;
    if (date.value.find('/') != std::string::npos && date.value.size() == 9)
      return {{}, date.value, false, false};
    if (date.value.size() == 4) {
      if (const auto year = year_of(date.value)) return {*year, {}, false, false};
    }
  }
  return {};
}

// Runs of four digits.
std::vector<int> years_in(std::string_view text) {
  std::vector<int> years;
  std::string digits;
  for (const char c : std::string(text) + " ") {
    if (c >= '0' && c <= '9') {
      digits += c;
      continue;
    }
    if (digits.size() == 4) years.push_back(std::stoi(digits));
    digits.clear();
  }
  return years;
}

bool in_a_row(const std::vector<int>& years) {
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (years[i] != years[i - 1] + 1) return false;
  }
  return years.size() > 1;
}

}  // namespace

std::vector<Time> own_times(const Context& context, const Mention& phrase) {
  if (phrase.has("date") && context.dates_in(phrase.part_span("date")).size() < 2) {
    const Time time = time_of(context, phrase.part_span("date"));
    if (time.known()) return {time};
  }
  std::vector<int> years;
  for (const std::string_view part : {"date", "dates", "years"}) {
    if (!phrase.has(part)) continue;
    const std::vector<int> more = years_in(phrase.part_text(part));
    years.insert(years.end(), more.begin(), more.end());
  }
  if (in_a_row(years)) {
    const std::string period = std::to_string(years.front()) + "/" + std::to_string(years.back());
    return {{{}, period, false, true}};
  }
  std::vector<Time> times;
  for (const int year : years) times.push_back({year, {}, false, years.size() > 1});
  return times;
}

namespace {

// "Năm 2022, Sở A được tặng …", "…; năm 2023 được tặng …": the last year in front of the verb, but
// not the year planned for.
Time leading_time(const Context& context, const Claim& claim) {
  Time time;
  if (!claim.verb) return time;
  const std::uint32_t end = std::min(claim.verb->span().begin, claim.phrase.span().begin);
  if (end <= claim.clause_begin) return time;
  for (const Context::DatedSpan& date : context.dates_in({claim.clause_begin, end})) {
    const Time next = time_of(context, date.span);
    if (next.known() && (!next.year || next.year != context.planned_year)) time = next;
  }
  return time;
}

}  // namespace

Time reason_time(const Context& context, const Claim& claim) {
  Time time;
  for (const Mention& reason : context.analysis.of("award_reason", claim.sentence)) {
    time = time_of(context, {reason.span().end, claim.sentence.end});
    if (time.known() && reason.span().begin > claim.phrase.span().begin) return time;
  }
  if (!time.known()) time = leading_time(context, claim);
  if (time.known()) return time;
  if (claim.head.empty()) return time;
  for (const Mention& reason : context.analysis.of("award_reason", claim.head)) {
    time = time_of(context, {reason.span().end, claim.head.end});
    if (time.known()) return time;
  }
  return time;
}

namespace {

// A meeting on the work ahead gives the awards of the year before, where the text speaks of it.
std::optional<int> year_before_plan(const Context& context) {
  if (!context.planned_year) return std::nullopt;
  const int before = *context.planned_year - 1;
  const bool told = std::ranges::any_of(context.dates, [&](const Context::DatedSpan& date) {
    return !date.of_document && date.value == std::to_string(before);
  });
  return told ? std::optional(before) : std::nullopt;
}

}  // namespace

Time article_time(const Context& context) {
  if (context.reviewed_year) return {context.reviewed_year, {}, true, false};
  if (const auto year = year_before_plan(context)) return {year, {}, true, false};
  for (const Mention& said : context.analysis.of("award_year")) {
    const BlockRole role = context.role_of_block(said.span());
    if (role != BlockRole::kTitle && role != BlockRole::kLead) continue;
    if (Time time = time_of(context, said.part_span("date")); time.known()) {
      time.inferred = true;
      return time;
    }
  }
  for (const BlockRole role : {BlockRole::kTitle, BlockRole::kLead}) {
    std::vector<int> years;
    for (const Context::DatedSpan& date : context.dates) {
      if (date.of_document || date.value.size() != 4 || context.role_of_block(date.span) != role)
        continue;
      const auto year = year_of(date.value);
      if (year && year != context.planned_year && std::ranges::find(years, *year) == years.end()) {
        years.push_back(*year);
      }
    }
    // A year long gone is told of something else.
    constexpr int kYearsBack = 3;
    if (years.size() == 1 && years.front() + kYearsBack > article_year(context))
      return {years.front(), {}, true, false};
    if (!years.empty()) return {};
  }
  return {};
}

int article_year(const Context& context) {
  if (context.input.published) return context.input.published->year;
  int latest = 0;
  for (const Context::DatedSpan& date : context.dates) {
    if (const auto year = year_of(date.value); year && *year < 2100)
      latest = std::max(latest, *year);
  }
  return latest;
}

}  // namespace bangvang::facts::awards
