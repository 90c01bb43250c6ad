#include "tests/facts/run.h"

namespace bangvang::facts {
namespace {

// "form grade | status | recipient | granter | year"
std::string line(const Award& a) {
  const Recipient& r = a.recipient;
  std::string out = a.form + (a.grade ? " " + *a.grade : "") + " | " + a.status + " | " + r.kind +
                    ":" + r.name.value_or(r.of.value_or(""));
  if (r.count) out += ":" + std::to_string(*r.count);
  out += " | " + a.granted_by.value_or("-");
  return out + " | " + (a.year ? std::to_string(*a.year) : a.period.value_or("-"));
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
      {"Chủ tịch UBND tỉnh ban hành Quyết định số 215/QĐ-UBND ngày 20/01/2023 về việc tặng Bằng "
       "khen "
       "cho Sở Tài chính vì có thành tích xuất sắc năm 2022.",
       {"bang_khen | conferred | agency:Sở Tài chính | Chủ tịch Ủy ban nhân dân tỉnh | 2022"}},
  };
  expect(cases);
}

TEST(Awards, WhoHandsOverIsNotTheGranter) {
  const Case cases[] = {
      {"Ông Lê Minh Tuấn, Phó Chủ tịch UBND tỉnh trao Cờ thi đua của Chính phủ cho Sở Y tế.",
       {"co_thi_dua | conferred | agency:Sở Y tế | Chính phủ | -"}},
      {"Đồng chí Lê Minh Tuấn - Phó Chủ tịch UBND tỉnh tặng Bằng khen cho 07 tập thể.",
       {"bang_khen | conferred | group:collective:7 | Ủy ban nhân dân tỉnh | -"}},
      {"Thừa ủy quyền của Chủ tịch nước, ông Lê Minh Tuấn, Phó Chủ tịch UBND tỉnh trao Huân chương "
       "Lao động hạng Ba cho Sở Nội vụ.",
       {"huan_chuong_lao_dong hạng Ba | conferred | agency:Sở Nội vụ | Chủ tịch nước | -"}},
  };
  expect(cases);
}

TEST(Awards, RecipientsBeforeTheVerb) {
  const Case cases[] = {
      {"Sở Tài chính và Sở Xây dựng vinh dự được nhận Bằng khen của Chủ tịch UBND tỉnh.",
       {"bang_khen | conferred | agency:Sở Tài chính | Chủ tịch Ủy ban nhân dân tỉnh | -",
        "bang_khen | conferred | agency:Sở Xây dựng | Chủ tịch Ủy ban nhân dân tỉnh | -"}},
      {"Sở Nội vụ có 02 tập thể được UBND tỉnh tặng Bằng khen.",
       {"bang_khen | conferred | group:collective:2 | Ủy ban nhân dân tỉnh | -"}},
      {"Ông Nguyễn Văn An đại diện Sở Y tế nhận Cờ thi đua của UBND tỉnh.",
       {"co_thi_dua | conferred | agency:Sở Y tế | Ủy ban nhân dân tỉnh | -"}},
      {"Sở Y tế là một trong 10 đơn vị nhận Cờ thi đua của Chính phủ năm 2021.",
       {"co_thi_dua | conferred | agency:Sở Y tế | Chính phủ | 2021"}},
      {"Năm 2022, Sở Y tế được UBND tỉnh tặng Cờ thi đua, Bằng khen.",
       {"co_thi_dua | conferred | agency:Sở Y tế | Ủy ban nhân dân tỉnh | 2022",
        "bang_khen | conferred | agency:Sở Y tế | Ủy ban nhân dân tỉnh | 2022"}},
  };
  expect(cases);
}

TEST(Awards, NamesInPlaceOfTheirCount) {
  const Case cases[] = {
      {"Hai tập thể cũng được tặng Bằng khen của UBND tỉnh là Sở Y tế, Sở Nội vụ.",
       {"bang_khen | conferred | agency:Sở Y tế | Ủy ban nhân dân tỉnh | -",
        "bang_khen | conferred | agency:Sở Nội vụ | Ủy ban nhân dân tỉnh | -"}},
      {"UBND tỉnh tặng Bằng khen cho 02 đơn vị (Sở Xây dựng, Sở Tư pháp).",
       {"bang_khen | conferred | agency:Sở Xây dựng | Ủy ban nhân dân tỉnh | -",
        "bang_khen | conferred | agency:Sở Tư pháp | Ủy ban nhân dân tỉnh | -"}},
      {"02 đơn vị gồm: Sở Y tế; Sở Nội vụ được đề nghị tặng Bằng khen của UBND tỉnh.",
       {"bang_khen | proposed | agency:Sở Y tế | Ủy ban nhân dân tỉnh | -",
        "bang_khen | proposed | agency:Sở Nội vụ | Ủy ban nhân dân tỉnh | -"}},
  };
  expect(cases);
}

TEST(Awards, Lists) {
  const Case cases[] = {
      {"Đề nghị Thủ tướng Chính phủ khen thưởng:\n"
       "1. Bằng khen cho 02 tập thể gồm:\n- Sở Y tế.\n- Sở Nội vụ.\n"
       "2. Cờ thi đua của Chính phủ cho Sở Tư pháp.",
       {"bang_khen | proposed | agency:Sở Y tế | Thủ tướng Chính phủ | -",
        "bang_khen | proposed | agency:Sở Nội vụ | Thủ tướng Chính phủ | -",
        "co_thi_dua | proposed | agency:Sở Tư pháp | Chính phủ | -"}},
      {"Chủ tịch nước tặng Huy chương Chiến sĩ vẻ vang hạng Nhì cho 05 đồng chí, hạng Ba cho 17 "
       "đồng "
       "chí.",
       {"huy_chuong_chien_si_ve_vang hạng Nhì | conferred | group:person:5 | Chủ tịch nước "
        "| -",
        "huy_chuong_chien_si_ve_vang hạng Ba | conferred | group:person:17 | Chủ tịch nước "
        "| -"}},
  };
  expect(cases);
}

TEST(Awards, ProposedUntilTheSentenceEnds) {
  const Case cases[] = {
      {"Hội nghị nhất trí đề nghị UBND tỉnh tặng Cờ thi đua cho Sở Nội vụ; tặng Bằng khen cho Sở Y "
       "tế.",
       {"co_thi_dua | proposed | agency:Sở Nội vụ | Ủy ban nhân dân tỉnh | -",
        "bang_khen | proposed | agency:Sở Y tế | Ủy ban nhân dân tỉnh | -"}},
      {"Khối suy tôn Sở Y tế đứng thứ nhất. Sở Nội vụ được tặng Bằng khen của UBND tỉnh.",
       {"bang_khen | conferred | agency:Sở Nội vụ | Ủy ban nhân dân tỉnh | -"}},
      {"Sở Tư pháp nhận Cờ thi đua của UBND tỉnh theo kết quả bình xét.",
       {"co_thi_dua | proposed | agency:Sở Tư pháp | Ủy ban nhân dân tỉnh | -"}},
      {"Hội nghị suy tôn Sở Y tế, trình UBND tỉnh xem xét tặng Bằng khen.",
       {"bang_khen | proposed | agency:Sở Y tế | Ủy ban nhân dân tỉnh | -"}},
      {"Hội nghị bình xét được 16 tập thể lao động tiên tiến.",
       {"tap_the_lao_dong_tien_tien | proposed | group:collective:16 | - | -"}},
  };
  expect(cases);
}

TEST(Awards, NoneInPlansAndRules) {
  const Case cases[] = {
      {"Sở Y tế phấn đấu đạt Cờ thi đua của UBND tỉnh.", {}},
      {"Danh hiệu được xét tặng hằng năm cho cá nhân đạt Lao động tiên tiến.", {}},
      {"Bà tặng hoa, trao 120 suất quà cho Sở Y tế.", {}},
      {"Khối trưởng trao cờ luân lưu cho Sở Nội vụ.", {}},
      {"Phong trào thi đua “Lao động giỏi, lao động sáng tạo” được triển khai tại Sở Y tế.", {}},
      {"UBND tỉnh sẽ tặng Cờ thi đua cho Sở Y tế.", {}},
      {"Thầy thuốc ưu tú Lê Văn Hùng, Giám đốc Bệnh viện Đa khoa tỉnh phát biểu.", {}},
  };
  expect(cases);
}

TEST(Awards, DecisionReasonAndPosthumousGrant) {
  const ReadArticle decided(
      "Sở Y tế được UBND tỉnh tặng Bằng khen tại Quyết định số 77/QĐ-UBND ngày 02/02/2023 vì đã có "
      "thành tích xuất sắc năm 2022.");
  ASSERT_EQ(decided.facts().awards.size(), 1u);
  const Award& award = decided.facts().awards.front();
  ASSERT_TRUE(award.decision);
  EXPECT_EQ(award.decision->number, "77/QĐ-UBND");
  EXPECT_EQ(award.reason, "vì đã có thành tích xuất sắc năm 2022");
  EXPECT_FALSE(award.posthumous);

  const ReadArticle late("Liệt sĩ Trần Bá Khởi được truy tặng Huân chương Dũng cảm.");
  ASSERT_EQ(late.facts().awards.size(), 1u);
  EXPECT_TRUE(late.facts().awards.front().posthumous);
}

TEST(Awards, GradesAreSharedOutOnlyWhereTheTextSaysHow) {
  const Case cases[] = {
      {"Chủ tịch nước tặng Huân chương Lao động hạng Nhì, hạng Ba cho ông Trần Văn Nam và bà Lê "
       "Thị Hoa.",
       {"huan_chuong_lao_dong hạng Nhì | conferred | person:Trần Văn Nam | Chủ tịch nước | -",
        "huan_chuong_lao_dong hạng Ba | conferred | person:Lê Thị Hoa | Chủ tịch nước | -"}},
      {"Chủ tịch nước tặng Huân chương Lao động hạng Nhì, hạng Ba cho 05 cá nhân.", {}},
      {"Huyện ủy trao Huy hiệu 60 năm, 50 năm tuổi Đảng cho 31 đảng viên.", {}},
      {"12 đảng viên được nhận Huy hiệu từ 30 đến 55 năm tuổi Đảng.", {}},
      {"Có 2 đảng viên nhận Huy hiệu 55 năm tuổi Đảng; 3 đảng viên nhận Huy hiệu 45 năm.",
       {"huy_hieu 55 năm | conferred | group:person:2 | - | -",
        "huy_hieu 45 năm | conferred | group:person:3 | - | -"}},
  };
  expect(cases);
}

TEST(Awards, TheTailOfAnUnknownNameIsNoRecipient) {
  const Case cases[] = {
      {"Chủ tịch nước tặng Huân chương Chiến công hạng Ba cho Đội Săn bắt cướp quận 5.", {}},
      {"Chủ tịch nước tặng Huân chương Lao động hạng Ba cho quận 5.",
       {"huan_chuong_lao_dong hạng Ba | conferred | agency:quận 5 | Chủ tịch nước | -"}},
      {"UBND tỉnh tặng Bằng khen cho Sở Y tế (trước đây là Ty Y tế, tỉnh Hậu Giang).",
       {"bang_khen | conferred | agency:Sở Y tế | Ủy ban nhân dân tỉnh | -"}},
  };
  expect(cases);
}

}  // namespace
}  // namespace bangvang::facts
