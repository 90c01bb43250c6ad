// The gate may let through what holds nothing, never the other way round.
#include "tests/grammar/toy.h"

namespace bangvang::grammar::toy {
namespace {

constexpr const char* kRules = R"(
[lexicon.field]
"Y tế" = "Y tế"
"Hòa giải" = "Hòa giải"
[[rule]]
id = "agency.field"
pattern = 'ủy ban (?P<field>{field})|cơ sở nghành {field}'
[[rule]]
id = "position.at"
pattern = 'giám đốc (?P<agency>{agency})'
[[rule]]
id = "date.year"
pattern = 'năm (?P<year>{year})'
)";

TEST(Gate, OpensForEveryFormOfAPhrase) {
  const RuleSet rules = load(kRules);
  const struct {
    const char* why;
    const char* text;
  } cases[] = {
      {"as written", "ủy ban y tế"},
      {"capitals", "ỦY BAN Y TẾ"},
      {"the other tone style", "uỷ ban y tế"},
      {"no-break space", "ủy\u00A0ban\u00A0y tế"},
      {"decomposed", "u\u0309y ban y tê\u0301"},
      {"entities", "&#7911;y ban y t&#7871;"},
      {"soft hyphen", "ủy b\u00ADan y tế"},
      {"a year", "năm 1999"},
  };
  for (const auto& c : cases) EXPECT_TRUE(rules.gate(c.text)) << c.why;
}

TEST(Gate, ClosesWhereNoRuleCanFire) {
  const RuleSet rules = load(kRules);
  EXPECT_FALSE(rules.gate("Trời xanh, mây trắng; gió nhẹ."));
  EXPECT_FALSE(rules.gate("giám đốc nhà máy")) << "an office without an agency is no position";
  EXPECT_FALSE(rules.gate(""));
}

}  // namespace
}  // namespace bangvang::grammar::toy
