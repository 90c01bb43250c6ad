// Who holds which role in a bloc and for which year.
#include "tests/facts/run.h"

namespace bangvang::facts {
namespace {

using Lines = std::vector<std::string>;

// "head|Sở Y tế|2024", the period for the year where there is one, the person after it.
std::string line_of(const BlocRole& role) {
  std::string line = role.role + "|" + role.holder + "|";
  line += role.period ? *role.period : role.year ? std::to_string(*role.year) : "-";
  return role.person ? line + "|" + *role.person : line;
}

Lines roles(std::string_view text) {
  Lines lines;
  const ReadArticle article(text);
  for (const BlocRole& role : article.facts().bloc_roles) lines.push_back(line_of(role));
  return lines;
}

struct Case {
  const char* text;
  Lines roles;
};

// The sentence in an article whose title looks back on 2023 and ahead to 2024.
void expect_in_review(std::span<const Case> cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const std::string title =
        "Khối thi đua số 4 tổng kết năm 2023, ký kết giao ước thi đua năm 2024\n";
    EXPECT_EQ(roles(title + c.text), c.roles);
  }
}

TEST(BlocRoles, SomebodyWhoseAgencyIsNotTold) {
  const Case cases[] = {
      {"Đồng chí Lò Văn Tứ - Cụm trưởng phát biểu.", {}},
      {"Đồng chí Lò Văn Tứ - Khối trưởng phát biểu.", {"head||2023|Lò Văn Tứ"}},
      {"Sở Y tế làm Khối trưởng năm 2023. Đồng chí Lò Văn Tứ - Khối trưởng phát biểu.",
       {"head|Sở Y tế|2023"}},
      {"Đồng chí Lò Văn Tứ - Giám đốc Sở Y tế dự. Đồng chí Lò Văn Tứ - Khối trưởng phát biểu.",
       {"head|Sở Y tế|2023|Lò Văn Tứ"}},
  };
  expect_in_review(cases);
}

TEST(BlocRoles, StateOfHolding) {
  const Case cases[] = {
      {"Sở Y tế làm Trưởng khối năm 2024, Sở Tư pháp làm Phó Trưởng khối.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Sở Y tế là Khối trưởng; Sở Tư pháp là Khối phó năm 2024.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Năm 2024, Sở Y tế là đơn vị Khối trưởng, Sở Tư pháp là Khối phó.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Trong đó, Sở Y tế là đơn vị Khối trưởng.", {"head|Sở Y tế|2023"}},
      {"Khối thi đua số 4 do Sở Y tế làm Khối trưởng.", {"head|Sở Y tế|2023"}},
      {"Khối thi đua số 4 do Sở Y tế là Khối trưởng, Khối phó là Sở Tư pháp.",
       {"head|Sở Y tế|2023", "deputy|Sở Tư pháp|2023"}},
      {"Sở Y tế (Trưởng khối) và Sở Tư pháp (Phó Trưởng khối) đồng chủ trì.",
       {"head|Sở Y tế|2023", "deputy|Sở Tư pháp|2023"}},
      {"Sở Y tế, Trưởng Khối thi đua số 4, tổ chức hội nghị.", {"head|Sở Y tế|2023"}},
      {"Hội nghị do Sở Y tế - Khối trưởng chủ trì.", {"head|Sở Y tế|2023"}},
      {"Dự họp có Sở Y tế - đơn vị Trưởng khối, Sở Tư pháp - đơn vị Phó khối.",
       {"head|Sở Y tế|2023", "deputy|Sở Tư pháp|2023"}},
      {"Đơn vị Trưởng khối Sở Y tế trình bày báo cáo.", {"head|Sở Y tế|2023"}},
      {"Với vai trò Khối trưởng, Sở Y tế đã lập tổ công tác.", {"head|Sở Y tế|2023"}},
      {"Là đơn vị Khối trưởng năm 2024, đại diện lãnh đạo Sở Y tế đã trình bày kế hoạch.",
       {"head|Sở Y tế|2024"}},
      {"Sở Y tế giữ vai trò Khối trưởng, Sở Tư pháp đảm nhiệm Khối phó.",
       {"head|Sở Y tế|2023", "deputy|Sở Tư pháp|2023"}},
      {"Do năm 2022 Sở Y tế là Khối phó nên được giao tổ chức hội nghị.", {"deputy|Sở Y tế|2022"}},
      {"Sở Y tế và Sở Tư pháp đồng Khối phó năm 2024.",
       {"deputy|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Sở Y tế được phân công làm Trưởng khối năm 2024.", {"head|Sở Y tế|2024"}},
      {"Hội nghị họp tại hội trường Sở Y tế (Trưởng khối).", {"head|Sở Y tế|2023"}},
      {"Sở Y tế, Trưởng Khối thi đua số 4 tỉnh mở hội nghị.", {"head|Sở Y tế|2023"}},
      {"Ông Bế Văn Tu - Phó Giám đốc Sở Y tế, Trưởng khối các sở, ngành tổng hợp chủ trì.",
       {"head|Sở Y tế|2023|Bế Văn Tu"}},
      {"Khối trưởng: Sở Y tế; Khối phó: Sở Tư pháp.",
       {"head|Sở Y tế|2023", "deputy|Sở Tư pháp|2023"}},
      {"Đại diện Khối trưởng (Sở Y tế) trình bày.", {"head|Sở Y tế|2023"}},
      {"Theo quyết định của UBND tỉnh, Sở Y tế làm Khối trưởng, Khối phó là Sở Tư pháp và Sở Nội "
       "vụ.",
       {"head|Sở Y tế|2023", "deputy|Sở Tư pháp|2023", "deputy|Sở Nội vụ|2023"}},
      {"Huyện Mường La (Khối phó) góp ý.", {"deputy|huyện Mường La|2023"}},
  };
  expect_in_review(cases);
}

TEST(BlocRoles, PeopleInTheRole) {
  const Case cases[] = {
      {"Dự có bà Lò Thị Na - Giám đốc Sở Y tế, Khối trưởng Khối thi đua số 4; các đại biểu.",
       {"head|Sở Y tế|2023|Lò Thị Na"}},
      {"Bà Lò Thị Na - Giám đốc Sở Y tế, Trưởng khối chủ trì.", {"head|Sở Y tế|2023|Lò Thị Na"}},
      {"Ông Bế Văn Tu, Giám đốc Sở Tư pháp kiêm Phó khối phát biểu.",
       {"deputy|Sở Tư pháp|2023|Bế Văn Tu"}},
      {"Ông Bế Văn Tu - Giám đốc Sở Tư pháp, đại diện đơn vị Khối phó đọc giao ước.",
       {"deputy|Sở Tư pháp|2023|Bế Văn Tu"}},
      {"Ông Bế Văn Tu, Trưởng Khối thi đua, Giám đốc Sở Tư pháp kết luận.",
       {"head|Sở Tư pháp|2023|Bế Văn Tu"}},
      {"Giám đốc Sở Tư pháp Bế Văn Tu, Khối trưởng, kết luận.", {"head|Sở Tư pháp|2023|Bế Văn Tu"}},
      {"Sau khi tiếp nhận nhiệm vụ Trưởng khối, bà Lò Thị Na - Phó Giám đốc Sở Y tế phát động thi "
       "đua.",
       {"head|Sở Y tế|2024"}},
  };
  expect_in_review(cases);
}

TEST(BlocRoles, Election) {
  const Case cases[] = {
      {"Hội nghị đã bầu Sở Y tế làm trưởng khối, Sở Tư pháp làm phó khối.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Các đơn vị nhất trí bầu Sở Y tế là đơn vị Khối trưởng Khối thi đua số 4 năm 2024.",
       {"head|Sở Y tế|2024"}},
      {"Hội nghị bầu Sở Y tế làm Khối trưởng năm 2024, Sở Tư pháp làm Khối phó năm 2024.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Bầu đơn vị Khối trưởng Khối thi đua số 4 năm 2024 là Sở Y tế, đơn vị Khối phó là Sở Tư "
       "pháp.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Sở Y tế được bầu làm đơn vị Trưởng Khối thi đua số 4 năm 2024.", {"head|Sở Y tế|2024"}},
      {"Sở Y tế được bầu làm Khối trưởng; Sở Tư pháp được bầu làm Khối phó.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Khối suy tôn Sở Y tế làm Khối trưởng năm 2024.", {"head|Sở Y tế|2024"}},
      {"Hội nghị giới thiệu Khối trưởng năm 2024 là Sở Y tế và Khối phó là Sở Tư pháp.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Hội nghị bầu Sở Y tế - đơn vị Trưởng khối; Sở Tư pháp - đơn vị Phó Trưởng khối năm 2024.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Hội nghị bầu chọn Khối trưởng và Khối phó Khối thi đua số 4 năm 2024 là Sở Y tế (Khối "
       "trưởng) và Sở Tư pháp (Khối phó).",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Hội nghị bầu Sở Y tế và Sở Tư pháp làm Khối trưởng và Khối phó năm 2024.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Hội nghị tiến hành bầu Khối trưởng, Khối phó năm 2024. Kết quả, Sở Y tế làm Khối trưởng, "
       "Sở Tư pháp làm Khối phó.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024"}},
      {"Sở Y tế được các đơn vị trong Khối tín nhiệm bầu làm Khối trưởng.", {"head|Sở Y tế|2024"}},
      {"Hội nghị giao nhiệm vụ Khối trưởng năm 2024 cho Sở Y tế.", {"head|Sở Y tế|2024"}},
      {"Tân Khối trưởng Sở Y tế hứa giữ vững thành tích.", {"head|Sở Y tế|2024"}},
      {"Hội nghị đã bỏ phiếu, thống nhất bầu Sở Y tế làm Khối trưởng.", {"head|Sở Y tế|2024"}},
      {"Hội nghị bầu Sở Y tế làm Khối trưởng, Sở Tư pháp và Sở Nội vụ làm Khối phó.",
       {"head|Sở Y tế|2024", "deputy|Sở Tư pháp|2024", "deputy|Sở Nội vụ|2024"}},
  };
  expect_in_review(cases);
}

TEST(BlocRoles, HandOver) {
  const Case cases[] = {
      {"Năm 2024, Khối trưởng khối thi đua sẽ được bàn giao cho Sở Y tế.", {"head|Sở Y tế|2024"}},
      {"Sở Tư pháp cũng đã bàn giao Khối trưởng Khối thi đua số 4 năm 2024 cho Sở Y tế.",
       {"head|Sở Y tế|2024", "head|Sở Tư pháp|2023"}},
      {"Bàn giao đơn vị Khối trưởng Khối thi đua số 4 năm 2024 từ Sở Tư pháp cho Sở Y tế",
       {"head|Sở Y tế|2024", "head|Sở Tư pháp|2023"}},
      {"Sở Y tế nhận bàn giao Khối trưởng năm 2024 từ Sở Tư pháp - Khối trưởng năm 2023.",
       {"head|Sở Y tế|2024", "head|Sở Tư pháp|2023"}},
      {"Hội nghị chuyển giao Khối trưởng năm 2024 cho đơn vị Sở Y tế.", {"head|Sở Y tế|2024"}},
      {"Lãnh đạo Sở Tư pháp tặng hoa bàn giao nhiệm vụ Khối trưởng năm 2024 cho lãnh đạo Sở Y tế.",
       {"head|Sở Y tế|2024", "head|Sở Tư pháp|2023"}},
      {"Sở Y tế nhận cờ luân lưu Khối trưởng năm 2024.", {"head|Sở Y tế|2024"}},
      {"Sở Y tế nhận nhiệm vụ Khối trưởng của Khối thi đua số 4.", {"head|Sở Y tế|2024"}},
      {"Đại diện Sở Tư pháp, nguyên Khối trưởng năm 2022, chúc mừng.", {"head|Sở Tư pháp|2022"}},
      {"Ông Bế Văn Tu, Giám đốc Sở Tư pháp - Khối trưởng năm 2023 trao Cờ lưu niệm suy tôn Khối "
       "trưởng năm 2024 cho đồng chí Lò Thị Na, Giám đốc Sở Y tế.",
       {"head|Sở Tư pháp|2023|Bế Văn Tu", "head|Sở Y tế|2024|Lò Thị Na"}},
  };
  expect_in_review(cases);
}

TEST(BlocRoles, TalkIsNoRole) {
  const char* texts[] = {
      "Hội nghị bầu chọn Trưởng Khối, Phó Trưởng Khối năm 2024.",
      "Đại diện đơn vị Khối trưởng đã thông qua dự thảo.",
      "Các đơn vị thành viên luân phiên làm Khối trưởng, mỗi năm một đơn vị.",
      "Khối trưởng do người đứng đầu đơn vị được bầu đảm nhiệm.",
      "Không giới thiệu đơn vị có tiêu cực làm Khối trưởng, Khối phó.",
      "Sở Nội vụ đề xuất Sở Y tế làm Khối trưởng năm 2024 để hội nghị xem xét.",
      "Đề nghị Sở Nội vụ, Khối trưởng, Khối phó các khối thi đua thực hiện.",
      "Gửi Sở Nội vụ, Khối trưởng, các thành viên khối thi đua.",
      "Đơn vị nào làm Khối trưởng, Sở Nội vụ sẽ hướng dẫn.",
      "Đại diện Khối trưởng, Sở Nội vụ và các đơn vị dự họp.",
      "Bàn giao nhiệm vụ Trưởng Khối thi đua số 4 năm 2023.",
      "Tặng hoa chúc mừng đơn vị Khối trưởng, Khối phó năm 2024.",
      "Sở Y tế tiếp nhận hồ sơ Trưởng khối.",
      "Với vai trò Khối trưởng, chúng tôi sẽ cố gắng.",
      "Sở Y tế không làm Khối trưởng năm 2024.",
      "Sở Nội vụ chỉ định đơn vị là Khối trưởng, Khối phó năm 2024.",
      "Ông Bế Văn Tu đề nghị Khối trưởng Khối thi đua số 4 sớm ban hành kế hoạch.",
  };
  for (const char* text : texts) {
    SCOPED_TRACE(text);
    const std::string title =
        "Khối thi đua số 4 tổng kết năm 2023, ký kết giao ước thi đua năm 2024\n";
    EXPECT_EQ(roles(title + text), Lines{});
  }
}

TEST(BlocRoles, OtherHeadsOfGroups) {
  const char* texts[] = {
      "Cô Lò Thị Na, giáo viên Trường Tiểu học Bản Mây, khối trưởng khối 4, trình bày bài dạy.",
      "Thầy Bế Văn Tu, Hiệu trưởng Trường Tiểu học Bản Mây, cụm trưởng cụm chuyên môn, điều hành.",
      "Ông Bế Văn Tu - Giám đốc Công ty Bản Mây, khối trưởng kinh doanh.",
  };
  for (const char* text : texts) {
    SCOPED_TRACE(text);
    EXPECT_EQ(roles(text), Lines{});
  }
}

TEST(BlocRoles, TermsAndSchoolYears) {
  EXPECT_EQ(
      roles("Cụm thi đua số 3 họp\nÔng Bế Văn Tu - Chủ tịch Hội Nông dân tỉnh, Cụm trưởng nhiệm kỳ "
            "2017 - 2022 chủ trì. "
            "Hội Luật gia tỉnh làm Cụm phó."),
      (Lines{"head|Hội Nông dân tỉnh|2017/2022|Bế Văn Tu", "deputy|Hội Luật gia tỉnh|2017/2022"}));
  EXPECT_EQ(roles("Cụm thi đua số 3 họp\nTrường Trung học phổ thông Bản Mây nhận cờ luân lưu Cụm "
                  "trưởng năm học 2023 - 2024."),
            Lines{"head|Trường Trung học phổ thông Bản Mây|2023/2024"});
}

// A year that stands once for two roles is read with one of them and concluded for the other.
TEST(BlocRoles, EvidenceOfAConjunctIsItsOwn) {
  const ReadArticle article(
      "Cụm thi đua số 3 họp\nHội nghị bầu Sở Y tế làm Cụm trưởng năm 2024, Sở Tư pháp làm Cụm "
      "phó.");
  const auto& found = article.facts().bloc_roles;
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].evidence.span.of(article.text()), "Sở Tư pháp làm Cụm phó");
  const auto names_year = [](const BlocRole& role) {
    return std::ranges::count(role.evidence.inferred, "year") == 1;
  };
  EXPECT_FALSE(names_year(found[0]));
  EXPECT_TRUE(names_year(found[1]));
}

