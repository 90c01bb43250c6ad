#include "extractor/source/corpus.h"

#include <gtest/gtest.h>

namespace bangvang::source {
namespace {

constexpr std::string_view kTwo =
    "# Both made up.\n"
    "==== Ký kết\n"
    ":published 2023-12-08\n"
    ":province thua-thien-hue\n"
    "\n"
    "Tiêu đề\n"
    "\n"
    "Sáng 6/12, Sở Tư pháp làm Trưởng khối.\n"
    "----\n"
    "date  2023-12-06\n"
    "# why\n"
    "? agency  Sở Tư pháp\n"
    "\n"
    "==== Không có gì\n"
    ":url https://example.gov.vn/a\n"
    "\n"
    "Một dòng.\n"
    "----\n";

TEST(ParseCorpus, ReadsArticlesAndKeepsExpectedLinesRaw) {
  const auto articles = parse_corpus(kTwo, "two.corpus");
  ASSERT_TRUE(articles) << articles.error().message();
  ASSERT_EQ(articles->size(), 2u);
  const CorpusArticle& first = articles->front();
  EXPECT_EQ(first.name, "Ký kết");
  EXPECT_EQ(first.published, "2023-12-08");
  EXPECT_EQ(first.province, "thua-thien-hue");
  EXPECT_EQ(first.text, "Tiêu đề\n\nSáng 6/12, Sở Tư pháp làm Trưởng khối.");
  EXPECT_EQ(first.expected,
            (std::vector<std::string>{"date  2023-12-06", "# why", "? agency  Sở Tư pháp"}));
  EXPECT_EQ(first.line, 2u);
  const CorpusArticle& second = articles->back();
  EXPECT_EQ(second.url, "https://example.gov.vn/a");
  EXPECT_FALSE(second.province);
  EXPECT_TRUE(second.expected.empty());
  EXPECT_EQ(second.line, 14u);
}

TEST(ParseCorpus, WritingGivesTheFileBack) {
  const auto articles = parse_corpus(kTwo, "two.corpus");
  ASSERT_TRUE(articles);
  EXPECT_EQ(write_corpus(*articles), kTwo);
}

// Found by fuzzing: with one carriage return taken off, the second went at the next reading.
TEST(ParseCorpus, TakesOffEveryCarriageReturnAtOnce) {
  const auto articles = parse_corpus("==== A\n\nx\r\r\n----\n", "a");
  ASSERT_TRUE(articles);
  EXPECT_EQ(articles->front().text, "x");
}

TEST(ParseCorpus, TakesWindowsLineEndsAndAByteOrderMark) {
  const auto articles =
      parse_corpus("\xEF\xBB\xBF==== A\r\n\r\nx\r\ny\r\n----\r\ndate  2023\r\n", "a");
  ASSERT_TRUE(articles) << articles.error().message();
  EXPECT_EQ(articles->front().text, "x\ny");
  EXPECT_EQ(articles->front().expected.front(), "date  2023");
}

TEST(ParseCorpus, NamesTheLineThatIsWrong) {
  struct Case {
    const char* why;
    std::string_view bytes;
    const char* message;
  };
  const Case cases[] = {
      {"text before the first article", "x\n==== A\n",
       "c:line 1: an article must begin with \"==== NAME\""},
      {"no name", "====  \n\nx\n----\n", "c:line 1: the article has no name"},
      {"one name twice", "==== A\n\nx\n----\n==== A\n\ny\n----\n",
       "c:line 5: a second article has the name A"},
      {"an unknown declaration", "==== A\n:author B\n\nx\n----\n",
       "c:line 2: there is no declaration :author"},
      {"a declaration twice", "==== A\n:url a\n:url b\n\nx\n----\n", "c:line 3: :url comes twice"},
      {"an empty declaration", "==== A\n:url\n\nx\n----\n", "c:line 2: :url is empty"},
      {"no end of the text", "==== A\n\nx\n==== B\n\ny\n----\n",
       "c:line 1: the text of A does not end in ----"},
      {"no end of the file's text", "==== A\n\nx", "c:line 1: the text of A does not end in ----"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const auto articles = parse_corpus(c.bytes, "c");
    ASSERT_FALSE(articles);
    EXPECT_EQ(articles.error().message(), c.message);
  }
}

TEST(ParseCorpus, NothingIsNoArticles) { EXPECT_TRUE(parse_corpus("", "c")->empty()); }

}  // namespace
}  // namespace bangvang::source
