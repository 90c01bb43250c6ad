#include "tests/facts/run.h"

namespace bangvang::facts {
namespace {

TEST(Findings, TellWhatDoesNotFit) {
  struct Case {
    const char* text;
    const char* published;
    std::vector<std::string> kinds;
  };
  const Case cases[] = {
      {"UBND tỉnh tặng Bằng khen cho 03 tập thể gồm: Sở Y tế, Sở Tư pháp.", "", {"count_differs"}},
      {"UBND tỉnh tặng Bằng khen cho 02 tập thể gồm: Sở Y tế, Sở Tư pháp.", "", {}},
      {"UBND tỉnh tặng Bằng khen cho 03 tập thể và Sở Y tế.", "", {}},
      {"Khối thi đua số 1 gồm 3 đơn vị: Sở Y tế, Sở Tư pháp.", "", {"count_differs"}},
      {"Khối thi đua số 1 gồm 2 đơn vị: Sở Y tế, Sở Tư pháp.", "", {}},
      {"Sở Y tế được UBND tỉnh tặng Bằng khen năm 2024.",
       "2023-05-06",
       {"award_after_announcement"}},
      {"Sở Y tế được UBND tỉnh tặng Bằng khen năm 2024.", "2025-01-06", {}},
      {"Khối thi đua số 1 họp. Sở Y tế làm Trưởng khối năm 2024. Sở Tư pháp làm Trưởng khối năm "
       "2024.",
       "",
       {"two_heads"}},
      {"Khối thi đua số 1 họp. Sở Y tế làm Trưởng khối năm 2024. Sở Tư pháp làm Trưởng khối năm "
       "2025.",
       "",
       {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const ReadArticle article = run(c.text, c.published);
    std::vector<std::string> kinds;
    for (const Finding& finding : article.context().findings) kinds.push_back(finding.kind);
    EXPECT_EQ(kinds, c.kinds);
  }
}

TEST(Findings, OfCountsSayBothNumbers) {
  const ReadArticle article =
      run("UBND tỉnh tặng Bằng khen cho 03 tập thể gồm: Sở Y tế, Sở Tư pháp.");
  ASSERT_EQ(article.context().findings.size(), 1u);
  EXPECT_EQ(article.context().findings[0].stated, 3);
  EXPECT_EQ(article.context().findings[0].listed, 2);
  EXPECT_EQ(article.context().findings[0].span.of(article.text()), "03 tập thể");
}

}  // namespace
}  // namespace bangvang::facts
