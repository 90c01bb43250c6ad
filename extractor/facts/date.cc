// Values of date mentions. The rules say which numbers stand where; here they become TIMEX3 values,
// and days without a year take one from what the article gives.
#include "extractor/base/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "extractor/facts/context.h"

namespace bangvang::facts {
namespace {

using grammar::Mention;
using Day = bangvang::Date;  // facts::Date is the fact

// A point in time to the precision that was said; 0 where nothing was.
struct Moment {
  int year = 0, month = 0, day = 0;
};

// One value a mention stands for.
struct Reading {
  Mention mention;
  Moment begin;
  std::optional<Moment> end;  // of an interval
  std::string suffix;         // "Q1", "H2": part of the year
  bool of_document = false;
};

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

int number_of(const Mention& mention, std::string_view part) {
  return number(mention.part_text(part));
}

// Months may be named; the lexicon's value is the number.
int month_of(const Mention& mention) {
  return mention.has("month_name") ? number(mention.part_value("month_name"))
                                   : number_of(mention, "month");
}

// The runs of digits in a list such as "26, 27, 28".
std::vector<int> numbers_in(std::string_view list) {
  std::vector<int> found;
  for (std::size_t at = 0; at < list.size();) {
    std::size_t end = at;
    while (end < list.size() && list[end] >= '0' && list[end] <= '9') ++end;
    if (end > at) found.push_back(number(list.substr(at, end - at)));
    at = std::max(end, at + 1);
  }
  return found;
}

void read_list(const Mention& mention, std::string_view tag, std::vector<Reading>& out) {
  const int month = month_of(mention), year = number_of(mention, "year");
  const auto add = [&](Moment moment) { out.push_back({mention, moment, {}, {}}); };
  if (tag == "days") {
    for (const int day : numbers_in(mention.part_text("days"))) add({year, month, day});
  } else if (tag == "months") {
    for (const int m : numbers_in(mention.part_text("months"))) add({year, m, 0});
  } else if (tag == "years") {
    for (const int y : numbers_in(mention.part_text("years"))) add({y, 0, 0});
  } else if (tag == "day_pairs") {
    const std::vector<int> pairs = numbers_in(mention.part_text("pairs"));
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) add({year, pairs[i + 1], pairs[i]});
  }
}

// The begin of a range takes month and year from its end; a begin that would lie behind the end
// lies in the year before. Anniversaries, the same day of two years, are no ranges.
void read_day_range(const Mention& mention, std::vector<Reading>& out) {
  Moment begin{number_of(mention, "year"), number_of(mention, "month"), number_of(mention, "day")};
  const Moment end{number_of(mention, "year2"), number_of(mention, "month2"),
                   number_of(mention, "day2")};
  if (begin.month == end.month && begin.day == end.day && begin.day != 0) return;
  if (begin.month == 0) begin.month = end.month;
  if (begin.year == 0 && end.year != 0) begin.year = end.year - (begin.month > end.month ? 1 : 0);
  out.push_back({mention, begin, end, {}});
}

// Plans and terms span few years; a longer pair without a word before it is a life or an
// anniversary.
constexpr int kLongestBarePlan = 7;

void read_years(const Mention& mention, std::vector<Reading>& out) {
  const bool from_to = mention.has("from");
  const int year = number_of(mention, from_to ? "from" : "year");
  int year2 = number_of(mention, from_to ? "to" : "year2");
  if (year2 < 100) year2 += year / 100 * 100;  // "2021-22"
  if (year2 <= year) return;
  if (!mention.attr("bare").empty() && year2 - year > kLongestBarePlan) return;
  out.push_back({mention, {year, 0, 0}, Moment{year2, 0, 0}, {}});
}

std::string quarter(std::string_view text) {
  constexpr std::array<std::string_view, 4> kRoman = {"I", "II", "III", "IV"};
  const auto found = std::ranges::find(kRoman, text);
  const auto n =
      found == kRoman.end() ? number(text) : static_cast<int>(found - kRoman.begin()) + 1;
  return "Q" + std::to_string(n);
}

// "P-1D": that many days from the day of publication.
std::optional<int> day_offset(const std::string& value) {
  if (value.size() < 3 || value.front() != 'P' || value.back() != 'D') return std::nullopt;
  return number(std::string_view(value).substr(1, value.size() - 2));
}

// "Today" outside title and lead is mostly said of the age we live in.
void read_relative(const Context& context, const Mention& mention, std::vector<Reading>& out) {
  const auto word = mention.part("part", "relative_date");
  if (!word || !context.input.published) return;
  const BlockRole role = context.role_of_block(mention.span());
  const bool opening = role == BlockRole::kTitle || role == BlockRole::kLead;
  const auto days = day_offset(word->value());
  if (!days || (!opening && word->attr("tag") != "part")) return;
  const Day day = add_days(*context.input.published, *days);
  out.push_back({mention, {day.year, day.month, day.day}, {}, {}});
}

void read_mention(const Context& context, const Mention& mention, std::vector<Reading>& out) {
  const std::string_view tag = mention.attr("tag");
  const int year = mention.has("short_year") ? 2000 + number_of(mention, "short_year")
                                             : number_of(mention, "year");
  if (tag == "day" || tag == "month" || tag == "year") {
    out.push_back({mention, {year, month_of(mention), number_of(mention, "day")}, {}, {}});
  } else if (tag == "day_range") {
    read_day_range(mention, out);
  } else if (tag == "month_range") {
    const Moment end{number_of(mention, "year2"), number_of(mention, "month2"), 0};
    const int month = month_of(mention);
    const int first = year != 0 ? year : end.year - (month > end.month ? 1 : 0);
    out.push_back({mention, {first, month, 0}, end, {}});
  } else if (tag == "interval" || tag == "school_year") {
    read_years(mention, out);
  } else if (tag == "quarter") {
    out.push_back({mention, {year, 0, 0}, {}, quarter(mention.part_text("quarter"))});
  } else if (tag == "half") {
    out.push_back({mention, {year, 0, 0}, {}, std::string(mention.attr("half"))});
  } else if (tag == "relative") {
    read_relative(context, mention, out);
  } else {
    read_list(mention, tag, out);
  }
}

// --- Years that are not said

std::int64_t distance(Day a, Day b) { return std::abs(days_from_civil(a) - days_from_civil(b)); }

// The year that brings the month, or the day, nearest to `anchor`; 0 when no year has that day.
int nearest_year(Moment moment, Day anchor) {
  int best = 0;
  std::int64_t least = 0;
  for (int year = anchor.year - 2; year <= anchor.year + 2; ++year) {
    const auto day = make_date(year, moment.month, moment.day == 0 ? 15 : moment.day);
    if (!day) continue;
    const std::int64_t away = distance(*day, anchor);
    if (best == 0 || away < least) best = year, least = away;
  }
  return best;
}

// What an article lends to its dates without year.
struct Anchors {
  std::optional<Day> latest;  // latest day of the text that has its year, no document's if possible
  std::optional<int> only_year;  // the one year the text names
  std::optional<int> of_part;    // the one year named with a quarter or a half
  int newest = 0;                // no day, month or quarter of the text is of a later year
};

// A birth, a founding: no time of the news.
bool is_past(const Context& context, Span date) {
  constexpr std::uint32_t kNear = 40;  // bytes that the word and what stands between may have
  // "sinh năm 1987": the date begins within the words.
  const auto words =
      context.analysis.of("date_past", {date.begin > kNear ? date.begin - kNear : 0, date.end});
  return std::ranges::any_of(words, [&](const Mention& word) {
    return word.span().begin < date.begin && word.span().end + 1 >= date.begin;
  });
}

Anchors anchors_of(const Context& context, const std::vector<Reading>& readings) {
  Anchors anchors;
  std::optional<Day> document;
  std::vector<int> years, of_parts;
  for (const Reading& reading : readings) {
    const Moment& m = reading.begin;
    if (m.year == 0 || is_past(context, reading.mention.span())) continue;
    if (!reading.end) years.push_back(m.year);
    if (!reading.suffix.empty()) of_parts.push_back(m.year);
    if (m.month != 0 || !reading.suffix.empty()) anchors.newest = std::max(anchors.newest, m.year);
    const auto day = m.day == 0 ? std::nullopt : make_date(m.year, m.month, m.day);
    if (!day) continue;
    std::optional<Day>& latest = reading.of_document ? document : anchors.latest;
    if (!latest || *latest < *day) latest = day;
  }
  if (!anchors.latest) anchors.latest = document;
  std::ranges::sort(years);
  if (!years.empty() && years.front() == years.back()) anchors.only_year = years.front();
  std::ranges::sort(of_parts);
  if (!of_parts.empty() && of_parts.front() == of_parts.back()) anchors.of_part = of_parts.front();
  return anchors;
}

// Reviews meet at the end of the year they look back on or at the beginning of the next, pledges at
// the end of the year before or in the year they are for.
int year_for(const Context& context, const Anchors& anchors, Moment moment) {
  if (context.input.published) return nearest_year(moment, *context.input.published);
  if (context.reviewed_year && moment.month >= 10) return *context.reviewed_year;
  if (context.reviewed_year && moment.month <= 3) return *context.reviewed_year + 1;
  if (context.planned_year) return *context.planned_year - (moment.month >= 10 ? 1 : 0);
  // Something later than the latest whole day is told: that day is of long ago.
  if (anchors.latest && anchors.latest->year + 1 < anchors.newest) return 0;
  if (anchors.latest) return nearest_year(moment, *anchors.latest);
  return anchors.only_year.value_or(0);
}

// Months that stand for a quarter or a half when its year is looked for.
int middle_month(const std::string& suffix) {
  const int n = suffix[1] - '0';
  return suffix[0] == 'Q' ? 3 * n - 1 : 6 * n - 3;
}

void fill_years(const Context& context, const Anchors& anchors, Reading& reading) {
  if (!reading.suffix.empty()) {
    if (reading.begin.year != 0) return;
    auto near = context.reviewed_year ? context.reviewed_year : context.planned_year;
    if (!near && !context.input.published) near = anchors.of_part;
    const Moment middle{0, middle_month(reading.suffix), 0};
    reading.begin.year = near ? *near : year_for(context, anchors, middle);
    return;
  }
  if (reading.end && reading.end->year == 0)
    reading.end->year = year_for(context, anchors, *reading.end);
  if (reading.begin.year != 0) return;
  if (!reading.end) {
    reading.begin.year = year_for(context, anchors, reading.begin);
  } else if (reading.end->year != 0) {
    reading.begin.year = reading.end->year - (reading.begin.month > reading.end->month ? 1 : 0);
  }
}

// --- Values

// Empty for a day the calendar lacks.
std::string value_of(Moment m) {
  // An unknown year is taken as a leap year: 29 February may exist.
  if (m.day != 0 && !make_date(m.year == 0 ? 2000 : m.year, m.month, m.day)) return {};
  char buffer[32];
  std::string value = "XXXX";
  if (m.year != 0) value = std::to_string(m.year);
  if (m.month != 0) std::snprintf(buffer, sizeof buffer, "-%02d", m.month), value += buffer;
  if (m.day != 0) std::snprintf(buffer, sizeof buffer, "-%02d", m.day), value += buffer;
  return value;
}

std::string value_of(const Reading& reading) {
  if (!reading.suffix.empty()) {
    return reading.begin.year == 0 ? "" : std::to_string(reading.begin.year) + "-" + reading.suffix;
  }
  const std::string begin = value_of(reading.begin);
  if (!reading.end) return begin;
  const std::string end = value_of(*reading.end);
  const bool years_known = reading.begin.year != 0 && reading.end->year != 0;
  if (begin.empty() || end.empty() || (years_known && begin >= end)) return {};
  return begin + "/" + end;
}

std::string part_of_day(const Context& context, const Mention& mention) {
  for (const std::string_view part : {"part", "part1"}) {
    if (!mention.has(part)) continue;
    const auto found = context.analysis.of("part_of_day", mention.part_span(part));
    if (!found.empty()) return found.front().value();
  }
  return {};
}

void add_fact(Context& context, const Reading& reading, const std::string& value) {
  const std::string part = part_of_day(context, reading.mention);
  for (Date& known : context.facts.dates) {
    if (known.value != value) continue;
    if (known.part_of_day.empty()) known.part_of_day = part;
    known.evidence.also.push_back(reading.mention.span());
    return;
  }
  Evidence evidence = evidence_of(reading.mention);
  const bool year_inferred = reading.begin.year != 0 && reading.begin.month != 0 &&
                             !reading.mention.has("year") && !reading.mention.has("year2") &&
                             !reading.mention.has("short_year");
  if (year_inferred) evidence.inferred.emplace_back("year");
  context.facts.dates.push_back({value, part, std::move(evidence)});
}

// Titles say it best; among mentions of equal standing the first counts.
std::optional<int> scope_year(const Context& context, std::string_view scope) {
  std::optional<int> in_lead;
  for (const Mention& mention : context.analysis.of("date_scope")) {
    if (mention.attr("tag") != scope) continue;
    const std::optional<int> year = year_of(mention.value());
    const BlockRole role = context.role_of_block(mention.span());
    if (role == BlockRole::kTitle) return year;
    if (role == BlockRole::kLead && !in_lead) in_lead = year;
  }
  return in_lead;
}

bool in_document(const std::vector<Mention>& documents, Span date) {
  return std::ranges::any_of(documents, [&](const Mention& document) {
    return document.has("date") && document.part_span("date").contains(date);
  });
}

}  // namespace

void find_dates(Context& context) {
  context.reviewed_year = scope_year(context, "reviewed");
  context.planned_year = scope_year(context, "planned");
  const std::vector<Mention> documents = context.analysis.of("document");
  std::vector<Reading> readings;
  for (const Mention& mention : context.analysis.of("date")) {
    const std::size_t first = readings.size();
    read_mention(context, mention, readings);
    for (std::size_t i = first; i < readings.size(); ++i) {
      readings[i].of_document = in_document(documents, mention.span());
    }
  }
  const Anchors anchors = anchors_of(context, readings);
  for (Reading& reading : readings) {
    fill_years(context, anchors, reading);
    const std::string value = value_of(reading);
    if (value.empty()) continue;
    context.dates.push_back({reading.mention.span(), value, reading.of_document});
    add_fact(context, reading, value);
  }
}

}  // namespace bangvang::facts
