#include "extractor/json/writer.h"

#include <gtest/gtest.h>

#include "extractor/json/value.h"

namespace bangvang::json {
namespace {

TEST(Writer, PutsCommasBetweenValuesAndNowhereElse) {
  std::string out;
  Writer writer(out);
  writer.begin_object().key("a").begin_array().integer(1).integer(-2).begin_object().end_object();
  writer.null().end_array().key("b").boolean(true).key("c").begin_array().end_array();
  writer.key("d").string("x").end_object();
  EXPECT_EQ(out, R"({"a":[1,-2,{},null],"b":true,"c":[],"d":"x"})");
}

TEST(Writer, WritesTheEndsOfTheIntegerRange) {
  std::string out;
  Writer(out).begin_array().integer(INT64_MIN).integer(INT64_MAX).end_array();
  EXPECT_EQ(out, "[-9223372036854775808,9223372036854775807]");
}

TEST(AppendQuoted, EscapesWhatMayNotStandForItself) {
  struct Case {
    const char* why;
    std::string_view in, want;
  };
  const Case cases[] = {
      {"plain Vietnamese text stays", "Sở Y tế – “Ủy ban”", R"("Sở Y tế – “Ủy ban”")"},
      {"quote and backslash", "a\"b\\c", R"("a\"b\\c")"},
      {"the short escapes", "\b\f\n\r\t", R"("\b\f\n\r\t")"},
      {"other control characters", std::string_view("\0\x01\x1f", 3), R"("\u0000\u0001\u001f")"},
      {"DEL is no control character to JSON", "\x7f", "\"\x7f\""},
      {"line separators", "a\u2028b\u2029", R"("a\u2028b\u2029")"},
      {"their neighbours stay", "\u2027\u202a…", "\"\u2027\u202a…\""},
      {"outside the basic plane", "🏆", "\"🏆\""},
      {"nothing", "", "\"\""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    std::string out;
    append_quoted(out, c.in);
    EXPECT_EQ(out, c.want);
    const auto back = Value::parse(out);
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_EQ(back->string(), c.in);
  }
}

TEST(Pretty, KeepsTheOrderOfKeys) {
  const auto text = pretty(R"({"b":1,"a":["x",null]})");
  ASSERT_TRUE(text);
  EXPECT_EQ(*text, "{\n  \"b\": 1,\n  \"a\": [\n    \"x\",\n    null\n  ]\n}");
}

TEST(Pretty, NamesTheByteThatIsWrong) {
  const auto text = pretty("{\"a\":}");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message(), "byte 6: is not one JSON value");
}

}  // namespace
}  // namespace bangvang::json
