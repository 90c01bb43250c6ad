// Civil dates of the proleptic Gregorian calendar. No clock, no time zone database, no locale:
// equal input gives equal output on any machine.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bangvang {

// A day that exists in the calendar when it came from make_date or a parser here; the struct
// itself does not check.
struct Date {
  int year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31

  friend auto operator<=>(const Date&, const Date&) = default;
};

enum class Weekday { kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday, kSunday };

// Nothing for a day the calendar lacks and for years outside 1 to 9999.
std::optional<Date> make_date(int year, int month, int day);

bool is_leap_year(int year);

// Requires: month is 1 to 12.
int days_in_month(int year, int month);

// Days since 1970-01-01, negative before. Requires: `date` exists.
std::int64_t days_from_civil(Date date);

Date civil_from_days(std::int64_t days);

// The day `days` later, or earlier when negative. Requires: `date` exists.
Date add_days(Date date, std::int64_t days);

// Requires: `date` exists.
Weekday weekday(Date date);

// "2023-02-22". Requires: year is 0 to 9999.
std::string to_iso(Date date);

// Reads exactly "2023-02-22". Nothing for another form or a day the calendar lacks.
std::optional<Date> parse_iso_date(std::string_view text);

// The day in Viet Nam (+07:00) of an ISO 8601 time: "2023-02-22T16:56Z", "2023-02-22 16:56:10.5
// +0700", "20230222T165600Z". A time without offset, and a day without time, is taken as local.
// White space at either end is ignored; anything else that is left over gives nothing.
std::optional<Date> parse_local_day(std::string_view text);

// The same instant as "2023-02-22T23:56+07:00", with seconds when the text gives them; a day
// without time stays a day, and a time without offset is local and gains +07:00.
std::optional<std::string> to_local_time(std::string_view text);

}  // namespace bangvang
