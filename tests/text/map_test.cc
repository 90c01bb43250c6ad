// Properties of the map between normalised text and source, over random texts made of all that
// normalising cares about.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "extractor/text/normal_text.h"

namespace bangvang::text {
namespace {

using std::string;
using std::string_view;

constexpr string_view kPieces[] = {
    "Sở",
    "Nội",
    "vụ",
    "hoà",
    "Uỷ",
    "hòan",
    "qúy",
    "gìa",
    "khối",
    "thi đua",
    "TP.HCM",
    "a",
    "o",
    "u",
    "D",
    "y",
    "\u0301",
    "\u0300",
    "\u0323",
    "\u0302",
    "\u0306",
    "\u031B",
    "\u0335",
    "\u0340",
    " ",
    "  ",
    "\u00A0",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "\u2028",
    "\u200B",
    "\u00AD",
    "\uFEFF",
    "–",
    "“",
    "”",
    "’",
    "…",
    "''",
    "`",
    ",",
    ".",
    ":",
    ";",
    "!",
    "?",
    "Ð",
    "ð",
    "Ɖ",
    "₫",
    "5",
    "2023",
    "@",
    "://",
    ")",
    "/",
    "x",
    "\u1100",
    "\u1161",
    "\u11A8",
    "ắ",
    "ê",
    "þ",
    "=",
    "ngoaì",
    "toàn",
    "Toàn",
    "-",
    "K\u212A",
    "\u0344",
    "lần thứ nhất được tổ chức tại hội trường của Ủy ban nhân dân tỉnh",
};

string random_text(std::mt19937& random, std::size_t pieces) {
  string out;
  for (std::size_t i = 0; i < pieces; ++i) out += kPieces[random() % std::size(kPieces)];
  return out;
}

bool is_white(char c) { return c == ' ' || c == '\n'; }

std::vector<Span> words(string_view text) {
  std::vector<Span> out;
  for (std::uint32_t at = 0; at < text.size();) {
    std::uint32_t end = at;
    while (end < text.size() && !is_white(text[end])) ++end;
    if (end > at) out.push_back({at, end});
    at = std::max(end, at + 1);
  }
  return out;
}

bool on_code_point(string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

TEST(Map, HoldsOverRandomTexts) {
  std::mt19937 random(20230222);
  for (int round = 0; round < 60'000; ++round) {
    const string source = random_text(random, 1 + random() % 24);
    SCOPED_TRACE(source);
    const auto text = normalise(source);
    ASSERT_TRUE(text);
    const string_view normal = text->utf8();
    ASSERT_EQ(normalise(normal)->utf8(), normal) << "twice is once";
    std::uint32_t last = 0;
    for (const Span word : words(normal)) {
      const Span back = text->source(word);
      ASSERT_LE(last, back.begin);
      ASSERT_LE(back.end, source.size());
      ASSERT_FALSE(back.empty());
      ASSERT_TRUE(on_code_point(source, back.begin) && on_code_point(source, back.end));
      ASSERT_TRUE(text->normal(back).contains(word)) << word.of(normal);
      last = back.end;
    }
  }
}

// Only pieces that do not look at their neighbours beyond the word.
TEST(Map, WordsSpellThemselvesInTheSource) {
  constexpr string_view kWords[] = {
      "hoà",       "Uỷ",   "So\u031B\u0309", "No\u0323\u0302i", "vu\u0323", "hòan",
      "th\u00ADi", "HÐND", "“Sở”",           "a\u0301\u0306",   "–",        "Y",
      "v.v…"};
  constexpr string_view kGaps[] = {" ", "  ", "\u00A0", "\t \u2009", "\n", "\r\n\r\n", " \u200B "};
  std::mt19937 random(7);
  for (int round = 0; round < 5'000; ++round) {
    string source;
    for (int i = 0; i < 12; ++i) {
      source += kWords[random() % std::size(kWords)];
      source += kGaps[random() % std::size(kGaps)];
    }
    const auto text = normalise(source);
    ASSERT_TRUE(text);
    for (const Span word : words(text->utf8())) {
      const string_view back = text->source(word).of(source);
      EXPECT_EQ(normalise(back)->utf8(), word.of(text->utf8())) << source;
    }
  }
}

TEST(Map, LeavesOutWhiteSpaceThatWasPutInOrWidened) {
  const string source = "2023,Hội \u00A0 nghị";
  const auto text = normalise(source);
  ASSERT_EQ(text->utf8(), "2023, Hội nghị");
  EXPECT_EQ(text->source({5, 12}).of(source), "Hội");  // " Hội "
  EXPECT_EQ(text->source({6, 11}).of(source), "Hội");
  EXPECT_EQ(text->source({0, 11}).of(source), "2023,Hội");
  EXPECT_EQ(text->normal({5, 10}), (Span{6, 11}));
}

TEST(Map, TakesInWholeLettersAndSigns) {
  const string source = "v.v… to\u0302\u0309";
  const auto text = normalise(source);
  ASSERT_EQ(text->utf8(), "v.v... tổ");
  EXPECT_EQ(text->source({4, 5}).of(source), "…");
  EXPECT_EQ(text->source({7, 11}).of(source), "to\u0302\u0309");
  EXPECT_EQ(text->normal({8, 9}).of(text->utf8()), "ổ");
}

}  // namespace
}  // namespace bangvang::text
