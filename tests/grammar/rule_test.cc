#include <chrono>

#include "tests/grammar/toy.h"

namespace bangvang::grammar::toy {
namespace {

constexpr const char* kLetters = R"(
[lexicon.fruit]
"táo" = "apple"
"táo tàu" = "jujube"
"cam" = "orange"
"TC" = "plum"
"QMT" = "mangosteen"
[[rule]]
id = "sale.sold"
pattern = 'bán (?P<what>{fruit+}) (?:cho (?P<who>{surname} {cap}))?'
value = "{what} to {who}"
)";

TEST(Rule, LexiconsTakeTheLongestSpelling) {
  const RuleSet rules = load(kLetters);
  EXPECT_EQ(found(rules, "mua táo tàu, táo", "fruit"),
            (Strings{"jujube @ táo tàu", "apple @ táo"}));
}

TEST(Rule, AnySpellingIgnoresCaseButAbbreviationsNeedCapitals) {
  const RuleSet rules = load(kLetters);
  // Two letters need both: with the first alone they are a syllable like any other.
  EXPECT_EQ(
      found(rules, "TÁO Táo TC Tc tc QMT Qmt qmt", "fruit"),
      (Strings{"apple @ TÁO", "apple @ Táo", "plum @ TC", "mangosteen @ QMT", "mangosteen @ Qmt"}));
}

TEST(Rule, FillsTemplatesAndLeavesAbsentPartsOut) {
  const RuleSet rules = load(kLetters);
  EXPECT_EQ(found(rules, "bán cam cho Trần An", "sale"),
            (Strings{"orange to Trần An @ bán cam cho Trần An"}));
  EXPECT_EQ(found(rules, "bán cam", "sale"), (Strings{"orange to @ bán cam"}));
}

TEST(Rule, CoordinationIsOneCaptureWhoseMembersCanBeListed) {
  const RuleSet rules = load(kLetters);
  const std::string text = "bán táo, cam và táo tàu";
  const Span block{0, static_cast<std::uint32_t>(text.size())};
  const Analysis analysis = rules.analyse(text, {&block, 1});
  const auto sales = analysis.of("sale");
  ASSERT_EQ(sales.size(), 1u);
  Strings members;
  for (const Mention& m : sales[0].all("what", "fruit")) members.push_back(m.value());
  EXPECT_EQ(members, (Strings{"apple", "orange", "jujube"}));
  EXPECT_FALSE(sales[0].has("who"));
  EXPECT_EQ(sales[0].part_text("who"), "");
}

TEST(Rule, DoesNotCrossSentencesUnlessItSaysSo) {
  const RuleSet rules = load(R"(
[[rule]]
id = "near.words"
pattern = 'một .* hai'
[[rule]]
id = "far.words"
pattern = 'một (?:.|{stop})* hai'
)");
  EXPECT_EQ(found(rules, "một x. Y hai", "near"), Strings{});
  EXPECT_EQ(found(rules, "một x. Y hai", "far").size(), 1u);
}

TEST(Rule, SelfLimitsTheMentionAndLeavesContextToOthers) {
  const RuleSet rules = load(R"(
[[rule]]
id = "person.cue"
pattern = '(?:ông|bà) (?P<self>{surname} {cap}{1,3})'
)");
  EXPECT_EQ(found(rules, "ông Trần An và bà Nguyễn Thị Bình nói", "person"),
            (Strings{"Trần An @ Trần An", "Nguyễn Thị Bình @ Nguyễn Thị Bình"}));
}

TEST(Rule, EachMakesOneMentionForEveryMember) {
  const RuleSet rules = load(R"(
[lexicon.field]
"Y tế" = "Y tế"
"Ngoại vụ" = "Ngoại vụ"
[[rule]]
id = "agency.list"
pattern = 'các sở : (?P<member>{field+})'
each = "member"
value = "Sở {member}"
)");
  EXPECT_EQ(found(rules, "gồm các sở: Y tế; Ngoại vụ.", "agency"),
            (Strings{"Sở Y tế @ Y tế", "Sở Ngoại vụ @ Ngoại vụ"}));
}

TEST(Rule, EachSeesMembersWithinALongerMention) {
  const RuleSet rules = load(R"(
[lexicon.fruit]
"táo" = "apple"
"cam" = "orange"
[[rule]]
id = "row.sold"
pattern = 'các loại {fruit} , {fruit}'
value = "sold"
[[rule]]
id = "sale.of_each"
pattern = '(?P<what>(?P<member>{row}))'
each = "member"
each_kind = "fruit"
value = "{what}: {member}"
)");
  EXPECT_EQ(found(rules, "bán các loại táo, cam", "sale"),
            (Strings{"sold: táo @ táo", "sold: cam @ cam"}));
  EXPECT_TRUE(found(rules, "bán táo, cam", "sale").empty());
}

TEST(Rule, NumberClassesOverlap) {
  const RuleSet rules = load(R"(
[[rule]]
id = "date.day_year"
pattern = '(?P<day>{day}) {tight/} (?P<year>{year})'
[[rule]]
id = "count.things"
pattern = '(?P<n>{num}) thứ'
)");
  EXPECT_EQ(found(rules, "12/2023, 12 thứ", "date").size(), 1u);
  EXPECT_EQ(found(rules, "12/2023, 12 thứ", "count").size(), 1u);
  EXPECT_EQ(found(rules, "45/2023", "date").size(), 0u);
  EXPECT_EQ(found(rules, "12 / 2023", "date").size(), 0u) << "the mark is not tight";
}

TEST(Rule, RespeltWordsAreReadAsTheWord) {
  const RuleSet rules = load(R"(
[[rule]]
id = "word.field"
pattern = 'sở , ngành'
)");
  EXPECT_EQ(found(rules, "sở, nghành", "word").size(), 1u);
}

TEST(Rule, TagsChooseAmongMentionsOfAKind) {
  const RuleSet rules = load(R"(
[[table]]
kind = "office"
file = "table.tsv"
spelling = "name"
value = "name"
[[rule]]
id = "position.head"
pattern = '{office.head} sở'
)",
                             "name\ttag\nGiám đốc\thead\nPhó Giám đốc\tdeputy\n");
  EXPECT_EQ(found(rules, "Phó Giám đốc sở, Giám đốc sở", "position").size(), 1u);
}

// A hostile block: every prefix of a match, over and over. Twice the text, about twice the time.
TEST(Rule, TimeGrowsWithTheTextNotItsSquare) {
  const RuleSet rules = load(R"(
[[rule]]
id = "near.words"
pattern = 'một .* hai .* ba .* bốn'
)");
  const auto seconds = [&](std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i)
      text += i % 3 == 0 ? "một " : i % 3 == 1 ? "hai " : "ba, ";
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(found(rules, text, "near"), Strings{});
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  const double one = seconds(40000), four = seconds(160000);
  EXPECT_LT(four, 16 * one + 0.5) << "quadratic growth would be sixteen times";
}

}  // namespace
}  // namespace bangvang::grammar::toy
