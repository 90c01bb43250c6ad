// Words of a line are counted sixteen bytes at a time, or character by character where the line
// holds characters that are no letters of ours: either way the same.
#include <gtest/gtest.h>

#include <string>

#include "extractor/page/character.h"

namespace bangvang::page {
namespace {

constexpr int kMany = 1000;

TEST(CountWords, AreRunsThatHoldALetterOrADigit) {
  EXPECT_EQ(count_words("", kMany), 0);
  EXPECT_EQ(count_words("  \t ", kMany), 0);
  EXPECT_EQ(count_words("Sở Y tế", kMany), 3);
  EXPECT_EQ(count_words(" - (Sở) ... -Y-tế: 12/QĐ-UBND !", kMany), 3);
  EXPECT_EQ(count_words("Đ ă ĩ ũ ơ ư ạ ỹ", kMany), 8);
}

TEST(CountWords, GoOnOverAnyNumberOfBytes) {
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string marks(before, '-'), letters(before, 'x'), spaces(before, ' ');
    EXPECT_EQ(count_words(marks + "ă", kMany), 1) << before;
    EXPECT_EQ(count_words(marks + " ă", kMany), 1) << before;
    EXPECT_EQ(count_words(letters + "ă b", kMany), 2) << before;
    EXPECT_EQ(count_words(letters + marks + " b", kMany), before > 0 ? 2 : 1) << before;
    EXPECT_EQ(count_words(spaces + "b", kMany), 1) << before;
  }
}

TEST(CountWords, StopAtTheMost) {
  std::string line;
  for (int i = 0; i < 100; ++i) line += "tế ";
  EXPECT_EQ(count_words(line, kMany), 100);
  EXPECT_EQ(count_words(line, 45), 45);
  EXPECT_EQ(count_words("a b", 1), 1);
}

TEST(CountWords, KnowOtherSpacesAndSigns) {
  EXPECT_EQ(count_words("Sở\u00A0Y tế", kMany), 3);
  EXPECT_EQ(count_words("3 × 4 ÷ 2", kMany), 3);
  EXPECT_EQ(count_words("Sở – Y • tế", kMany), 3);
  EXPECT_EQ(count_words("\u1E80 \u1EFF \u0138 \u01A2", kMany), 0);
}

}  // namespace
}  // namespace bangvang::page
