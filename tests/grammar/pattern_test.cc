#include "extractor/grammar/pattern.h"

#include <gtest/gtest.h>

namespace bangvang::grammar {
namespace {

std::string reason(std::string_view pattern) {
  const auto parsed = parse_pattern(pattern, {",", "và"});
  return parsed ? "" : parsed.error();
}

TEST(Pattern, NamesWhatIsWrongAndWhere) {
  struct Case {
    const char* pattern;
    const char* reason;
  };
  const Case cases[] = {
      {"(a)", "plain brackets"},           {"(?:a", "not closed"},
      {"(?P<a b", "has no end"},           {"(?P<>a)", "needs a name"},
      {"{agency", "slot is not closed"},   {"{}", "slot needs a name"},
      {"a{4,2}", "ends before it begins"}, {"a{2", "a repetition is written"},
      {"* a", "nothing to repeat"},        {"a)", "unexpected )"},
      {"[,;", "[ is not closed"},          {"a \\", "backslash stands last"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.pattern);
    EXPECT_NE(reason(c.pattern).find(c.reason), std::string::npos) << reason(c.pattern);
  }
}

TEST(Pattern, ReadsWhatItDocuments) {
  for (const char* pattern :
       {"a b|c", "(?P<x>{agency+}) làm (?:{role})?", "[,;]? {tight/} {num}{2,4}?", "^ \\( . \\) $",
        "{office.deputy} * a +"}) {
    EXPECT_EQ(reason(pattern), "") << pattern;
  }
}

TEST(Pattern, DeepNestingIsAnErrorNotACrash) {
  std::string pattern;
  for (int i = 0; i < 100000; ++i) pattern += "(?:";
  EXPECT_NE(reason(pattern).find("nest too deep"), std::string::npos);
}

TEST(Pattern, ListsCapturesInOrder) {
  const auto parsed = parse_pattern("(?P<a>x(?P<b>y))|(?P<c>z)", {});
  ASSERT_TRUE(parsed);
  EXPECT_EQ(capture_names(*parsed), (std::vector<std::string>{"a", "b", "c"}));
}

}  // namespace
}  // namespace bangvang::grammar
