#include "extractor/events/meeting.h"

#include "tests/facts/run.h"

namespace bangvang::events {
namespace {

using Activities = std::vector<std::string>;

TEST(Meetings, TakesActivitiesFromTitleAndLead) {
  struct Case {
    const char* why;
    const char* text;
    Activities activities;
    const char* date;
  };
  const Case cases[] = {
      {"title and lead together",
       "Khối thi đua số 4 ký giao ước thi đua năm 2022\n"
       "Sáng 15/3/2022, Khối thi đua số 4 tổ chức Hội nghị phát động thi đua tại Hội trường.",
       {"pledge_signing", "launch"},
       "2022-03-15"},
      {"a review and a pledge, without a word for the meeting",
       "Chiều 21/01/2022, Cụm thi đua số 2 tổng kết phong trào năm 2021 và ký kết giao ước năm "
       "2022.",
       {"review", "pledge_signing"},
       "2022-01-21"},
      {"a hand-over",
       "Ngày 29/12/2025, Khối họp bàn giao Khối trưởng năm 2026.",
       {"role_election"},
       "2025-12-29"},
      {"a ceremony",
       "Sáng 17/5/2023, Quận ủy tổ chức Lễ trao Huy hiệu Đảng.",
       {"award_ceremony"},
       "2023-05-17"},
      {"nothing of these",
       "Sáng 17/5/2023, Sở Y tế tổ chức hội nghị giao ban.",
       {"other"},
       "2023-05-17"},
      {"a memorandum",
       "Ngày 05/3/2026, Sở Y tế và Bệnh viện Sông Hàn ký biên bản hợp tác.",
       {"other"},
       "2026-03-05"},
      {"the document's date is not the meeting's",
       "Thực hiện Kế hoạch số 11/KH-SNV ngày 01/12/2022, ngày 20/12/2022 Khối tổ chức Hội nghị "
       "tổng kết năm 2022.",
       {"review"},
       "2022-12-20"},
      {"the first of two days",
       "Trong hai ngày 10 và 11/01/2019, Cụm thi đua số 4 tổng kết năm 2018.",
       {"review"},
       "2019-01-10"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const facts::ReadArticle article(c.text);
    const auto meetings = find_meetings(article.context());
    ASSERT_EQ(meetings.size(), 1u);
    EXPECT_EQ(meetings[0].activities, c.activities);
    EXPECT_EQ(meetings[0].date, c.date);
  }
}

TEST(Meetings, TellsThePartOfTheDayAndTheYear) {
  const facts::ReadArticle article(
      "Tổng kết công tác năm 2022 và ký kết giao ước thi đua năm 2023\n"
      "Chiều ngày 09/01/2023, Khối thi đua tổ chức Hội nghị tổng kết.");
  const auto meetings = find_meetings(article.context());
  ASSERT_EQ(meetings.size(), 1u);
  EXPECT_EQ(meetings[0].part_of_day, "afternoon");
  EXPECT_EQ(meetings[0].year, 2023);
}

TEST(Meetings, NeedsNoDayWhenTheLeadBeginsWithTheOccasion) {
  const facts::ReadArticle article(
      "Khối 3 bước vào năm mới\nVừa qua, Khối thi đua số 3 đã tổ chức hội nghị ký giao ước thi đua "
      "năm 2023.");
  const auto meetings = find_meetings(article.context());
  ASSERT_EQ(meetings.size(), 1u);
  EXPECT_EQ(meetings[0].activities, Activities{"pledge_signing"});
  EXPECT_EQ(meetings[0].date, std::nullopt);
}

TEST(Meetings, LeavesHistoryAlone) {
  const facts::ReadArticle article("Lịch sử ngành\nNgày 15/5/1950, Đại hội lần thứ nhất khai mạc.",
                                   "2023-05-10");
  EXPECT_TRUE(find_meetings(article.context()).empty());
}

TEST(Meetings, FindsNoneWhereNobodyMet) {
  const char* cases[] = {
      "Tặng Bằng khen cho hộ nghèo vươn lên\nNgày 14/3/2019, Chủ tịch UBND tỉnh ký Quyết định tặng "
      "Bằng khen.",
      "Từ ngày 01/9/2020, các cụm thực hiện quy chế mới.",
      "Công ty được thành lập ngày 08/3/1977 và có 11 nhà máy.",
      "Sở Công Thương phát động thi đua năm 2022\n"
      "Ngày 01/3/2022, Sở Công Thương ban hành Kế hoạch số 22/KH-SCT về thi đua. Đăng ký trước "
      "ngày 20/02/2022.",
      "Phong trào do Thủ tướng phát động được các cấp hưởng ứng.",
  };
  for (const char* text : cases) {
    SCOPED_TRACE(text);
    EXPECT_TRUE(find_meetings(facts::ReadArticle(text).context()).empty());
  }
}

}  // namespace
}  // namespace bangvang::events
