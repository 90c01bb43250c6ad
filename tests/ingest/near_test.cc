#include "extractor/ingest/near.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace bangvang::ingest {
namespace {

std::string words(unsigned seed, int count) {
  static const char* const kSyllables[] = {"bình", "cao",   "đông", "giang", "hải", "hòa", "lan",
                                           "minh", "phong", "quý",  "sơn",   "tân", "thu", "vĩnh"};
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += kSyllables[random() % std::size(kSyllables)];
    text += std::to_string(random() % 20) + ' ';
  }
  return text;
}

int shared(const Signature& a, const Signature& b) {
  return static_cast<int>(std::ranges::count_if(
      a.keys, [&](std::int64_t key) { return std::ranges::find(b.keys, key) != b.keys.end(); }));
}

TEST(Sign, SpellingAndSpacesDoNotMatter) {
  const Signature one = sign("Ủy ban nhân dân tỉnh, " + words(1, 60));
  const Signature two = sign("UỶ BAN  nhân dân\ntỉnh " + words(1, 60));
  EXPECT_EQ(one.words, 65u);
  EXPECT_EQ(one.keys, two.keys);
  EXPECT_EQ(one.keys.size(), 8u);
}

// 99 in 100 reprints of nine tenths are to be known again, and of unlike texts none.
TEST(Sign, KnowsReprintsAndNothingElse) {
  int reprints = 0, unlike = 0;
  for (unsigned i = 0; i < 200; ++i) {
    const std::string text = words(i, 200);
    reprints += shared(sign(text), sign("Theo báo bạn đưa tin ngày 3/4: " + text)) >= 2;
    unlike += shared(sign(text), sign(words(i + 1000, 200))) >= 2;
  }
  EXPECT_GE(reprints, 196);
  EXPECT_EQ(unlike, 0);
}

TEST(Sign, ShortTextsHaveNoKeys) {
  EXPECT_TRUE(sign("Nội dung đang được cập nhật.").keys.empty());
  EXPECT_EQ(sign("").words, 0u);
}

}  // namespace
}  // namespace bangvang::ingest
