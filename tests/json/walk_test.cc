#include "extractor/json/walk.h"

#include <gtest/gtest.h>

#include <string>

namespace bangvang::json {
namespace {

// Writes down what it hears.
class Notes : public Visitor {
 public:
  void begin_object() override { text += "{ "; }
  void key(std::string_view name) override { (text += name) += ": "; }
  void end_object() override { text += "} "; }
  void begin_array() override { text += "[ "; }
  void end_array() override { text += "] "; }
  void string(std::string_view utf8) override { ((text += "'") += utf8) += "' "; }
  void integer(std::int64_t number) override { text += std::to_string(number) + " "; }
  void number(double number) override { text += std::to_string(number) + " "; }
  void boolean(bool truth) override { text += truth ? "true " : "false "; }
  void null() override { text += "null "; }

  std::string text;
};

std::string heard(std::string_view json) {
  Notes notes;
  const auto done = walk(json, notes);
  return done ? notes.text : notes.text + done.error().message();
}

TEST(Walk, TellsEveryPartInOrder) {
  EXPECT_EQ(heard(R"({"s":"Sở \"Y tế\"","i":-7,"n":null,"t":true,"a":[1,{},[false]]})"),
            "{ s: 'Sở \"Y tế\"' i: -7 n: null t: true a: [ 1 { } [ false ] ] } ");
  EXPECT_EQ(heard("1.5"), "1.500000 ");
  EXPECT_EQ(heard("9223372036854775807"), "9223372036854775807 ");
  EXPECT_EQ(heard("9223372036854775808"), "9223372036854775808.000000 ");
  EXPECT_EQ(heard(R"({"a":1,"a":2})"), "{ a: 1 a: 2 } ");
}

TEST(Walk, TellsNothingOfWhatIsNoValue) {
  EXPECT_EQ(heard(""), "is not one JSON value");
  EXPECT_EQ(heard("{\"a\":1} {}"), "is not one JSON value");
  EXPECT_EQ(heard("{\"a\":[1,2}"), "is not one JSON value");
  EXPECT_EQ(heard("\"\xff\""), "is not UTF-8");
}

TEST(Walk, BoundsNesting) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(heard(nested(1000)), "nests deeper than allowed (limit 64)");
  EXPECT_EQ(heard(nested(60)).substr(0, 4), "[ [ ");
}

}  // namespace
}  // namespace bangvang::json
