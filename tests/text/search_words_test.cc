#include "extractor/text/search_words.h"

#include <gtest/gtest.h>

#include "extractor/text/normal_text.h"

namespace bangvang::text {
namespace {

std::string marked(std::string_view text) {
  std::string out;
  for (const SearchWord& word : search_words(text)) out += word.marked + '|';
  return out;
}

std::string folded(std::string_view text) {
  std::string out;
  for (const SearchWord& word : search_words(text)) out += word.folded + '|';
  return out;
}

TEST(SearchWords, HaveAFormWithMarksAndOneWithout) {
  EXPECT_EQ(marked("Đường Năm, Ủy"), "đường|năm|ủy|");
  EXPECT_EQ(folded("Đường Năm, Ủy"), "duong|nam|uy|");
}

TEST(SearchWords, EndAtWhateverIsNoLetterOrDigit) {
  EXPECT_EQ(marked("15/QĐ-UBND KH&CN “Vì dân”…"), "15|qđ|ubnd|kh|cn|vì|dân|");
  EXPECT_EQ(marked(" -- “” "), "");
  EXPECT_EQ(marked(""), "");
}

TEST(SearchWords, KnowWhereTheyStand) {
  const std::string text = "tại Sở Y tế";
  const auto words = search_words(text);
  ASSERT_EQ(words.size(), 4u);
  EXPECT_EQ(words[1].span.of(text), "Sở");
  EXPECT_TRUE(words[1].has_marks());
  EXPECT_EQ(words[2].span.of(text), "Y");
  EXPECT_FALSE(words[2].has_marks());
}

TEST(SearchWords, AreOneForAllWritingsOfANormalisedText) {
  // "ú" behind the q, and the tilde as a mark of its own.
  const auto one = normalise("Quý ngã"), other = normalise("Qúy nga\u0303");
  ASSERT_TRUE(one && other);
  EXPECT_EQ(marked(one->utf8()), marked(other->utf8()));
}

TEST(SearchWords, LeaveOutWhatNobodyTypes) {
  EXPECT_EQ(marked("a " + std::string(5000, 'x') + " b"), "a|b|");
}

}  // namespace
}  // namespace bangvang::text
