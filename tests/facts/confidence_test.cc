#include "tests/facts/run.h"

namespace bangvang::facts {
namespace {

TEST(Confidence, FallsWithWhatHadToBeConcluded) {
  const ReadArticle told = run("Hội nghị diễn ra ngày 5/3/2024.");
  EXPECT_EQ(told.facts().dates.at(0).evidence.confidence, Confidence::kCertain);
  // Without a publication the year comes from another date of the text.
  const ReadArticle lent = run("Ngày 5/3/2024 họp lần đầu, ngày 9/4 họp lại.");
  ASSERT_EQ(lent.facts().dates.size(), 2u);
  EXPECT_EQ(lent.facts().dates[1].value, "2024-04-09");
  EXPECT_EQ(lent.facts().dates[1].evidence.confidence, Confidence::kLikely);
  const ReadArticle published = run("Ngày 9/4 họp lại.", "2024-04-10");
  EXPECT_EQ(published.facts().dates.at(0).evidence.confidence, Confidence::kCertain);
}

TEST(Confidence, OfAnAwardBehindProposalsIsDoubtful) {
  const ReadArticle article = run(
      "Sở Y tế được suy tôn, đề nghị tặng Cờ thi đua. Tiếp đó, Sở Tư pháp được tặng Bằng khen.");
  ASSERT_EQ(article.facts().awards.size(), 2u);
  EXPECT_EQ(article.facts().awards[0].status, "proposed");
  EXPECT_EQ(article.facts().awards[1].status, "conferred");
  EXPECT_EQ(article.facts().awards[1].evidence.confidence, Confidence::kDoubtful);
}

TEST(Confidence, OfANameThatMayGoOnIsLikely) {
  const auto of = [](std::string_view text) {
    return run(text).facts().agencies.at(0).evidence.confidence;
  };
  EXPECT_EQ(of("Bệnh viện Mắt tỉnh họp."), Confidence::kCertain);
  EXPECT_EQ(of("Giám đốc Sở Y tế Tạ Văn Mùi phát biểu."), Confidence::kCertain);
  // A name of capitals that no rule knows: the department may be called so, or something beside it.
  EXPECT_EQ(of("Sở Y tế Sao Mai đón khách."), Confidence::kLikely);
}

TEST(Confidence, NamesReadBack) {
  for (const Confidence each : {Confidence::kDoubtful, Confidence::kLikely, Confidence::kCertain}) {
    EXPECT_EQ(confidence_named(name_of(each)), each);
  }
  EXPECT_FALSE(confidence_named("sure"));
  EXPECT_FALSE(confidence_named(""));
}

TEST(Granters, WhoHandsOverIsNoneWhereTheBodyCannotGrant) {
  const ReadArticle low =
      run("Ông Tạ Văn Mùi, Giám đốc Sở Xây dựng trao Bằng khen cho 03 tập thể.");
  ASSERT_EQ(low.facts().awards.size(), 1u);
  EXPECT_FALSE(low.facts().awards[0].granted_by);
  const ReadArticle high =
      run("Ông Tạ Văn Mùi, Phó Chủ tịch UBND tỉnh trao Bằng khen cho 03 tập thể.");
  ASSERT_EQ(high.facts().awards.size(), 1u);
  EXPECT_EQ(high.facts().awards[0].granted_by, "Ủy ban nhân dân tỉnh");
  EXPECT_EQ(high.facts().awards[0].evidence.confidence, Confidence::kLikely);
}

}  // namespace
}  // namespace bangvang::facts
