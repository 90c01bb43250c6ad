#include <gtest/gtest.h>

#include "tests/page/read.h"

namespace bangvang::page {
namespace {

std::optional<std::string> published(const std::string& above, const std::string& below,
                                     Hints hints = {}) {
  return read(above + "\nTổng kết công tác thi đua năm 2023\n" + below + "\n\n" + kFirst + "\n\n" +
                  kSecond,
              std::move(hints))
      .published;
}

TEST(Published, ReadsTheStampsThatPagesWrite) {
  struct Case {
    const char* stamp;
    std::optional<std::string> want;
  };
  const Case cases[] = {
      {"05/03/2024 16:56", "2024-03-05T16:56+07:00"},
      {"Cập nhật lúc: 15:28 07/03/2024", "2024-03-07T15:28+07:00"},
      {"( Cập nhật lúc: 09/03/2024  )", "2024-03-09"},
      {"Ngày đăng : 08:20, 13/03/2024", "2024-03-13T08:20+07:00"},
      {"02-04-2024 10:07", "2024-04-02T10:07+07:00"},
      {"23:07 - 26/03/2024", "2024-03-26T23:07+07:00"},
      {"Bài đăng vào lúc: 16:21:00, ngày: 12/03/2024", "2024-03-12T16:21+07:00"},
      {"(15:32 | 22/03/2024)", "2024-03-22T15:32+07:00"},
      {"Cập nhật lúc 12:12, Thứ ba, 12/03/2024 (GMT+7)", "2024-03-12T12:12+07:00"},
      {"Thứ Ba, 12/03/2024, 09:15 [GMT+7]", "2024-03-12T09:15+07:00"},
      {"ngày 6 tháng 3 năm 2024", "2024-03-06"},
      {"06.03.2024", "2024-03-06"},
      {"2024-03-06T07:08", "2024-03-06T07:08+07:00"},
      {"06/03/2024 02:15 PM", "2024-03-06T14:15+07:00"},
      {"06/03/2024 2:15:09 CH", "2024-03-06T14:15+07:00"},
      {"06/03/2024 12:15 SA", "2024-03-06T00:15+07:00"},
      {"06/03/2024 16h05", "2024-03-06T16:05+07:00"},
      {"06/03/2024 10:20 | Lượt xem: 33", "2024-03-06T10:20+07:00"},
      {"Người đăng: admin Ngày đăng: 06/03/2024 Lượt xem: 3", "2024-03-06"},
      {"Kỷ niệm (11/6/1998 - 11/6/2023)", std::nullopt},
      {"31/02/2024", std::nullopt},
      {"Lượt xem: 2024", std::nullopt},
      {"Điện thoại: 0229 2024 2023", std::nullopt},
      {"Số 12/03/2024/QĐ", std::nullopt},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.stamp);
    EXPECT_EQ(published("", c.stamp), c.want);
  }
}

TEST(Published, TakesTheDateInBracketsFromTheHeadline) {
  const Article article = read("Tổng kết công tác thi đua (06/03/2024)\n\n" + kFirst);
  EXPECT_EQ(article.title, "Tổng kết công tác thi đua");
  EXPECT_EQ(article.published, "2024-03-06");
  EXPECT_EQ(article.blocks[0].span.of(article.text), "Tổng kết công tác thi đua");
  const Article years = read("Kỷ niệm ngày truyền thống (06/03/1974 - 06/03/2024)\n\n" + kFirst);
  EXPECT_FALSE(years.published);
}

TEST(Published, DoesNotBelieveClocks) {
  EXPECT_EQ(published("Thứ hai, 01/04/2024", ""), std::nullopt);
  EXPECT_EQ(published("Thứ hai, 01/04/2024", "06/03/2024 10:20"), "2024-03-06T10:20+07:00");
  EXPECT_EQ(published("Thứ hai, 01/04/2024 09:09", "06/03/2024"), "2024-03-06");
  EXPECT_EQ(published("", "Thứ tư, 03/04/2024\nThứ hai, 04/03/2024"), "2024-03-04");
  const Article below =
      read("Tổng kết công tác thi đua\n\n" + kFirst + "\n\n" + kSecond +
           "\n\nThứ sáu, ngày 05 tháng 04 năm 2024\n16Giờ\n55 Phút\n© 2019 Sở Nội vụ");
  EXPECT_FALSE(below.published);
  EXPECT_EQ(body(below), (Lines{kFirst, kSecond}));
}

TEST(Published, PublicationGoesBeforeUpdate) {
  EXPECT_EQ(published("", "Cập nhật lúc: 10:00 08/03/2024\nNgày đăng: 06/03/2024"), "2024-03-06");
  EXPECT_EQ(published("", "Ngày đăng: 06/03/2024 - Cập nhật: 08/03/2024"), "2024-03-06");
}

TEST(Published, IsFoundBelowTheTextOnlyWithALabel) {
  const auto below = [](const char* stamp) {
    std::string text = "Tổng kết công tác thi đua\n\n" + kFirst;
    for (int i = 0; i < 4; ++i) text += "\n\n" + kSecond;
    return read(text + "\n\n" + stamp + "\nTin khác\nHội thao ngành (01/01/2020)").published;
  };
  EXPECT_EQ(below("Ngày đăng: 06/03/2024"), "2024-03-06");
  EXPECT_EQ(below("06/03/2024"), std::nullopt);
}

TEST(Published, TrustsTheHintThenTheAddressThenTheStamp) {
  const std::string stamp = "06/03/2024 10:20";
  EXPECT_EQ(published("", stamp, {.published = "2024-03-05T20:00:00Z"}),
            "2024-03-06T03:00:00+07:00");
  EXPECT_EQ(published("", stamp, {.published = "05/03/2024 08:00"}), "2024-03-05T08:00+07:00");
  EXPECT_EQ(published("", stamp, {.published = "hôm qua"}), "2024-03-06T10:20+07:00");
  EXPECT_EQ(published("", stamp, {.url = "https://a.vn/2024/03/05/x"}), "2024-03-05");
  EXPECT_EQ(published("", stamp, {.url = "https://a.vn/2024/03/06/x"}), "2024-03-06T10:20+07:00");
  EXPECT_EQ(published("", stamp, {.url = "https://a.vn/202403/x"}), "2024-03-06T10:20+07:00");
  EXPECT_EQ(published("", "", {.url = "https://a.vn/202403/x"}), "2024-03");
}

}  // namespace
}  // namespace bangvang::page
