// Phrases in which one reading must win over another.
#include "tests/grammar/toy.h"

namespace bangvang::grammar::toy {
namespace {

constexpr const char* kOffices = R"(
[lexicon.field]
"Nội vụ" = "Nội vụ"
"Kế hoạch và Đầu tư" = "Kế hoạch và Đầu tư"
"Tài chính" = "Tài chính"
[lexicon.office]
"Giám đốc" = "Giám đốc"
"Phó Giám đốc" = "Phó Giám đốc"
[lexicon.authority]
"Chính phủ" = "Chính phủ"
[lexicon.award_name]
"Bằng khen" = "bang_khen"
[lexicon.role]
"Trưởng khối" = "head"
"Phó Trưởng khối" = "deputy"
[[rule]]
id = "agency.field"
pattern = 'sở (?P<field>{field})'
value = "Sở {field}"
[[rule]]
id = "position.at_agency"
pattern = '(?P<title>{office}) (?P<agency>{agency})'
[[rule]]
id = "award.of_granter"
pattern = '(?P<award>{award_name}) của (?P<granter>{agency}|{authority})'
[[rule]]
id = "member.list"
pattern = 'gồm (?P<members>{agency+})'
each = "members"
value = "{members}"
)";

TEST(Conflict, AnOfficeKeepsTheAgencyInsideIt) {
  const RuleSet rules = load(kOffices);
  const std::string_view text = "Phó Giám đốc Sở Nội vụ";
  EXPECT_EQ(found(rules, text, "position").size(), 1u);
  EXPECT_EQ(found(rules, text, "agency"), (Strings{"Sở Nội vụ @ Sở Nội vụ"}));
  EXPECT_EQ(found(rules, text, "office"), (Strings{"Phó Giám đốc @ Phó Giám đốc"}));
}

TEST(Conflict, AnAwardEndsBeforeItsGranter) {
  const RuleSet rules = load(kOffices);
  EXPECT_EQ(found(rules, "Bằng khen của Chính phủ", "award_name"),
            (Strings{"bang_khen @ Bằng khen"}));
  EXPECT_EQ(found(rules, "Bằng khen của Sở Nội vụ", "award").size(), 1u);
  EXPECT_EQ(found(rules, "Bằng khen của Sở Nội vụ", "agency").size(), 1u);
}

TEST(Conflict, AndInsideANameDoesNotEndIt) {
  const RuleSet rules = load(kOffices);
  EXPECT_EQ(found(rules, "gồm Sở Kế hoạch và Đầu tư, Sở Nội vụ và Sở Tài chính", "member"),
            (Strings{"Sở Kế hoạch và Đầu tư @ Sở Kế hoạch và Đầu tư", "Sở Nội vụ @ Sở Nội vụ",
                     "Sở Tài chính @ Sở Tài chính"}));
}

TEST(Conflict, ADeputyIsNoHead) {
  const RuleSet rules = load(kOffices);
  EXPECT_EQ(found(rules, "Phó Trưởng khối và Trưởng khối", "role"),
            (Strings{"deputy @ Phó Trưởng khối", "head @ Trưởng khối"}));
}

TEST(Conflict, ALongerReadingThatYieldsNothingKeepsAShorterOut) {
  const RuleSet rules = load(R"(
[[rule]]
id = "date.year"
pattern = 'năm (?P<year>{year})'
[[rule]]
id = "date.not_a_sum"
pattern = 'năm {year} đồng'
yields = "nothing"
)");
  EXPECT_EQ(found(rules, "năm 2023 đồng", "date"), Strings{});
  EXPECT_EQ(found(rules, "năm 2023", "date").size(), 1u);
}

TEST(Conflict, LeftmostThenLongestThenFirst) {
  const RuleSet rules = load(R"(
[[rule]]
id = "x.short"
pattern = 'a b'
[[rule]]
id = "x.long"
pattern = 'a b c'
[[rule]]
id = "x.right"
pattern = 'c d e f'
[[rule]]
id = "x.same"
pattern = 'a b c'
)");
  const std::string_view text = "a b c d e f";
  const Span block{0, static_cast<std::uint32_t>(text.size())};
  const Analysis analysis = rules.analyse(text, {&block, 1});
  ASSERT_EQ(analysis.of("x").size(), 1u);
  EXPECT_EQ(analysis.of("x")[0].rule(), "x.long");
}

}  // namespace
}  // namespace bangvang::grammar::toy
