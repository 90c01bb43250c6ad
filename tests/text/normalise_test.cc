#include <gtest/gtest.h>

#include "extractor/text/normal_text.h"

namespace bangvang::text {
namespace {

std::string normal(std::string_view raw) {
  const auto text = normalise(raw);
  return text ? std::string(text->utf8()) : "error: " + text.error().message();
}

struct Case {
  const char* why;
  std::string_view raw, normal;
};

TEST(Normalise, WritesCharactersInOneWay) {
  const Case cases[] = {
      {"nothing to do", "Sở Nội vụ", "Sở Nội vụ"},
      {"decomposed", "So\u031B\u0309 No\u0323\u0302i vu\u0323", "Sở Nội vụ"},
      {"marks in the order NFC leaves apart", "a\u0301\u0306 e\u0301\u0302", "ắ ế"},
      {"composed quality, loose tone", "ê\u0323", "ệ"},
      {"no-break space", "Sở\u00A0Y tế", "Sở Y tế"},
      {"a run of all kinds of space", "Sở \u00A0\t\u2009 Y tế", "Sở Y tế"},
      {"invisible characters", "\uFEFFth\u200Bi \u00ADđua", "thi đua"},
      {"invisible between letter and mark", "a\u200B\u0301", "á"},
      {"dashes", "2021 – 2025 — x − y", "2021 - 2025 - x - y"},
      {"quotes", "“Sở” «Y» ‘tế’", "\"Sở\" \"Y\" 'tế'"},
      {"ellipsis", "v.v…", "v.v..."},
      {"line ends", "a\r\nb\rc\u2028d\n\n\ne", "a\nb\nc\nd\n\n\ne"},
      {"look-alikes of đ", "Ɖảng ɖua D\u0335ảng", "Đảng đua Đảng"},
      {"NUL", std::string_view("a\0b", 3), "a\uFFFDb"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(normal(c.raw), c.normal);
    EXPECT_EQ(normal(c.normal), c.normal);
  }
}

TEST(Normalise, NamesTheByteThatIsNotUtf8) {
  const auto text = normalise("Sở \xFF");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message(), "byte 5: not UTF-8");
}

}  // namespace
}  // namespace bangvang::text
