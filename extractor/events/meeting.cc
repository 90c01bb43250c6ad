#include "extractor/events/meeting.h"

#include <algorithm>
#include <cstdint>

#include "extractor/base/date.h"

namespace bangvang::events {
namespace {

using facts::BlockRole;
using facts::Context;
using grammar::Mention;

constexpr std::string_view kOther = "other", kLaunch = "launch";

// Leads stand early; a day told farther down belongs to the story, not to the meeting.
constexpr std::size_t kOpeningBlocks = 4;

// The sentence that tells of the meeting, and its day.
struct Occasion {
  Span sentence;
  std::optional<std::string> date;
};

constexpr std::size_t kDayLength = std::string_view("2023-02-22").size();

// A day or a range of days.
bool is_day(const std::string& value) {
  return value.size() >= kDayLength && value[4] == '-' && value[7] == '-';
}

// News tells of meetings of these days; what lies farther back is history.
constexpr std::int64_t kOldestNews = 366;

bool is_news(const Context& context, const std::string& day) {
  const auto date = parse_iso_date(std::string_view(day).substr(0, kDayLength));
  if (!date || !context.input.published) return true;
  return days_from_civil(*context.input.published) - days_from_civil(*date) <= kOldestNews;
}

// The first day in the sentence that is no document's.
std::optional<std::string> day_in(const Context& context, Span sentence) {
  for (const auto& date : context.dates_in(sentence)) {
    if (!date.of_document && is_day(date.value) && is_news(context, date.value)) return date.value;
  }
  return std::nullopt;
}

bool tells_of_meeting(const Context& context, Span span) {
  return !context.analysis.of("meeting_event", span).empty() ||
         !context.analysis.of("meeting_activity", span).empty();
}

bool names_meeting(const Context& context, Span span) {
  return !context.analysis.of("meeting_event", span).empty() &&
         !context.analysis.of("meeting_activity", span).empty();
}

bool begins_block(const Context& context, Span sentence) {
  return std::ranges::any_of(context.input.blocks, [&](const auto& block) {
    return block.first.contains(sentence) && block.first.begin == sentence.begin;
  });
}

std::vector<Span> blocks_of(const Context& context, BlockRole role) {
  std::vector<Span> found;
  for (const auto& [span, block_role] : context.input.blocks) {
    if (block_role == role) found.push_back(span);
  }
  return found;
}

std::vector<Span> opening_sentences(const Context& context) {
  std::vector<Span> found;
  std::size_t blocks = 0;
  for (const auto& [block, role] : context.input.blocks) {
    if (role != BlockRole::kLead && role != BlockRole::kParagraph) continue;
    if (blocks++ == kOpeningBlocks) break;
    for (const Span sentence : context.analysis.sentences()) {
      if (block.contains(sentence)) found.push_back(sentence);
    }
  }
  return found;
}

// A movement may be launched on paper; every other word of a title takes people to meet.
bool announces(const Context& context, Span title) {
  return !context.analysis.of("meeting_event", title).empty() ||
         std::ranges::any_of(context.analysis.of("meeting_activity", title),
                             [](const Mention& activity) { return activity.value() != kLaunch; });
}

// The first sentence with a day and a meeting; else the first of the lead with a day, under a title
// that announces a meeting; else a lead that begins with the occasion and what was done there,
// without its day.
std::optional<Occasion> occasion_of(const Context& context) {
  const bool announced = std::ranges::any_of(blocks_of(context, BlockRole::kTitle),
                                             [&](Span title) { return announces(context, title); });
  std::optional<Occasion> dated, undated;
  for (const Span sentence : opening_sentences(context)) {
    const auto day = day_in(context, sentence);
    const bool tells = tells_of_meeting(context, sentence);
    if (day && tells) return Occasion{sentence, day};
    if (context.role_of_block(sentence) != BlockRole::kLead) continue;
    if (day && announced && !dated) dated = Occasion{sentence, day};
    if (!undated && begins_block(context, sentence) && names_meeting(context, sentence)) {
      undated = Occasion{sentence, std::nullopt};
    }
  }
  return dated ? dated : undated;
}

void add_activities(const Context& context, Span span, std::vector<std::string>& activities) {
  for (const Mention& mention : context.analysis.of("meeting_activity", span)) {
    const std::string activity = mention.value();
    if (std::ranges::find(activities, activity) == activities.end()) activities.push_back(activity);
  }
}

std::vector<std::string> activities_of(const Context& context, const Occasion& occasion) {
  std::vector<std::string> activities;
  for (const Span title : blocks_of(context, BlockRole::kTitle))
    add_activities(context, title, activities);
  add_activities(context, occasion.sentence, activities);
  // "Other" is only said of what nothing else fits.
  if (activities.size() > 1) std::erase(activities, kOther);
  if (activities.empty()) activities.emplace_back(kOther);
  return activities;
}

std::string part_of_day(const Context& context, const std::optional<std::string>& date) {
  const auto found = std::ranges::find_if(
      context.facts.dates, [&](const facts::Date& fact) { return fact.value == date; });
  return found == context.facts.dates.end() ? "" : found->part_of_day;
}

bool stands_in(const facts::Evidence& evidence, Span span) {
  return span.contains(evidence.span) ||
         std::ranges::any_of(evidence.also, [&](Span also) { return span.contains(also); });
}

// The bloc that met: the one named with the occasion, else the only one of the article.
std::optional<std::string> bloc_of(const Context& context, const Occasion& occasion) {
  std::vector<Span> places = {occasion.sentence};
  std::ranges::copy(blocks_of(context, BlockRole::kTitle), std::back_inserter(places));
  for (const Span place : places) {
    for (const facts::Bloc& bloc : context.facts.blocs) {
      if (stands_in(bloc.evidence, place)) return bloc.name;
    }
  }
  if (context.facts.blocs.size() == 1) return context.facts.blocs.front().name;
  return std::nullopt;
}

// A pledge is for the year ahead, a review of the year behind.
std::optional<int> year_of(const Context& context, const std::vector<std::string>& activities) {
  const bool pledge = std::ranges::find(activities, "pledge_signing") != activities.end();
  if (pledge || !context.reviewed_year) return context.planned_year;
  return context.reviewed_year;
}

}  // namespace

std::vector<Meeting> find_meetings(const facts::Context& context) {
  const std::optional<Occasion> occasion = occasion_of(context);
  if (!occasion) return {};
  Meeting meeting;
  meeting.activities = activities_of(context, *occasion);
  meeting.date = occasion->date;
  meeting.part_of_day = part_of_day(context, occasion->date);
  const auto venues = context.analysis.of("meeting_venue", occasion->sentence);
  if (!venues.empty()) meeting.venue = venues.front().text();
  meeting.bloc = bloc_of(context, *occasion);
  meeting.year = year_of(context, meeting.activities);
  for (const facts::Official& official : context.facts.officials) {
    meeting.officials.push_back(official.name);
  }
  return {meeting};
}

}  // namespace bangvang::events
