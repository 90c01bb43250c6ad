#include "extractor/json/records.h"

#include <gtest/gtest.h>

namespace bangvang::json {
namespace {

TEST(RecordReader, ReadsTheFourKeysAndPassesOverOthers) {
  RecordReader reader;
  const auto record = reader.read(
      R"( {"id":[1,{"x":2}],"text":"Sáng 5/3\nở đây","url":null,"title":"T","published":"2023"} )",
      1);
  ASSERT_TRUE(record) << record.error().message();
  EXPECT_EQ(record->text, "Sáng 5/3\nở đây");
  EXPECT_FALSE(record->url);
  EXPECT_EQ(record->title, "T");
  EXPECT_EQ(record->published, "2023");
}

TEST(RecordReader, NamesLineKeyAndReason) {
  struct Case {
    const char* why;
    std::string_view line;
    const char* message;
  };
  const Case cases[] = {
      {"a key of another type", R"({"text":7})", "in.jsonl:line 4, key text: is not a string"},
      {"an array", "[1]", "in.jsonl:line 4: is not a JSON object"},
      {"cut off", R"({"text":"a)", "in.jsonl:line 4: holds a string without an end"},
      {"a bad escape", R"({"text":"\x"})", "in.jsonl:line 4: holds a broken string escape"},
      {"not UTF-8", "{\"text\":\"\xff\"}", "in.jsonl:line 4: is not UTF-8"},
      {"two values", R"({"text":"a"} {"text":"b"})", "in.jsonl:line 4: is not one JSON value"},
      {"a broken value of a key we skip", R"({"x":[1,,2],"text":"a"})",
       "in.jsonl:line 4: is not one JSON value"},
      {"nothing", "", "in.jsonl:line 4: is empty"},
  };
  RecordReader reader;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const auto record = reader.read(c.line, 4, "in.jsonl");
    ASSERT_FALSE(record);
    EXPECT_EQ(record.error().message(), c.message);
    EXPECT_TRUE(reader.read(R"({"text":"fine"})", 5)) << "the reader goes on";
  }
}

TEST(RecordReader, BoundsDepthAndLength) {
  RecordReader reader;
  const std::string deep = "{\"x\":" + std::string(200, '[') + std::string(200, ']') + "}";
  const auto too_deep = reader.read(deep, 1);
  ASSERT_FALSE(too_deep);
  EXPECT_EQ(too_deep.error().kind, Error::Kind::kLimit);

  const auto too_long = reader.read(std::string(kMaxLineBytes + 1, ' '), 1);
  ASSERT_FALSE(too_long);
  EXPECT_EQ(too_long.error().kind, Error::Kind::kLimit);
}

TEST(RecordReader, GrowsWithItsLines) {
  RecordReader reader;
  for (const std::size_t size : {10u, 1'000'000u, 10u, 3'000'000u}) {
    const auto record = reader.read("{\"text\":\"" + std::string(size, 'a') + "\"}", 1);
    ASSERT_TRUE(record) << record.error().message();
    EXPECT_EQ(record->text->size(), size);
  }
}

TEST(RecordReader, TheLastOfTwoEqualKeysCounts) {
  RecordReader reader;
  EXPECT_EQ(reader.read(R"({"text":"a","text":"b"})", 1)->text, "b");
  EXPECT_FALSE(reader.read(R"({"text":"a","text":null})", 1)->text);
}

}  // namespace
}  // namespace bangvang::json
