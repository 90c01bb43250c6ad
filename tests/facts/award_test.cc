#include "tests/facts/run.h"

namespace bangvang::facts {
namespace {

// "form grade | status | recipient | granter | year"
std::string line(const Award& a) {
  std::string out = a.form + (a.grade ? " " + *a.grade : "") + " | " + a.status + " | ";
  const Recipient& r = a.recipient;
  out += r.kind + ":" + r.name.value_or(r.of.value_or("")) + (r.count ? ":" + std::to_string(*r.count) : "");
  out += " | " + a.granted_by.value_or("-");
  out += " | " + (a.year ? std::to_string(*a.year) : a.period.value_or("-"));
  return out;
}

using Lines = std::vector<std::string>;

Lines awards(std::string_view text) {
  Lines found;
  const ReadArticle article(text);
  for (const Award& award : article.facts().awards) found.push_back(line(award));
  return found;
}

struct Case {
  const char* text;
  Lines awards;
};

void expect(std::span<const Case> cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(awards(c.text), c.awards);
  }
}

TEST(Awards, GivenByAnAuthority) {
  const Case cases[] = {
      {"UBND tỉnh tặng Cờ thi đua cho Sở Y tế; tặng Bằng khen cho 05 tập thể.",
       {"co_thi_dua | conferred | agency:Sở Y tế | Ủy ban nhân dân tỉnh | -",
        "bang_khen | conferred | group:collective:5 | Ủy ban nhân dân tỉnh | -"}},
      {"Bộ Y tế tặng Bằng khen cho 03 tập thể, Sở Y tế tặng Giấy khen cho 21 tập thể, 46 cá nhân.",
       {"bang_khen | conferred | group:collective:3 | Bộ Y tế | -",
        "giay_khen | conferred | group:collective:21 | Sở Y tế | -",
        "giay_khen | conferred | group:person:46 | Sở Y tế | -"}},
  };
  expect(cases);
}

TEST(Awards, ProposedUntilTheSentenceEnds) {
  const Case cases[] = {
      {"Hội nghị nhất trí đề nghị UBND tỉnh tặng Cờ thi đua cho Sở Nội vụ; tặng Bằng khen cho Sở Y tế.",
       {"co_thi_dua | proposed | agency:Sở Nội vụ | Ủy ban nhân dân tỉnh | -",
        "bang_khen | proposed | agency:Sở Y tế | Ủy ban nhân dân tỉnh | -"}},
      {"Khối suy tôn Sở Y tế đứng thứ nhất. Sở Nội vụ được tặng Bằng khen của UBND tỉnh.",
       {"bang_khen | conferred | agency:Sở Nội vụ | Ủy ban nhân dân tỉnh | -"}},
  };
  expect(cases);
}

TEST(Awards, NoneInPlansAndRules) {
  const Case cases[] = {
      {"Sở Y tế phấn đấu đạt Cờ thi đua của UBND tỉnh.", {}},
      {"Danh hiệu được xét tặng hằng năm cho cá nhân đạt Lao động tiên tiến.", {}},
      {"Bà tặng hoa, trao 120 suất quà cho Sở Y tế.", {}},
  };
  expect(cases);
}

}  // namespace
}  // namespace bangvang::facts
