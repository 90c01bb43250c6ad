#include "extractor/base/date.h"

#include <array>
#include <cassert>

namespace bangvang {
namespace {

constexpr int kLocalOffsetMinutes = 7 * 60;
constexpr int kMinutesPerDay = 24 * 60;

// Reads what it is asked for from the front of a text, or nothing at all.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool skip(char c) {
    if (peek() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool digit_next() const { return peek() >= '0' && peek() <= '9'; }

  std::optional<int> number(std::size_t digits) {
    if (rest_.size() < digits) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, digits)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

 private:
  std::string_view rest_;
};

struct Time {
  int hour = 0, minute = 0;
  std::optional<int> second;
  std::optional<int> offset_minutes;
};

struct DateTime {
  Date date;
  std::optional<Time> time;
};

std::optional<Date> read_date(Reader& in) {
  const auto year = in.number(4);
  const bool dashed = year && in.skip('-');
  const auto month = in.number(2);
  if (!year || !month || (dashed && !in.skip('-'))) return std::nullopt;
  const auto day = in.number(2);
  return day ? make_date(*year, *month, *day) : std::nullopt;
}

// The sign is still to be read.
std::optional<int> read_offset(Reader& in) {
  const int sign = in.skip('-') ? -1 : 1;
  if (sign > 0 && !in.skip('+')) return std::nullopt;
  const auto hours = in.number(2);
  if (!hours) return std::nullopt;
  const bool colon = in.skip(':');
  const auto minutes = colon || in.digit_next() ? in.number(2) : std::optional<int>(0);
  if (!minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return sign * (*hours * 60 + *minutes);
}

std::optional<Time> read_time(Reader& in) {
  Time time;
  const auto hour = in.number(2);
  if (!hour) return std::nullopt;
  const bool colon = in.skip(':');
  const auto minute = in.number(2);
  if (!minute) return std::nullopt;
  if (colon ? in.skip(':') : in.digit_next()) {
    time.second = in.number(2);
    if (!time.second) return std::nullopt;
    if (in.skip('.') || in.skip(',')) {
      if (!in.number(1)) return std::nullopt;
      while (in.number(1)) {
      }
    }
  }
  // A leap second is written 60; no day changes by it.
  if (*hour > 24 || *minute > 59 || time.second.value_or(0) > 60) return std::nullopt;
  if (*hour == 24 && (*minute != 0 || time.second.value_or(0) != 0)) return std::nullopt;
  time.hour = *hour;
  time.minute = *minute;
  return time;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::optional<DateTime> read_date_time(std::string_view text) {
  Reader in(trimmed(text));
  const auto date = read_date(in);
  if (!date) return std::nullopt;
  if (in.done()) return DateTime{*date, std::nullopt};
  if (!in.skip('T') && !in.skip('t') && !in.skip(' ')) return std::nullopt;
  auto time = read_time(in);
  if (!time) return std::nullopt;
  while (in.skip(' ')) {
  }
  if (in.skip('Z') || in.skip('z')) {
    time->offset_minutes = 0;
  } else if (!in.done()) {
    time->offset_minutes = read_offset(in);
    if (!time->offset_minutes) return std::nullopt;
  }
  if (!in.done()) return std::nullopt;
  return DateTime{*date, time};
}

// Turns the time to +07:00. Nothing when that leaves the years we can write.
std::optional<DateTime> to_local(DateTime value) {
  if (!value.time) return value;
  Time& time = *value.time;
  const int offset = time.offset_minutes.value_or(kLocalOffsetMinutes);
  int minutes = time.hour * 60 + time.minute + kLocalOffsetMinutes - offset;
  int days = 0;
  for (; minutes < 0; minutes += kMinutesPerDay) --days;
  for (; minutes >= kMinutesPerDay; minutes -= kMinutesPerDay) ++days;
  value.date = add_days(value.date, days);
  if (value.date.year < 1 || value.date.year > 9999) return std::nullopt;
  time.hour = minutes / 60;
  time.minute = minutes % 60;
  time.offset_minutes = kLocalOffsetMinutes;
  return value;
}

void append_number(std::string& out, int value, int digits) {
  for (int scale = digits == 4 ? 1000 : 10; scale > 0; scale /= 10) {
    out += static_cast<char>('0' + value / scale % 10);
  }
}

}  // namespace

bool is_leap_year(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  assert(month >= 1 && month <= 12);
  constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::optional<Date> make_date(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date{year, month, day};
}

// Years are counted from March, so that the leap day is the last of its year and the lengths of
// the months before it follow one formula; 400 years (an era) always have 146,097 days.
std::int64_t days_from_civil(Date date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month = date.month > 2 ? date.month - 3 : date.month + 9;
  const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Date civil_from_days(std::int64_t days) {
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const std::int64_t day_of_era = shifted - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
  const std::int64_t civil_month = month < 10 ? month + 3 : month - 9;
  const std::int64_t year = era * 400 + year_of_era + (civil_month <= 2 ? 1 : 0);
  return {static_cast<int>(year), static_cast<int>(civil_month), static_cast<int>(day)};
}

Date add_days(Date date, std::int64_t days) {
  return civil_from_days(days_from_civil(date) + days);
}

Weekday weekday(Date date) {
  // 1970-01-01 was a Thursday.
  const std::int64_t index = (days_from_civil(date) % 7 + 7 + 3) % 7;
  return static_cast<Weekday>(index);
}

std::string to_iso(Date date) {
  assert(date.year >= 0 && date.year <= 9999);
  std::string out;
  append_number(out, date.year, 4);
  out += '-';
  append_number(out, date.month, 2);
  out += '-';
  append_number(out, date.day, 2);
  return out;
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  Reader in(text);
  const auto date = read_date(in);
  return in.done() ? date : std::nullopt;
}

std::optional<Date> parse_local_day(std::string_view text) {
  const auto value = read_date_time(text);
  if (!value) return std::nullopt;
  const auto local = to_local(*value);
  return local ? std::optional(local->date) : std::nullopt;
}

std::optional<std::string> to_local_time(std::string_view text) {
  const auto value = read_date_time(text);
  if (!value) return std::nullopt;
  const auto local = to_local(*value);
  if (!local) return std::nullopt;
  std::string out = to_iso(local->date);
  if (!local->time) return out;
  out += 'T';
  append_number(out, local->time->hour, 2);
  out += ':';
  append_number(out, local->time->minute, 2);
  if (local->time->second) {
    out += ':';
    append_number(out, *local->time->second, 2);
  }
  return out + "+07:00";
}

}  // namespace bangvang
