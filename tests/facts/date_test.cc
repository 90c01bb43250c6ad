#include "tests/facts/run.h"

namespace bangvang::facts {
namespace {

using Values = std::vector<std::string>;

Values values(const ReadArticle& run) {
  Values found;
  for (const Date& date : run.facts().dates) found.push_back(date.value);
  return found;
}

TEST(Dates, ReadsEachShape) {
  struct Case {
    const char* text;
    Values values;
  };
  const Case cases[] = {
      {"Sáng ngày 22/2/2023, Khối thi đua số 2 họp.", {"2023-02-22"}},
      {"Hướng dẫn ban hành ngày ngày14/11/2021.", {"2021-11-14"}},
      {"Ngày 09 tháng 12 năm 2021, tỉnh công bố.", {"2021-12-09"}},
      {"Ngày 21-3-2019 và ngày 14.5.2011.", {"2019-03-21", "2011-05-14"}},
      {"ngày 30 tháng mười một năm 2022", {"2022-11-30"}},
      {"Các ngày 26, 27, 28/6/2024, thi tốt nghiệp.", {"2024-06-26", "2024-06-27", "2024-06-28"}},
      {"nghỉ các ngày 30/4 và 1/5/2024", {"2024-04-30", "2024-05-01"}},
      {"từ ngày 10 đến 12/5/2024", {"2024-05-10/2024-05-12"}},
      {"từ ngày 30/12 đến ngày 02/01/2024", {"2023-12-30/2024-01-02"}},
      {"Từ ngày 11/3/2021 - 14/3/2021", {"2021-03-11/2021-03-14"}},
      {"trong tháng 5 và tháng 6 năm 2024", {"2024-05", "2024-06"}},
      {"từ tháng 9/2022 đến tháng 5/2023", {"2022-09/2023-05"}},
      {"8 tháng năm 2025, thu ngân sách tăng", {"2025"}},
      {"Cờ thi đua: năm 2015, 2018, 2021", {"2015", "2018", "2021"}},
      {"đến năm 2030, tầm nhìn 2045", {"2030", "2045"}},
      {"Kế hoạch 05 năm (2021-2025)", {"2021/2025"}},
      {"nhiệm kỳ 2020 – 2025, giai đoạn 2021 - 2025", {"2020/2025", "2021/2025"}},
      {"năm học 2022-2023 và năm học 2023 - 24", {"2022/2023", "2023/2024"}},
      {"quý III/2024 và 6 tháng đầu năm 2024", {"2024-Q3", "2024-H1"}},
      {"sáu tháng cuối năm 2023, nửa đầu năm 2024", {"2023-H2", "2024-H1"}},
      {"Sáng 22/2/23, Sở họp; hội chợ (25-27/11/2023)", {"2023-02-22", "2023-11-25/2023-11-27"}},
      {"từ 8 giờ ngày 1/6 đến 17 giờ ngày 5/6/2024", {"2024-06-01/2024-06-05"}},
      {"từ năm 2018 đến năm 2022, từ 2015 đến 2020", {"2018/2022", "2015/2020"}},
      {"chiến lược đến 2030, tầm nhìn đến 2045", {"2030", "2045"}},
      {"mừng Xuân Giáp Thìn 2024", {"2024"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(values(run(c.text)), c.values);
  }
}

TEST(Dates, LeavesLookAlikesAlone) {
  const char* cases[] = {
      "Ngày Nhà giáo Việt Nam (20/11/1982 - 20/11/2023)",
      "kỷ niệm 10 năm thành lập Trường (2013 - 2023)",
      "Có 138/141 nhiệm vụ hoàn thành, đạt 97,8%; 7/9 xã đạt chuẩn.",
      "Quyết định số 31/2020/QĐ-UBND",
      "Điện thoại: 0229 3871157, Fax: 0229.387.1158",
      "Mỗi tháng 2 lần, chi bộ họp; mẹ năm nay 88 tuổi.",
      "lập thành tích chào mừng ngày 20/11; Ngày 18/5 hằng năm",
      "kỷ niệm 76 năm Ngày Thương binh - Liệt sĩ (27/7/1947)",
      "từ Cách mạng tháng Tám năm 1945",
      "Hôm nay: 37 | Tháng 10: 1.204",
      "ngày 31/2/2023 không có trong lịch",
      "Lễ hội diễn ra vào ngày 10/3 âm lịch",
      "giải Nhất trị giá 30.000.000 đồng, tỷ số 2-1",
  };
  for (const char* text : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(values(run(text, "2023-10-20")), Values{});
  }
}

TEST(Dates, TakesTheYearFromWhatTheArticleGives) {
  struct Case {
    const char* why;
    const char* text;
    const char* published;
    const char* value;
  };
  const Case cases[] = {
      {"nearest to the day of publication", "Sáng 27/12, Sở họp.", "2023-01-04", "2022-12-27"},
      {"a review in December", "Tổng kết công tác năm 2022\nSáng 20/12, Sở họp.", "", "2022-12-20"},
      {"a review in January", "Tổng kết công tác năm 2022\nSáng 09/01, Sở họp.", "", "2023-01-09"},
      {"a pledge in January", "Ký giao ước thi đua năm 2024\nSáng 26/01, Khối họp.", "",
       "2024-01-26"},
      {"a pledge in December", "Ký giao ước thi đua năm 2024\nSáng 26/12, Khối họp.", "",
       "2023-12-26"},
      {"another day of the article", "Chiều 02/8 mưa lớn. Ngày 05/8/2021 nước rút.", "",
       "2021-08-02"},
      {"the only year of the article", "Chiều 02/8, đoàn đến. Thành tích năm 2021.", "",
       "2021-08-02"},
      {"nothing", "Sáng 26/01, Khối họp.", "", "XXXX-01-26"},
      {"two years, neither of them the day's", "Sáng 26/01 họp. Năm 2012 và năm 2019.", "",
       "XXXX-01-26"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const ReadArticle article = run(c.text, c.published);
    const auto& dates = article.facts().dates;
    EXPECT_TRUE(std::ranges::any_of(dates, [&](const Date& d) { return d.value == c.value; }))
        << ::testing::PrintToString(values(article));
  }
}

TEST(Dates, ResolvesRelativeDaysOnlyAgainstPublication) {
  EXPECT_EQ(values(run("Sáng nay, Sở Y tế họp.", "2022-07-26")), Values{"2022-07-26"});
  EXPECT_EQ(values(run("Chiều qua, Sở Y tế họp.", "2022-03-01")), Values{"2022-02-28"});
  EXPECT_EQ(values(run("Sáng nay, Sở Y tế họp.")), Values{});
  EXPECT_EQ(values(run("Chiều nay (10/4), Sở Y tế họp.", "2022-04-11")), Values{"2022-04-10"});
}

TEST(Dates, KeepsThePartOfDayAndEveryPlace) {
  const ReadArticle article =
      run("Ký ngày 22/2/2023.\nSáng ngày 22/2/2023, trời mưa; chiều 22/02/2023 tạnh.");
  ASSERT_EQ(article.facts().dates.size(), 1u);
  EXPECT_EQ(article.facts().dates[0].part_of_day, "morning");
  EXPECT_EQ(article.facts().dates[0].evidence.also.size(), 2u);
}

TEST(Dates, KnowsTheYearsOfReviewAndPlan) {
  const ReadArticle article =
      run("Kết quả phong trào thi đua Khối số 3 năm 2022 và ký kết giao ước năm 2023\nHội nghị "
          "diễn ra tại Huế.");
  EXPECT_EQ(article.context().reviewed_year, 2022);
  EXPECT_EQ(article.context().planned_year, 2023);
}

TEST(Dates, MarksTheIssueDatesOfDocuments) {
  const ReadArticle article =
      run("Theo Quyết định số 12/QĐ-UBND ngày 05/3/2021, ngày 10/3/2021 Sở họp.");
  ASSERT_EQ(article.context().dates.size(), 2u);
  EXPECT_TRUE(article.context().dates[0].of_document);
  EXPECT_FALSE(article.context().dates[1].of_document);
}

}  // namespace
}  // namespace bangvang::facts
