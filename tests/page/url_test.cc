#include "extractor/page/url.h"

#include <gtest/gtest.h>

#include "tests/page/read.h"

namespace bangvang::page {
namespace {

TEST(CanonicalUrl, GivesOneSpelling) {
  struct Case {
    const char* url;
    const char* want;
  };
  const Case cases[] = {
      {"HTTP://WWW.SoNoiVu.Example.gov.vn:80/Tin/Bai-1/",
       "https://sonoivu.example.gov.vn/Tin/Bai-1"},
      {"https://a.vn/x?utm_source=zalo&id=3&fbclid=z#top", "https://a.vn/x?id=3"},
      {"https://a.vn/x;jsessionid=AB12?id=3", "https://a.vn/x?id=3"},
      {"https://a.vn", "https://a.vn"},
      {"https://a.vn/?", "https://a.vn"},
      {"https://a.vn:8443/x", "https://a.vn:8443/x"},
      {" /tin/1.html ", "/tin/1.html"},
      {"", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.url);
    EXPECT_EQ(canonical_url(c.url), c.want);
    EXPECT_EQ(canonical_url(canonical_url(c.url)), c.want);
  }
  EXPECT_EQ(read("x", {.url = "http://www.a.vn/"}).url, "https://a.vn");
}

TEST(UrlDate, ReadsTheDayOrMonthOfAPath) {
  struct Case {
    const char* url;
    std::optional<std::string> want;
  };
  const Case cases[] = {
      {"https://a.vn/2024/03/06/tong-ket", "2024-03-06"},
      {"https://a.vn/2024/3/6/tong-ket", "2024-03-06"},
      {"https://a.vn/2024/03/tong-ket", "2024-03"},
      {"https://a.vn/202403/tong-ket-12.html", "2024-03"},
      {"https://a.vn/202403/tong-ket-06032024.html", "2024-03-06"},
      {"https://a.vn/tong-ket_2024-03-06_77.html", "2024-03-06"},
      {"https://a.vn/tong-ket-20240306102030456.htm", "2024-03-06"},
      {"https://a.vn/tong-ket-20012013.html", "2013-01-20"},
      {"https://20240306.a.vn/tong-ket", std::nullopt},
      {"https://a.vn/x?d=20240306", std::nullopt},
      {"https://a.vn/nam-2024/tong-ket", std::nullopt},
      {"https://a.vn/giai-doan-2021-2025", std::nullopt},
      {"https://a.vn/tong-ket-99999999.html", std::nullopt},
      {"https://a.vn/1234567", std::nullopt},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.url);
    EXPECT_EQ(url_date(c.url), c.want);
  }
}

}  // namespace
}  // namespace bangvang::page
