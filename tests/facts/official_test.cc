// Who is an official, and of what. All people are invented.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/facts/run.h"

namespace bangvang::facts {
namespace {

// "Name: title / agency [former]; …" for each official, in order.
std::string told(const std::vector<Official>& officials) {
  std::string out;
  for (const Official& official : officials) {
    if (!out.empty()) out += " | ";
    out += official.name + ":";
    for (const Position& position : official.positions) {
      if (&position != &official.positions.front()) out += ";";
      out += " " + position.title + " / " + position.agency.value_or("-");
      if (position.former) out += " [former]";
    }
  }
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }

class Officials : public testing::TestWithParam<Case> {};

TEST_P(Officials, AreTheseWithThesePositions) {
  const ReadArticle article = run(GetParam().text);
  EXPECT_EQ(told(article.facts().officials), GetParam().expected) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Stacking, Officials,
    testing::Values(
        Case{"Đồng chí Tạ Văn Mùi - Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh phát biểu.",
             "Tạ Văn Mùi: Tỉnh ủy viên / -; Phó Chủ tịch / Ủy ban nhân dân tỉnh"},
        Case{"Đ/c Tạ Văn Mùi, TUV, Giám đốc Sở Nội vụ chủ trì.",
             "Tạ Văn Mùi: Tỉnh ủy viên / -; Giám đốc / Sở Nội vụ"},
        Case{"Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Lường Thị Nga dự hội nghị.",
             "Lường Thị Nga: Phó Bí thư / Tỉnh ủy; Chủ tịch / Ủy ban nhân dân tỉnh"},
        Case{"Giám đốc Sở Y tế Lường Thị Nga - Trưởng Ban Dân tộc nêu ý kiến.",
             "Lường Thị Nga: Giám đốc / Sở Y tế; Trưởng Ban / Ban Dân tộc"},
        Case{
            "Dự có các đồng chí: Tạ Văn Mùi - Ủy viên Ban Thường vụ Tỉnh ủy; Lường Thị Nga - Phó "
            "Giám đốc Sở Y tế; Bế Văn Sáu - nguyên Chánh Thanh tra tỉnh.",
            "Tạ Văn Mùi: Ủy viên Ban Thường vụ / Tỉnh ủy | Lường Thị Nga: Phó Giám đốc / Sở Y tế | "
            "Bế Văn Sáu: Chánh Thanh tra / Thanh tra tỉnh [former]"},
        Case{"Ông Tạ Văn Mùi và bà Lường Thị Nga - cùng là Phó Giám đốc Sở Y tế - đồng chủ trì.",
             "Tạ Văn Mùi: Phó Giám đốc / Sở Y tế | Lường Thị Nga: Phó Giám đốc / Sở Y tế"},
        Case{"Bà Lường Thị Nga (Phó Giám đốc Sở Y tế) trình bày.",
             "Lường Thị Nga: Phó Giám đốc / Sở Y tế"},
        Case{"Đại tá Tạ Văn Mùi, Chính ủy Bộ Chỉ huy Quân sự tỉnh nói.",
             "Tạ Văn Mùi: Chính ủy / Bộ Chỉ huy Quân sự tỉnh"},
        Case{"Giám đốc Sở Y tế, bà Lường Thị Nga cho biết.", "Lường Thị Nga: Giám đốc / Sở Y tế"},
        Case{"Bí thư Tỉnh ủy Tạ Văn Mùi, Chủ tịch UBND tỉnh Lường Thị Nga dự.",
             "Tạ Văn Mùi: Bí thư / Tỉnh ủy | Lường Thị Nga: Chủ tịch / Ủy ban nhân dân tỉnh"}));

INSTANTIATE_TEST_SUITE_P(
    Lists, Officials,
    testing::Values(
        Case{"Các Phó Giám đốc Sở Y tế: Tạ Văn Mùi, Lường Thị Nga và Bế Văn Sáu dự.",
             "Tạ Văn Mùi: Phó Giám đốc / Sở Y tế | Lường Thị Nga: Phó Giám đốc / Sở Y tế | "
             "Bế Văn Sáu: Phó Giám đốc / Sở Y tế"},
        Case{"Có các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy: Tạ Văn Mùi, Giám đốc Sở Y tế; Lường "
             "Thị Nga, "
             "Giám đốc Sở Nội vụ.",
             "Tạ Văn Mùi: Ủy viên Ban Thường vụ / Tỉnh ủy; Giám đốc / Sở Y tế | "
             "Lường Thị Nga: Ủy viên Ban Thường vụ / Tỉnh ủy; Giám đốc / Sở Nội vụ"},
        Case{"1. Ông Tạ Văn Mùi, Giám đốc Sở Y tế;\n2. Bà Lường Thị Nga, Giám đốc Sở Nội vụ.",
             "Tạ Văn Mùi: Giám đốc / Sở Y tế | Lường Thị Nga: Giám đốc / Sở Nội vụ"}));

// Titles that leave their body to another word of the article.
INSTANTIATE_TEST_SUITE_P(
    Bodies, Officials,
    testing::Values(
        Case{"Sở Y tế họp. Ông Tạ Văn Mùi, Phó Giám đốc Sở phát biểu.",
             "Tạ Văn Mùi: Phó Giám đốc / Sở Y tế"},
        Case{"Ông Tạ Văn Mùi, Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Tỉnh ủy dự.",
             "Tạ Văn Mùi: Ủy viên Ban Thường vụ / Tỉnh ủy; Trưởng Ban / Ban Tuyên giáo Tỉnh ủy"},
        Case{"Đ/c Tạ Văn Mùi - CVP UBND tỉnh.",
             "Tạ Văn Mùi: Chánh Văn phòng / Văn phòng Ủy ban nhân dân tỉnh"},
        Case{"Thừa ủy quyền của Chủ tịch nước, Phó Chủ tịch UBND tỉnh Tạ Văn Mùi trao Huân chương.",
             "Tạ Văn Mùi: Phó Chủ tịch / Ủy ban nhân dân tỉnh"},
        Case{"Chủ tịch UBND xã Sông Trăng Tạ Văn Mùi dự.",
             "Tạ Văn Mùi: Chủ tịch / Ủy ban nhân dân xã Sông Trăng"},
        Case{"Đồng chí Tạ Văn Mùi, Giám đốc Sở Y tế, Trưởng khối thi đua số 3 phát biểu.",
             "Tạ Văn Mùi: Giám đốc / Sở Y tế"}));

INSTANTIATE_TEST_SUITE_P(
    Appointments, Officials,
    testing::Values(
        Case{"Bổ nhiệm ông Tạ Văn Mùi, Trưởng phòng Tổ chức cán bộ giữ chức vụ Phó Giám đốc Sở Y "
             "tế.",
             "Tạ Văn Mùi: Trưởng phòng / Phòng Tổ chức cán bộ; Phó Giám đốc / Sở Y tế"},
        Case{"Trao quyết định bổ nhiệm chức vụ Phó Giám đốc Sở Y tế cho bà Lường Thị Nga.",
             "Lường Thị Nga: Phó Giám đốc / Sở Y tế"},
        Case{"Ông Tạ Văn Mùi - Giám đốc Sở Y tế mở đầu. Ông Mùi từng giữ chức Trưởng phòng Tổ chức "
             "cán bộ; Bí thư Huyện ủy Ba Bể.",
             "Tạ Văn Mùi: Giám đốc / Sở Y tế; Trưởng phòng / Phòng Tổ chức cán bộ [former]; Bí thư "
             "/ Huyện ủy Ba Bể [former]"}));

INSTANTIATE_TEST_SUITE_P(
    Names, Officials,
    testing::Values(
        Case{"Ông H'Riêm Niê, Giám đốc Sở Y tế; bà K'Mơ Brết, Phó Giám đốc Sở Nội vụ.",
             "H'Riêm Niê: Giám đốc / Sở Y tế | K'Mơ Brết: Phó Giám đốc / Sở Nội vụ"},
        Case{"Ông Hạng A Páo - Phó Trưởng Ban Tuyên giáo Tỉnh ủy dự.",
             "Hạng A Páo: Phó Trưởng Ban / Ban Tuyên giáo Tỉnh ủy"},
        Case{"Đồng chí TẠ VĂN MÙI - Giám đốc Sở Y tế phát biểu.", "Tạ Văn Mùi: Giám đốc / Sở Y tế"},
        Case{"PGS.TS. Tạ Văn Mùi, Giám đốc Sở Y tế trình bày.", "Tạ Văn Mùi: Giám đốc / Sở Y tế"},
        Case{"Ông Tạ Thái Bình Minh, Giám đốc Sở Y tế trình bày.",
             "Tạ Thái Bình Minh: Giám đốc / Sở Y tế"},
        // Where the body's name ends and the holder's begins.
        Case{"Hiệu trưởng Trường Đại học Sông Trăng Lê Nguyên Bắc dự.",
             "Lê Nguyên Bắc: Hiệu trưởng / Trường Đại học Sông Trăng"},
        Case{"Hiệu trưởng Trường THPT Lê Nguyên Bắc dự.", ""},
        Case{"Đoàn đến nhà anh Tạ Văn Mùi, Chủ tịch UBND xã Sông Trăng Lường Thị Nga kể.",
             "Lường Thị Nga: Chủ tịch / Ủy ban nhân dân xã Sông Trăng"}));

INSTANTIATE_TEST_SUITE_P(
    Mentions, Officials,
    testing::Values(
        Case{"Ông Tạ Văn Quý - Giám đốc Sở Y tế mở đầu. Giám đốc Sở Y tế Tạ Văn Quí kết luận.",
             "Tạ Văn Quý: Giám đốc / Sở Y tế"},
        Case{"Ông Tạ Văn Mùi - Giám đốc Sở Y tế mở đầu. Đồng chí Mùi, Bí thư Đảng ủy Sở Y tế kết "
             "luận.",
             "Tạ Văn Mùi: Giám đốc / Sở Y tế; Bí thư / Đảng ủy Sở Y tế"},
        Case{"Đảng ủy Khối các cơ quan tỉnh họp. Ông Tạ Văn Mùi, Bí thư Đảng ủy Khối chủ trì.",
             "Tạ Văn Mùi: Bí thư / Đảng ủy Khối các cơ quan tỉnh"}));

// The body of a title without one: concluded where one alone can be meant.
INSTANTIATE_TEST_SUITE_P(
    BareTitles, Officials,
    testing::Values(
        Case{"Bộ Xây dựng mở hội nghị. Bộ trưởng Tạ Văn Mùi dự.",
             "Tạ Văn Mùi: Bộ trưởng / Bộ Xây dựng"},
        Case{"Bộ Xây dựng và Bộ Y tế mở hội nghị. Bộ trưởng Tạ Văn Mùi dự.",
             "Tạ Văn Mùi: Bộ trưởng / -"},
        Case{"Đoàn thăm Quân khu 7 và Bộ Chỉ huy Quân sự tỉnh. Thiếu tướng Tạ Văn Mùi, Phó Tư lệnh "
             "tiếp đoàn.",
             "Tạ Văn Mùi: Phó Tư lệnh / Quân khu 7"},
        Case{"Đại tá Tạ Văn Mùi, Phó trưởng Phòng PC02 và Đại tá Lường Thị Nga, Phó Thủ trưởng Cơ "
             "quan CSĐT Công an tỉnh dự.",
             "Tạ Văn Mùi: Phó Trưởng phòng / Phòng PC02 | Lường Thị Nga: Phó Thủ trưởng / Cơ quan "
             "Cảnh sát điều tra Công an tỉnh"}));

INSTANTIATE_TEST_SUITE_P(
    Nobody, Officials,
    testing::Values(
        Case{"Ông Tạ Văn Mùi phát biểu.", ""},
        Case{"Đồng chí Bí thư Huyện ủy trao Bằng khen của Chủ tịch UBND tỉnh cho ông Tạ Văn Mùi.",
             ""},
        Case{"Giám đốc Sở Y tế họp tại Trường THPT Lê Duẩn, số 2 đường Trần Hưng Đạo.", ""},
        Case{"Tin, ảnh: Lường Thị Nga - Chuyên viên Văn phòng Sở Y tế", ""},
        Case{"Chịu trách nhiệm chính: Ông Tạ Văn Mùi - Phó Giám đốc Sở Y tế", ""},
        Case{"Lãnh đạo Sở Y tế và chuyên viên phòng Nghiệp vụ dự.", ""}));

}  // namespace
}  // namespace bangvang::facts
