#include "extractor/history/correction.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "extractor/history/evidence.h"
#include "tests/history/tables.h"

namespace bangvang::history {
namespace {

std::string award(const std::string& id, const std::string& name, const std::string& words,
                  const std::string& more = "") {
  return R"({"id":")" + id +
         R"(","form":"bang_khen","grade":null,"recipient":{"kind":"agency","name":")" + name +
         R"(","of":null,"count":null},"granted_by":"Ủy ban nhân dân tỉnh","year":2023,)" +
         R"("status":"conferred","text":")" + words + R"(","inferred":["year"])" + more + "}";
}

events::StoredFact fact(const std::string& id, const std::string& name, const std::string& words) {
  return {id, "award", "award.grants", award(id, name, words)};
}

Correction correction(const std::string& action, const events::StoredFact& of,
                      const std::string& words, const std::string& value = "") {
  return {.number = 1,
          .action = action,
          .article = "a",
          .kind = "award",
          .words = words,
          .was = of.json,
          .value = value};
}

const events::StoredFact kHealth = fact("1", "Sở Y tế", "tặng Bằng khen cho hai sở");
const events::StoredFact kInterior = fact("2", "Sở Nội vụ", "tặng Bằng khen cho hai sở");
constexpr const char* kWords = "tặng Bằng khen cho hai sở";

TEST(Correction, OfSeveralFactsWithTheSameWordsTheOneThatSaysTheSame) {
  const auto out = corrected({kHealth, kInterior}, {correction("reject", kInterior, kWords)}, {});
  ASSERT_EQ(out.facts.size(), 1u);
  EXPECT_EQ(out.facts[0].id, "1");
  EXPECT_TRUE(out.idle.empty());
}

TEST(Correction, IdsAndPlacesMayChangeWordsMayNot) {
  events::StoredFact again = fact("9", "Sở Nội vụ", "Tặng  bằng khen cho hai sở");
  EXPECT_TRUE(corrected({again}, {correction("reject", kInterior, kWords)}, {}).facts.empty());
  again = fact("9", "Sở Nội vụ", "trao Bằng khen cho Sở Nội vụ");
  const auto out = corrected({again}, {correction("reject", kInterior, kWords)}, {});
  EXPECT_EQ(out.facts.size(), 1u);
  EXPECT_EQ(out.idle, std::vector<std::int64_t>{1});
}

TEST(Correction, AJudgementIsOfOneReadingAnEditOfItsPlace) {
  const events::StoredFact otherwise = fact("9", "Sở Tư pháp", kWords);
  EXPECT_EQ(corrected({otherwise}, {correction("reject", kHealth, kWords)}, {}).facts.size(), 1u);
  const auto out =
      corrected({otherwise}, {correction("edit", kHealth, kWords, R"({"year":2022})")}, {});
  EXPECT_NE(out.changed.at("9").find(R"("year":2022)"), std::string::npos);
  // Which of two it was cannot be told any more.
  EXPECT_TRUE(corrected({otherwise, fact("8", "Sở Nội vụ", kWords)},
                        {correction("edit", kHealth, kWords, R"({"year":2022})")}, {})
                  .changed.empty());
}

TEST(Correction, AnEditLeavesOtherFieldsAndIsCertain) {
  const auto out =
      corrected({kHealth},
                {correction("edit", kHealth, kWords,
                            R"({"year":2022,"recipient":{"name":"Sở Y tế tỉnh Lai Châu"}})")},
                {});
  const std::string& json = out.facts.at(0).json;
  EXPECT_EQ(out.changed.at("1"), json);
  for (const char* part :
       {R"("year":2022)", R"("kind":"agency","name":"Sở Y tế tỉnh Lai Châu")",
        R"("form":"bang_khen")", R"("confidence":"certain")", R"("inferred":[])"}) {
    EXPECT_NE(json.find(part), std::string::npos) << part;
  }
}

TEST(Correction, LaterOnesLieOnTop) {
  Correction first = correction("edit", kHealth, kWords, R"({"year":2022})");
  events::StoredFact edited = kHealth;
  edited.json = award("1", "Sở Y tế", kWords, R"(,"confidence":"certain")");
  Correction second = correction("edit", edited, kWords, R"({"year":2021})");
  second.number = 2;
  EXPECT_NE(corrected({kHealth}, {first, second}, {}).changed.at("1").find(R"("year":2021)"),
            std::string::npos);
}

TEST(Correction, WhatIsAddedNeedsItsWordsInTheText) {
  Correction add = correction("add", kHealth, "Chi bộ thôn Bản Lướt");
  add.was.clear();
  add.value =
      R"({"form":"giay_khen","status":"conferred","recipient":{"kind":"agency","name":"X"}})";
  const auto out = corrected({}, {add}, "Được khen: Chi bộ thôn Bản Lướt.");
  ASSERT_EQ(out.facts.size(), 1u);
  EXPECT_NE(out.facts[0].json.find(R"("begin":11,"end":31)"), std::string::npos);
  EXPECT_NE(out.facts[0].json.find(R"("year":null)"), std::string::npos);
  EXPECT_TRUE(corrected({}, {add}, "Tin khác.").facts.empty());
}

TEST(Correction, FieldsAreThoseOfTheKind) {
  EXPECT_TRUE(check_fields("award", R"({"year":2023})", false));
  EXPECT_TRUE(check_fields("award", R"({"year":null})", false));
  EXPECT_TRUE(check_fields("bloc_role", R"({"role":"head","holder":"Sở Y tế"})", true));
  for (const auto& [kind, fields, whole] :
       {std::tuple("award", R"({"form":null})", false),
        std::tuple("award", R"({"year":"x"})", false),
        std::tuple("award", R"({"recipient":{"kind":"ship"}})", false),
        std::tuple("award", R"({"form":"bang_khen","status":"conferred"})", true),
        std::tuple("bloc_role", R"({"role":"boss"})", false), std::tuple("meeting", "{}", false)}) {
    EXPECT_FALSE(check_fields(kind, fields, whole)) << kind << fields;
  }
}

// What is told, with these corrections, as blocks and their facts.
std::vector<std::pair<std::string, std::string>> blocks(
    const std::vector<Correction>& corrections) {
  const auto told = tell({.id = "a",
                          .published = "2024-02-01",
                          .province = "lai-chau",
                          .facts = {kHealth, kInterior},
                          .corrections = corrections,
                          .text = {}},
                         lineage());
  std::vector<std::pair<std::string, std::string>> out;
  for (const Evidence& evidence : evidence_of(*told, lineage())) {
    out.emplace_back(evidence.told.fact, evidence.block);
  }
  return out;
}

TEST(Correction, ASplitFactStandsInABlockOfItsOwn) {
  const auto before = blocks({}), after = blocks({correction("split", kHealth, kWords, "award:p")});
  EXPECT_EQ(after[0].second, before[0].second + "|award:p");
  EXPECT_EQ(after[1], before[1]);
  // As a person it would be another record.
  EXPECT_EQ(blocks({correction("split", kHealth, kWords, "person:p")}), before);
}

TEST(Correction, AMergedFactStandsInTheBlockOfTheOther) {
  const Evidence other{
      .kind = "award", .told = {.fact = "2", .province = "lai-chau"}, .rest = R"(["lai-chau"])"};
  const auto merged = blocks({correction(
      "merge", kHealth, kWords,
      adoption(other,
               R"({"form":"bang_khen","recipient":{"kind":"agency","name":"Sở Nội vụ"}})"))});
  EXPECT_EQ(merged[0].second, merged[1].second);
}

}  // namespace
}  // namespace bangvang::history
