#include <gtest/gtest.h>

#include "tests/page/read.h"

namespace bangvang::page {
namespace {

Lines blocks(const std::string& text) {
  return body(
      read("Tổng kết công tác thi đua năm 2023\n\n" + kFirst + "\n\n" + text + "\n\n" + kSecond));
}

TEST(Blocks, AHeadLineAndItsListAreOne) {
  struct Case {
    const char* why;
    std::string text;
    Lines want;
  };
  const Case cases[] = {
      {"dashes",
       "Tặng Bằng khen cho:\n- Sở Y tế\n- Ban Dân tộc",
       {"Tặng Bằng khen cho:\n- Sở Y tế\n- Ban Dân tộc"}},
      {"empty lines between",
       "Tặng Bằng khen cho:\n\n• Sở Y tế;\n\n• Ban Dân tộc.",
       {"Tặng Bằng khen cho:\n\n• Sở Y tế;\n\n• Ban Dân tộc."}},
      {"numbers",
       "Khen thưởng gồm:\n1. Sở Y tế\n2. Ban Dân tộc",
       {"Khen thưởng gồm:\n1. Sở Y tế\n2. Ban Dân tộc"}},
      {"letters",
       "Khen thưởng gồm:\na) Sở Y tế\nb) Ban Dân tộc",
       {"Khen thưởng gồm:\na) Sở Y tế\nb) Ban Dân tộc"}},
      {"semicolons",
       "Khen thưởng gồm:\nSở Y tế;\nBan Dân tộc;\nSở Nội vụ.",
       {"Khen thưởng gồm:\nSở Y tế;\nBan Dân tộc;\nSở Nội vụ."}},
      {"no marks at all",
       "Khen thưởng gồm:\nSở Y tế\nBan Dân tộc",
       {"Khen thưởng gồm:\nSở Y tế\nBan Dân tộc"}},
      {"short labels inside the list stay",
       "Tặng Bằng khen:\n- Tập thể:\n+ Sở Y tế\n- Cá nhân:\n+ Bà Lò Thị Mai",
       {"Tặng Bằng khen:\n- Tập thể:\n+ Sở Y tế\n- Cá nhân:\n+ Bà Lò Thị Mai"}},
      {"a numbered head begins a block",
       "1. Tặng Cờ thi đua cho:\n- Sở Y tế\n2. Tặng Bằng khen cho:\n- Ban Dân tộc",
       {"1. Tặng Cờ thi đua cho:\n- Sở Y tế", "2. Tặng Bằng khen cho:\n- Ban Dân tộc"}},
      {"a head without a list", "Bà Mai nói:\n\n" + kFirst, {"Bà Mai nói:", kFirst}},
      {"a list without a head", "- Sở Y tế\n- Ban Dân tộc", {"- Sở Y tế", "- Ban Dân tộc"}},
      {"furniture ends a list",
       "Khen thưởng gồm:\n- Sở Y tế\nimage advertisement\n- Ban Dân tộc",
       {"Khen thưởng gồm:\n- Sở Y tế", "- Ban Dân tộc"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    Lines want{kFirst};
    want.insert(want.end(), c.want.begin(), c.want.end());
    want.push_back(kSecond);
    EXPECT_EQ(blocks(c.text), want);
  }
}

TEST(Blocks, AWrappedParagraphIsOne) {
  const std::string wrapped =
      "Sáng 5/3, Khối thi đua các cơ quan nội chính ký kết giao ước thi đua\n"
      "năm 2024. Theo đó Sở Tư pháp làm Trưởng khối, Thanh tra tỉnh Hoa Lư và\n"
      "Sở Nội vụ làm Phó khối.";
  const Article article =
      read("Ký kết giao ước thi đua\n\n" + wrapped + "\n\nQuang cảnh lễ ký\n\n" + "Kiều Oanh\n");
  EXPECT_EQ(article.title, "Ký kết giao ước thi đua");
  EXPECT_EQ(body(article), (Lines{wrapped, "Quang cảnh lễ ký"}));
  EXPECT_EQ(article.author, "Kiều Oanh");
}

TEST(Blocks, AHeadlineIsNotWrappedIntoItsText) {
  const Article article =
      read("Hội nghị ký kết giao ước thi đua Khối các cơ quan Nội chính năm 2024\n" + kFirst);
  EXPECT_EQ(article.title, "Hội nghị ký kết giao ước thi đua Khối các cơ quan Nội chính năm 2024");
  EXPECT_EQ(body(article), Lines{kFirst});
}

TEST(Blocks, ShortLinesBetweenParagraphsAreCaptions) {
  const Article article = read("Tổng kết công tác thi đua năm 2023\n\n" + kFirst +
                               "\n\nBà Lò Thị Mai, Phó Giám đốc Sở Nội vụ phát biểu\n\n" + kSecond);
  ASSERT_EQ(article.blocks.size(), 4u);
  EXPECT_EQ(article.blocks[1].role, Role::kLead);
  EXPECT_EQ(article.blocks[2].role, Role::kCaption);
  EXPECT_EQ(article.blocks[3].role, Role::kParagraph);
}

TEST(Blocks, APhotographerIsLeftOutAndACaptionWithALabelIsNot) {
  EXPECT_EQ(blocks("Ảnh: Vũ Lâm"), (Lines{kFirst, kSecond}));
  const std::string caption = "Ảnh: Sở Y tế nhận bàn giao nhiệm vụ Trưởng khối";
  EXPECT_EQ(blocks(caption), (Lines{kFirst, caption, kSecond}));
}

TEST(Blocks, StandInOrderAndApart) {
  const Article article =
      read("A\n\nTổng kết công tác thi đua\nGồm:\n- a\n- b\n\n" + kFirst + "\n" + kSecond);
  for (std::size_t i = 1; i < article.blocks.size(); ++i) {
    EXPECT_LE(article.blocks[i - 1].span.end, article.blocks[i].span.begin);
  }
}

// Each would take minutes if any step were quadratic.
TEST(Blocks, TakeTimeLinearInTheText) {
  const auto repeat = [](std::string_view unit, std::size_t times) {
    std::string text;
    text.reserve(unit.size() * times);
    for (std::size_t i = 0; i < times; ++i) text += unit;
    return text;
  };
  EXPECT_TRUE(read(repeat("\n", 10'000'000)).blocks.empty());
  EXPECT_EQ(read(repeat("a", 100'000'000)).blocks.size(), 1u);
  EXPECT_EQ(read(repeat("- Sở Y tế:\n", 200'000)).blocks.size(), 1u);
  EXPECT_FALSE(
      read(repeat("tập thể A đã được khen thưởng trong năm nay và\n", 200'000)).blocks.empty());
  EXPECT_FALSE(read(repeat("Kiều Oanh\n\n", 200'000)).blocks.empty());
  EXPECT_FALSE(read(kFirst + repeat("\nTin liên quan\n05/03/2024", 200'000)).blocks.empty());
}

}  // namespace
}  // namespace bangvang::page
