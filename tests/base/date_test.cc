#include "extractor/base/date.h"

#include <gtest/gtest.h>

namespace bangvang {
namespace {

TEST(MakeDate, RefusesDaysTheCalendarLacks) {
  struct Case {
    const char* why;
    int year, month, day;
  };
  const Case cases[] = {
      {"month thirteen", 2023, 13, 1},
      {"month zero", 2023, 0, 1},
      {"day zero", 2023, 5, 0},
      {"31 April", 2023, 4, 31},
      {"common February", 2023, 2, 29},
      {"century without leap day", 1900, 2, 29},
      {"thirtieth of February", 2024, 2, 30},
      {"year zero", 0, 1, 1},
      {"year of five digits", 10000, 1, 1},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_FALSE(make_date(c.year, c.month, c.day));
  }
}

TEST(MakeDate, KeepsLeapDays) {
  EXPECT_EQ(make_date(2024, 2, 29), (Date{2024, 2, 29}));
  EXPECT_EQ(make_date(2000, 2, 29), (Date{2000, 2, 29}));
}

TEST(CivilDays, RunOnWithoutGapFromYear1To9999) {
  Date expected{1, 1, 1};
  const std::int64_t first = days_from_civil(expected);
  const std::int64_t last = days_from_civil({9999, 12, 31});
  for (std::int64_t day = first; day <= last; ++day) {
    ASSERT_EQ(civil_from_days(day), expected);
    ASSERT_EQ(days_from_civil(expected), day);
    if (++expected.day > days_in_month(expected.year, expected.month)) {
      expected.day = 1;
      if (++expected.month > 12) expected.month = 1, ++expected.year;
    }
  }
  EXPECT_EQ(days_from_civil({1970, 1, 1}), 0);
}

TEST(AddDays, CrossesMonthsAndYears) {
  EXPECT_EQ(add_days({2023, 12, 31}, 1), (Date{2024, 1, 1}));
  EXPECT_EQ(add_days({2024, 3, 1}, -1), (Date{2024, 2, 29}));
  EXPECT_EQ(add_days({2023, 2, 22}, 365), (Date{2024, 2, 22}));
}

TEST(WeekdayOf, KnownDays) {
  EXPECT_EQ(weekday({1970, 1, 1}), Weekday::kThursday);
  EXPECT_EQ(weekday({1969, 12, 31}), Weekday::kWednesday);
  EXPECT_EQ(weekday({1945, 9, 2}), Weekday::kSunday);
  EXPECT_EQ(weekday({2023, 2, 22}), Weekday::kWednesday);
}

TEST(ParseIsoDate, ReadsExactlyOneForm) {
  EXPECT_EQ(parse_iso_date("2023-02-22"), (Date{2023, 2, 22}));
  for (const char* text : {"", "2023-2-22", "20230222", "2023-02-29", "2023-02-22 ", " 2023-02-22",
                           "2023/02/22", "2023-02-2x", "+023-02-22"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(parse_iso_date(text));
  }
  EXPECT_EQ(to_iso({987, 6, 5}), "0987-06-05");
}

TEST(ParseLocalDay, TakesTheDayInVietNam) {
  struct Case {
    const char* text;
    Date day;
    const char* local;
  };
  const Case cases[] = {
      {"2023-02-22", {2023, 2, 22}, "2023-02-22"},
      {"2023-02-22T16:56", {2023, 2, 22}, "2023-02-22T16:56+07:00"},
      {"2023-02-22T16:56Z", {2023, 2, 22}, "2023-02-22T23:56+07:00"},
      {"2023-02-22T17:00Z", {2023, 2, 23}, "2023-02-23T00:00+07:00"},
      {"2023-12-31T23:30:15Z", {2024, 1, 1}, "2024-01-01T06:30:15+07:00"},
      {"2023-02-22T16:56:10.123+07:00", {2023, 2, 22}, "2023-02-22T16:56:10+07:00"},
      {"2023-02-22T01:00+09:00", {2023, 2, 21}, "2023-02-21T23:00+07:00"},
      {"2023-02-22 21:00 -0330", {2023, 2, 23}, "2023-02-23T07:30+07:00"},
      {"20230222T165600Z", {2023, 2, 22}, "2023-02-22T23:56:00+07:00"},
      {"2023-02-22T24:00", {2023, 2, 23}, "2023-02-23T00:00+07:00"},
      {" 2023-02-22T10:00+07 \n", {2023, 2, 22}, "2023-02-22T10:00+07:00"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(parse_local_day(c.text), c.day);
    EXPECT_EQ(to_local_time(c.text), c.local);
  }
}

TEST(ParseLocalDay, RefusesWhatIsNoTime) {
  for (const char* text : {"", "T10:00", "2023-02-30T10:00Z", "2023-02-22T", "2023-02-22T25:00",
                           "2023-02-22T24:01", "2023-02-22T10:60", "2023-02-22T10:00+15:00",
                           "2023-02-22T10:00+07:0", "2023-02-22T10:00 ICT", "2023-02-22X10:00",
                           "2023-02-22T10:00:", "2023-02-22T10:00:00.", "9999-12-31T23:00Z"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(parse_local_day(text));
    EXPECT_FALSE(to_local_time(text));
  }
}

}  // namespace
}  // namespace bangvang
