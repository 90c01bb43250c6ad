// Loading is all or nothing, and every mistake is named with its file and line.
#include <algorithm>

#include "tests/grammar/toy.h"

namespace bangvang::grammar::toy {
namespace {

bool any_holds(const Strings& messages, const std::string& text) {
  return std::ranges::any_of(
      messages, [&](const std::string& m) { return m.find(text) != std::string::npos; });
}

TEST(Load, NamesEveryKindOfMistake) {
  struct Case {
    const char* why;
    const char* rules;
    const char* message;
  };
  const Case cases[] = {
      {"broken TOML", "[[rule]\nid = 1", "toy.toml:1"},
      {"bad pattern", "[[rule]]\nid = 'a.b'\npattern = '(x'",
       "toy.toml:1: rule a.b: plain brackets"},
      {"unknown slot", "[[rule]]\nid = 'a.b'\npattern = 'x {nobody}'", "unknown slot {nobody}"},
      {"circle", "[[rule]]\nid = 'a.x'\npattern = 'p {b}'\n[[rule]]\nid = 'b.x'\npattern = 'q {a}'",
       "a circle: a uses b uses a"},
      {"itself", "[[rule]]\nid = 'a.x'\npattern = 'p {a}'", "a circle: a uses a"},
      {"duplicate id", "[[rule]]\nid = 'a.x'\npattern = 'p'\n[[rule]]\nid = 'a.x'\npattern = 'q'",
       "toy.toml:4: rule a.x stands already in toy.toml:1"},
      {"unknown key", "[[rule]]\nid = 'a.x'\npattern = 'p'\npatern = 'q'",
       "toy.toml:4: unknown key \"patern\""},
      {"unknown section", "[rules]\n", "unknown section \"rules\""},
      {"missing pattern", "[[rule]]\nid = 'a.x'\n", "the key \"pattern\" is missing"},
      {"nothing to match", "[[rule]]\nid = 'a.x'\npattern = 'p?'", "may match nothing"},
      {"value without capture", "[[rule]]\nid = 'a.x'\npattern = 'p'\nvalue = '{q}'",
       "names no capture"},
      {"each without capture", "[[rule]]\nid = 'a.x'\npattern = 'p'\neach = 'q'",
       "names no capture"},
      {"missing table", "[[table]]\nkind = 'k'\nfile = 'none.tsv'\nspelling = 'a'\nvalue = 'a'",
       "there is no table \"none.tsv\""},
      {"unknown tag", "[lexicon.k]\n'a' = 'b'\n[[rule]]\nid = 'r.x'\npattern = 'p {k.z}'",
       "has the tag \"z\""},
      {"bad class", "[class.c]\nnumber = '['", "class c"},
      {"class without content", "[class.c]\nnote = 'x'", "neither"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const Strings messages = mistakes(files(c.rules));
    EXPECT_FALSE(messages.empty());
    EXPECT_TRUE(any_holds(messages, c.message)) << (messages.empty() ? "" : messages[0]);
  }
}

TEST(Load, ReportsAllMistakesAtOnceInOrder) {
  const Strings messages = mistakes(
      files("[[rule]]\nid = 'a.x'\npattern = '(p'\n[[rule]]\nid = 'b.x'\npattern = 'q)'\n"));
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_TRUE(messages[0].starts_with("toy.toml:1:")) << messages[0];
  EXPECT_TRUE(messages[1].starts_with("toy.toml:4:")) << messages[1];
}

TEST(Load, TablesNameRowAndColumn) {
  const char* rules =
      "[[table]]\nkind = 'k'\nfile = 'table.tsv'\nspelling = 'name'\nvalue = 'value'\n";
  EXPECT_TRUE(any_holds(mistakes(files(rules, "name\tother\n")), "no column \"value\""));
  EXPECT_TRUE(any_holds(mistakes(files(rules, "name\tvalue\na\tb\tc\n")), "table.tsv:2"));
  EXPECT_TRUE(any_holds(mistakes(files(rules, "name\tvalue\n\tb\n")), "no spelling"));
  EXPECT_TRUE(mistakes(files(rules, "\xEF\xBB\xBFname\tvalue\r\na|b\tc\r\n")).empty())
      << "BOM, CRLF";
}

TEST(Load, TooManySymbolsIsAnErrorWithTheCount) {
  std::string rules;
  for (int i = 0; i < 300; ++i) {
    const std::string word =
        std::string(1, static_cast<char>('a' + i / 26)) + static_cast<char>('a' + i % 26);
    rules += "[[rule]]\nid = 'a.r" + std::to_string(i) + "'\npattern = 'z" + word + "'\n";
  }
  // The words, and five that every line has.
  EXPECT_TRUE(any_holds(mistakes(files(rules)), "tell 305 symbols apart; 255 fit"));
}

// A hundred and fifty entries that may begin and end as the mentions of a rule do want a symbol
// each together with it; entries that may not want none.
TEST(Load, SymbolsForTwoOnTheSameWordsAreCountedToo) {
  const auto with = [](const std::string& first) {
    std::string table = "name\ttag\n", uses;
    for (int i = 0; i < 150; ++i) {
      const std::string number = std::to_string(i);
      table += first + " Name" + number + "\tt" + number + "\n";
      uses += "|{entry.t" + number + "}";
    }
    return mistakes(
        files("[[rule]]\nid = 'made.x'\npattern = 'head {cap}{1,2}'\n"
              "[[table]]\nkind = 'entry'\nfile = 'table.tsv'\nspelling = ['name']\n"
              "value = 'name'\n[[rule]]\nid = 'user.x'\npattern = '{made}" +
                  uses + "'\n",
              table));
  };
  EXPECT_TRUE(any_holds(with("head"), "the rules of kind user tell 306 symbols apart; 255 fit"));
  EXPECT_TRUE(with("tail").empty());
}

TEST(Load, ExamplesThatFailAreNamed) {
  const RuleSet rules = load(R"(
[[rule]]
id = "date.year"
pattern = 'năm (?P<year>{year})'
[[rule.accept]]
text = "năm 2023"
expect = { year = 2024 }
[[rule.accept]]
text = "tháng 5"
[[rule.reject]]
text = "trong năm 2023"
why = "a wrong example"
[[rule.accept]]
text = "năm 2023"
expect = { year = 2023, value = "năm 2023" }
)");
  const auto errors = rules.check_examples();
  ASSERT_EQ(errors.size(), 3u);
  EXPECT_EQ(errors[0].message(),
            "toy.toml:5: date.year does not accept \"năm 2023\": year is \"2023\"");
  EXPECT_NE(errors[1].message().find("it finds nothing"), std::string::npos);
  EXPECT_NE(errors[2].message().find("does not reject"), std::string::npos);
}

TEST(Overlay, ReplacesByNameAddsOthersAndStandsAloneWithItsOwnShared) {
  const std::vector<SourceFile> base = {{"date.toml", "a", "1"}, {"shared.toml", "a", "2"}};
  const auto replaced = overlay(base, {{"date.toml", "b", "3"}, {"more.toml", "b", "4"}});
  ASSERT_EQ(replaced.size(), 3u);
  EXPECT_EQ(replaced[0].content, "3");
  EXPECT_EQ(replaced[1].name, "more.toml");
  EXPECT_EQ(overlay(base, {{"shared.toml", "b", "5"}}).size(), 1u);
}

TEST(Digest, DependsOnNamesAndContents) {
  const auto digest = [](const std::string& rules) { return load(rules).digest(); };
  EXPECT_EQ(digest("[lexicon.a]\nx = 'y'\n"), digest("[lexicon.a]\nx = 'y'\n"));
  EXPECT_NE(digest("[lexicon.a]\nx = 'y'\n"), digest("[lexicon.a]\nx = 'z'\n"));
  EXPECT_TRUE(digest("").starts_with("sha256:"));
}

}  // namespace
}  // namespace bangvang::grammar::toy
