#include "extractor/events/codec.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "extractor/base/code_points.h"
#include "extractor/events/code_points.h"
#include "extractor/json/value.h"
#include "tests/events/sample.h"

namespace bangvang::events {
namespace {

const CodecOptions kOptions{.with_text = true, .version = "0.1.0", .grammars = "sha256:ab"};

json::Value parsed(const std::string& text) {
  const auto value = json::Value::parse(text);
  EXPECT_TRUE(value) << value.error().message();
  return value ? *value : json::Value();
}

TEST(CodePoints, CountsBeginningsOfCharacters) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("abcdefgh"), 8u);
  EXPECT_EQ(count_code_points("Sở Y tế 🏆 làm"), 13u);
  std::string text;
  for (int i = 0; i < 50; ++i) text += "đ";
  text += '.';
  const CodePoints points(text);
  EXPECT_EQ(points.before(0), 0u);
  EXPECT_EQ(points.before(2), 1u);
  EXPECT_EQ(points.before(64), 32u);
  EXPECT_EQ(points.before(66), 33u);
  EXPECT_EQ(points.before(100), 50u);
  EXPECT_EQ(points.before(101), 51u);
}

TEST(ToJson, GivesPlacesInCodePoints) {
  const json::Value fact = parsed(to_json(sample(), kOptions))["facts"]["bloc_roles"].items()[0];
  EXPECT_EQ(fact["text"].string(), "Sở Y tế 🏆 làm Trưởng khối");
  EXPECT_EQ(fact["begin"].integer(), 15);
  EXPECT_EQ(fact["end"].integer(), 40);
  EXPECT_EQ(fact["parts"]["role"]["begin"].integer(), 29);
  EXPECT_EQ(fact["parts"]["role"]["end"].integer(), 40);
  EXPECT_EQ(fact["parts"].keys(), (std::vector<std::string>{"holder", "role"}));
  const json::Value also =
      parsed(to_json(sample(), kOptions))["facts"]["agencies"].items()[0]["also"];
  EXPECT_EQ(also.items()[0]["text"].string(), "Sở Y tế");
  EXPECT_EQ(also.items()[0]["begin"].integer(), 42);
}

TEST(ToJson, WritesNothingKnownAsNull) {
  Extraction extraction;
  facts::Award award;
  award.form = "bang_khen";
  award.status = "conferred";
  award.recipient.kind = "group";
  extraction.facts.awards.push_back(award);
  extraction.facts.bloc_roles.push_back({});
  extraction.meetings.push_back({});
  const json::Value root = parsed(to_json(extraction, {}));
  for (const char* key : {"url", "title", "author", "published", "province", "site", "category"}) {
    EXPECT_TRUE(root["article"].has(key) && root["article"][key].is_null()) << key;
  }
  EXPECT_FALSE(root["article"].has("text"));
  const json::Value found = root["facts"]["awards"].items()[0];
  for (const char* key : {"grade", "level", "granted_by", "year", "period", "decision", "reason"}) {
    EXPECT_TRUE(found.has(key) && found[key].is_null()) << key;
  }
  EXPECT_TRUE(root["facts"]["bloc_roles"].items()[0]["holder"].is_null());
  EXPECT_TRUE(root["events"].items()[0]["part_of_day"].is_null());
}

TEST(ToJson, EventsAreMeetingsAndTheFactsThatHappened) {
  const json::Value root = parsed(to_json(sample(), kOptions));
  const auto events = root["events"].items();
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0]["type"].string(), "meeting");
  EXPECT_EQ(events[1]["type"].string(), "bloc_role");
  EXPECT_EQ(events[1]["id"].string(), root["facts"]["bloc_roles"].items()[0]["id"].string());
  EXPECT_EQ(events[2]["id"].string(), root["facts"]["awards"].items()[0]["id"].string());
}

TEST(ToJson, IsOneLine) {
  EXPECT_EQ(to_json(sample(), kOptions).find('\n'), std::string::npos);
  EXPECT_EQ(to_json(sample(), kOptions), to_json(sample(), kOptions));
}

TEST(EventsJsonLines, GivesEachEventItsArticle) {
  const std::string lines = events_json_lines(sample());
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 3);
  const json::Value first = parsed(lines.substr(0, lines.find('\n')));
  EXPECT_EQ(first["article"]["title"].string(), "Tiêu đề");
  EXPECT_EQ(first["article"]["province"].string(), "lao-cai");
  EXPECT_EQ(first["type"].string(), "meeting");
  EXPECT_EQ(events_json_lines({}), "");
}

TEST(ToGoldJson, ListsEachValueOnce) {
  Extraction extraction = sample();
  extraction.facts.dates.push_back(extraction.facts.dates.front());
  const std::string text = to_gold_json(extraction);
  EXPECT_TRUE(text.ends_with("}\n"));
  const json::Value gold = parsed(text);
  EXPECT_EQ(gold.keys(),
            (std::vector<std::string>{"article", "dates", "agencies", "blocs", "bloc_roles",
                                      "officials", "awards", "documents", "meetings", "optional"}));
  EXPECT_EQ(gold["dates"].dump(), R"(["2024-03-05"])");
  EXPECT_EQ(
      gold["meetings"].dump(),
      R"([{"activities":["pledge_signing","review"],"date":"2024-03-05","part_of_day":"morning"}])");
  EXPECT_EQ(gold["awards"].items()[0]["recipient"].dump(),
            R"({"kind":"group","name":"Tổ 1","of":"collective","count":7})");
}

}  // namespace
}  // namespace bangvang::events
