#include "extractor/history/award.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/history/tables.h"

namespace bangvang::history {
namespace {

// An award told in the article of that name; its fact has the article's name too.
ToldAward told(std::string article, std::string day, std::optional<int> year = {},
               std::string status = "conferred") {
  ToldAward out;
  out.told = {
      .fact = article, .article = article, .announced = std::move(day), .province = "lai-chau"};
  out.award.form = "bang_khen";
  out.award.level = "ministry_province";
  out.award.recipient = {.kind = "agency", .name = "Sở Y tế"};
  out.award.granted_by = "Ủy ban nhân dân tỉnh";
  out.award.year = year;
  out.award.status = std::move(status);
  out.place = "lai-chau";
  return out;
}

std::vector<AwardRecord> resolve(const std::vector<ToldAward>& list) {
  for (const ToldAward& one : list) {
    EXPECT_EQ(block_of(one, lineage()), block_of(list.front(), lineage()));
  }
  return resolve_awards(list, lineage());
}

using Facts = std::vector<std::vector<std::string>>;

Facts facts_of(const std::vector<AwardRecord>& records) {
  Facts out;
  for (const AwardRecord& record : records) out.push_back(record.facts);
  return out;
}

TEST(Award, ToldTwiceIsOneRecordWithAllItsEvidence) {
  ToldAward b = told("b", "2024-03-01", 2023);
  b.award.recipient.name = "Sở Y tế tỉnh Lai Châu";
  b.award.granted_by = "Chủ tịch Ủy ban nhân dân tỉnh";
  const auto records = resolve({told("a", "2024-02-01", 2023), b});
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].id, "a");
  EXPECT_EQ(records[0].facts, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(records[0].year, 2023);
  EXPECT_TRUE(records[0].conflicts.empty());
}

TEST(Award, OfAnotherYearGradeOrGranterIsAnother) {
  EXPECT_EQ(resolve({told("a", "2024-02-01", 2023), told("b", "2024-02-01", 2022)}).size(), 2u);
  ToldAward second = told("b", "2024-02-01", 2023), third = told("c", "2024-02-01", 2023);
  second.award.grade = "hạng Nhì";
  third.award.grade = "hạng Ba";
  EXPECT_EQ(resolve({second, third}).size(), 2u);
  ToldAward ministry = told("d", "2024-02-01", 2023);
  ministry.award.granted_by = "Bộ Y tế";
  EXPECT_EQ(resolve({told("a", "2024-02-01", 2023), ministry}).size(), 2u);
}

TEST(Award, WithoutYearJoinsTheOnlyOneItFits) {
  EXPECT_EQ(facts_of(resolve({told("a", "2024-02-01", 2023), told("b", "2024-02-20")})),
            (Facts{{"a", "b"}}));
  // Two years apart it is news of something else.
  EXPECT_EQ(resolve({told("a", "2024-02-01", 2023), told("b", "2026-02-20")}).size(), 2u);
}

TEST(Award, ThatFitsTwoStaysAloneAndSaysSo) {
  ToldAward vague = told("c", "", {}, "held");
  const auto records =
      resolve({told("a", "2023-02-01", 2022), told("b", "2024-02-01", 2023), vague});
  EXPECT_EQ(facts_of(records), (Facts{{"a"}, {"b"}, {"c"}}));
  EXPECT_FALSE(records[0].open);
  EXPECT_TRUE(records[2].open);
}

TEST(Award, WithoutGranterJoinsOnlyNewsOfTheSameSeason) {
  ToldAward same = told("b", "2024-03-01", 2023), later = told("c", "2024-06-01", 2023);
  same.award.granted_by.reset();
  later.award.granted_by.reset();
  EXPECT_EQ(resolve({told("a", "2024-02-01", 2023), same}).size(), 1u);
  EXPECT_EQ(resolve({told("a", "2024-02-01", 2023), later}).size(), 2u);
  // What an agency looks back on may be long ago.
  later.award.status = "held";
  EXPECT_EQ(resolve({told("a", "2024-02-01", 2023), later}).size(), 1u);
}

TEST(Award, OneDecisionMakesOneAwardAndShowsWhatArticlesDisagreeOn) {
  ToldAward a = told("a", "2024-02-01", 2023), b = told("b", "2024-02-02", 2022),
            c = told("c", "2024-02-03", 2023);
  for (ToldAward* one : {&a, &b, &c})
    one->award.decision = facts::Decision{.number = "163/QĐ-UBND"};
  const auto records = resolve({a, b, c});
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].year, 2023);
  ASSERT_EQ(records[0].conflicts.size(), 1u);
  EXPECT_EQ(records[0].conflicts[0].field, "year");
  EXPECT_EQ(records[0].conflicts[0].voices[1].value, "2022");
  EXPECT_EQ(records[0].conflicts[0].voices[1].facts, (std::vector<std::string>{"b"}));
  ToldAward other = told("d", "2024-02-01", 2023);
  other.award.decision = facts::Decision{.number = "164/QĐ-UBND"};
  EXPECT_EQ(resolve({a, other}).size(), 2u);
}