TEST(BlocRoles, DecisionList) {
  EXPECT_EQ(roles("Giao nhiệm vụ Cụm trưởng, Khối trưởng các cụm, khối thi đua năm 2022\n"
                  "1. Cụm thi đua số 1:\n- Chủ tịch UBND huyện Mường La, Cụm trưởng.\n"
                  "2. Khối thi đua số 2:\n- Giám đốc Sở Y tế, Khối trưởng.\n- Giám đốc Sở Tư pháp, "
                  "Khối phó."),
            (Lines{"head|Ủy ban nhân dân huyện Mường La|2022", "head|Sở Y tế|2022",
                   "deputy|Sở Tư pháp|2022"}));
}

TEST(BlocRoles, BlocOfTheRole) {
  const ReadArticle article(
      "Các khối thi đua ký kết giao ước thi đua năm 2024\nKhối thi đua số 1 họp sáng 5/3/2024. Sở "
      "Y tế làm Khối trưởng.\n"
      "Khối thi đua Nội chính tỉnh họp sau đó. Sở Tư pháp làm Trưởng khối. Sở Xây dựng làm Khối "
      "trưởng Khối thi đua số 1 năm 2020.");
  Lines blocs;
  for (const BlocRole& role : article.facts().bloc_roles) blocs.push_back(role.bloc.value_or("-"));
  EXPECT_EQ(blocs,
            (Lines{"Khối thi đua số 1", "Khối thi đua Nội chính tỉnh", "Khối thi đua số 1"}));
}

}  // namespace
}  // namespace bangvang::facts
