#include "extractor/page/html.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/page/read.h"

namespace bangvang::page {
namespace {

std::string with_head(std::string_view head, std::string_view body) {
  return "<!DOCTYPE html><html><head><meta charset=utf-8>" + std::string(head) + "</head><body>" +
         std::string(body) + "</body></html>";
}

TEST(ReadHtml, FindsTheArticleOfAPage) {
  const auto article = read_html(
      with_head(
          "<title>Tổng kết công tác thi đua năm 2023 - Sở Nội vụ</title>",
          "<div id=menu><ul><li><a href=/>Trang chủ</a><li><a href=/g>Giới thiệu</a></ul></div>"
          "<div class=main><h1>Tổng kết công tác thi đua năm 2023</h1><span class=date>05/03/2024 "
          "10:20</span><div class=content><p>" +
              kFirst + "</p><p>" + kSecond +
              "</p></div></div><div class=tin-lien-quan><ul><li><a href=/1>Một bản tin khác "
              "của Sở Nội vụ trong năm</a></ul></div><div id=footer>Địa chỉ: Số 1, đường Tràng "
              "An</div>"),
      {});
  ASSERT_TRUE(article);
  EXPECT_EQ(article->title, "Tổng kết công tác thi đua năm 2023");
  EXPECT_EQ(article->published, "2024-03-05T10:20+07:00");
  EXPECT_EQ(article->text, "Tổng kết công tác thi đua năm 2023\n" + kFirst + "\n" + kSecond + "\n");
  EXPECT_EQ(body(*article), (Lines{kFirst, kSecond}));
}

}  // namespace
}  // namespace bangvang::page
