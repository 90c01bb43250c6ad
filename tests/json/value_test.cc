#include "extractor/json/value.h"

#include <gtest/gtest.h>

namespace bangvang::json {
namespace {

Value parsed(std::string_view text) {
  auto value = Value::parse(text);
  EXPECT_TRUE(value) << value.error().message();
  return value ? *value : Value();
}

TEST(Value, ReadsEveryType) {
  const Value root = parsed(R"({"s":"Sở","i":-7,"d":1.5,"t":true,"n":null,"a":[1,"x"]})");
  EXPECT_EQ(root["s"].string(), "Sở");
  EXPECT_EQ(root["i"].integer(), -7);
  EXPECT_EQ(root["d"].number(), 1.5);
  EXPECT_EQ(root["t"].boolean(), true);
  EXPECT_TRUE(root["n"].is_null());
  ASSERT_EQ(root["a"].items().size(), 2u);
  EXPECT_EQ(root["a"].items()[1].string(), "x");
  EXPECT_EQ(root.keys(), (std::vector<std::string>{"s", "i", "d", "t", "n", "a"}));
}

TEST(Value, AnotherTypeOrAMissingMemberIsNothing) {
  const Value root = parsed(R"({"s":"x","i":1,"d":2.5,"big":18446744073709551615})");
  EXPECT_FALSE(root["s"].integer());
  EXPECT_FALSE(root["i"].string());
  EXPECT_FALSE(root["d"].integer());
  EXPECT_FALSE(root["big"].integer());
  EXPECT_TRUE(root["none"].is_null());
  EXPECT_FALSE(root.has("none"));
  EXPECT_TRUE(root["s"]["deeper"]["still"].is_null());
  EXPECT_TRUE(root.items().empty());
  EXPECT_TRUE(root["s"].keys().empty());
}

TEST(Value, PartsOutliveTheWhole) {
  Value part;
  {
    const Value root = parsed(R"({"a":[{"b":"kept"}]})");
    part = root["a"].items()[0]["b"];
  }
  EXPECT_EQ(part.string(), "kept");
}

TEST(Value, RefusesWhatIsNotOneValue) {
  for (const char* text : {"", "{", "1 2", "{'a':1}", "\"\xff\"", "\"\\ud800\"", "[1,]", "nul"}) {
    SCOPED_TRACE(text);
    const auto value = Value::parse(text, "gold.json");
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().kind, Error::Kind::kBadInput);
    EXPECT_EQ(value.error().file, "gold.json");
  }
}

TEST(Value, BoundsDepth) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  EXPECT_TRUE(Value::parse(nested(kMaxDepth)));
  const auto deep = Value::parse(nested(1'000'000));
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().kind, Error::Kind::kLimit);
}

TEST(Value, TheLastOfTwoEqualKeysCounts) {
  EXPECT_EQ(parsed(R"({"a":1,"a":2})")["a"].integer(), 2);
}

}  // namespace
}  // namespace bangvang::json