TEST(Award, ReprintsCountAsOneVoice) {
  ToldAward a = told("a", "2024-02-01", 2023);
  std::vector<ToldAward> list{a};
  for (const char* name : {"b", "c"}) {
    list.push_back(told(name, "2024-02-02", 2022));
    list.back().told.origin = "agency text";
  }
  list.push_back(told("d", "2024-02-03", 2023));
  for (ToldAward& one : list) one.award.decision = facts::Decision{.number = "1/QĐ"};
  EXPECT_EQ(resolve(list)[0].year, 2023);
}

TEST(Award, PathRunsFromProposedToConferred) {
  const auto records =
      resolve({told("b", "2024-03-01", 2023), told("a", "2023-12-20", 2023, "proposed")});
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].status, "conferred");
  ASSERT_EQ(records[0].path.size(), 2u);
  EXPECT_EQ(records[0].path[0].status, "proposed");
  EXPECT_EQ(records[0].path[0].day, "2023-12-20");
  EXPECT_EQ(records[0].path[1].fact, "b");
}

ToldAward person(std::string article, std::vector<std::string> bodies, std::string province) {
  ToldAward out = told(std::move(article), "2024-02-01", 2023);
  out.award.recipient = {.kind = "person", .name = "Nguyễn Văn Hùng"};
  for (std::string& body : bodies) out.bodies.push_back({std::move(body), province});
  out.told.province = std::move(province);
  out.place.clear();
  return out;
}

TEST(Award, TwoPeopleOfOneNameStayTwo) {
  EXPECT_EQ(resolve({person("a", {"Sở Y tế"}, "lai-chau"), person("b", {"Sở Nội vụ"}, "lai-chau")})
                .size(),
            2u);
  EXPECT_EQ(resolve({person("a", {}, "lai-chau"), person("b", {}, "phu-yen")}).size(), 2u);
  EXPECT_EQ(
      resolve({person("a", {"Sở Y tế"}, "lai-chau"), person("b", {"Sở Y tế tỉnh Lai Châu"}, "")})
          .size(),
      1u);
}

ToldAward group(std::string article, std::string day, std::optional<int> count) {
  ToldAward out = told(std::move(article), std::move(day), 2023);
  out.award.recipient = {.kind = "group", .of = "collective", .count = count};
  return out;
}

TEST(Group, IsOneOnlyInNewsOfTheSameDays) {
  EXPECT_EQ(resolve({group("a", "2024-02-01", 7), group("b", "2024-02-03", 7)}).size(), 1u);
  EXPECT_EQ(resolve({group("a", "2024-02-01", 7), group("b", "2024-11-03", 7)}).size(), 2u);
  EXPECT_NE(block_of(group("a", "", 7), lineage()), block_of(group("a", "", 8), lineage()));
}

TEST(Group, MayHoldTheNamedAwardsOfItsArticle) {
  ToldAward named = told("a", "2024-02-01", 2023);
  const AwardRecord record = resolve_awards({{named}}, lineage())[0];
  const AwardRecord same = resolve({group("a", "2024-02-01", 7)})[0];
  const AwardRecord elsewhere = resolve({group("b", "2024-02-01", 7)})[0];
  EXPECT_TRUE(may_belong(record, same));
  // The granter of one article, with its head and place or without.
  for (const auto& [granter, fits] :
       {std::pair("Chủ tịch Ủy ban nhân dân tỉnh Lai Châu", true),
        std::pair("Ủy ban nhân dân", true), std::pair("Bộ Y tế", false)}) {
    named.award.granted_by = granter;
    EXPECT_EQ(may_belong(resolve_awards({{named}}, lineage())[0], same), fits) << granter;
  }
  EXPECT_FALSE(may_belong(record, elsewhere));
  EXPECT_FALSE(may_belong(same, same));
}

TEST(Block, StaysTheSameAcrossTheMergerOfTheProvince) {
  ToldAward before = told("a", "2024-02-01", 2023), after = told("b", "2025-09-01", 2023, "held");
  before.place = "ninh-thuan";
  after.place = "khanh-hoa";
  EXPECT_EQ(block_of(before, lineage()), block_of(after, lineage()));
}

// Many facts that agree and disagree in all ways, in a hundred orders.
TEST(Award, OrderOfArrivalNeverMatters) {
  std::mt19937 random(20260101);
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  std::vector<ToldAward> list;
  for (int i = 0; i < 60; ++i) {
    const std::string month = std::to_string(1 + pick(9));
    ToldAward one =
        told(std::to_string(100 + i), "202" + std::to_string(pick(4)) + "-0" + month + "-15");
    if (pick(3) > 0) one.award.year = 2020 + pick(3);
    if (pick(3) == 0) one.award.granted_by.reset();
    if (pick(4) == 0) one.award.granted_by = "Bộ Y tế";
    if (pick(4) == 0) one.award.grade = pick(2) ? "hạng Nhất" : "hạng Ba";
    if (pick(5) == 0) one.award.decision = facts::Decision{.number = std::to_string(pick(3))};
    if (pick(5) == 0) one.award.status = "held";
    list.push_back(one);
  }
  const Facts expected = facts_of(resolve_awards(list, lineage()));
  EXPECT_GT(expected.size(), 5u);
  EXPECT_LT(expected.size(), list.size());
  for (int round = 0; round < 100; ++round) {
    std::ranges::shuffle(list, random);
    ASSERT_EQ(facts_of(resolve_awards(list, lineage())), expected);
  }
}

}  // namespace
}  // namespace bangvang::history
