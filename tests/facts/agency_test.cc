// Which agencies an article names, in their full form, and which province it is from.
#include <gtest/gtest.h>

#include <string>

#include "tests/facts/run.h"

namespace bangvang::facts {
namespace {

// "Name; Name" in order.
std::string names(const Facts& facts) {
  std::string out;
  for (const Agency& agency : facts.agencies) out += (out.empty() ? "" : "; ") + agency.name;
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }

class Agencies : public testing::TestWithParam<Case> {};

TEST_P(Agencies, AreTheseByTheirFullNames) {
  const ReadArticle article(GetParam().text);
  EXPECT_EQ(names(article.facts()), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Names, Agencies,
    testing::Values(
        Case{"Sở KH&CN họp với UBND TP. Hải Phòng.",
             "Sở Khoa học và Công nghệ; Ủy ban nhân dân thành phố Hải Phòng"},
        Case{"TRƯỜNG THPT TRẦN CẢNH ĐÓN NHẬN BẰNG KHEN.", "Trường Trung học phổ thông Trần Cảnh"},
        Case{"Văn phòng Sở Y tế và Công đoàn cơ sở Công ty Cổ phần Gió Biển ra quân.",
             "Văn phòng Sở Y tế; Công đoàn cơ sở Công ty Cổ phần Gió Biển"},
        Case{"Phòng Tổ chức cán bộ, Sở Nội vụ trình bày.", "Phòng Tổ chức cán bộ; Sở Nội vụ"},
        Case{"Chuyên viên phòng Khoa giáo – Văn xã theo dõi.", "Phòng Khoa giáo - Văn xã"},
        Case{"Ban tổ chức, Ban Giám khảo và các sở, ngành cùng trao giải tại hội trường lớn.", ""},
        Case{"Đảng, Nhà nước, Chính phủ và UBND các cấp quan tâm.", ""}));

INSTANTIATE_TEST_SUITE_P(
    Lists, Agencies,
    testing::Values(Case{"Khối gồm các sở: Y tế; Ngoại vụ; Bảo hiểm xã hội tỉnh.",
                         "Sở Y tế; Sở Ngoại vụ; Bảo hiểm xã hội tỉnh"},
                    Case{"Lãnh đạo Sở Y tế, Tài chính và Nội vụ dự.",
                         "Sở Y tế; Sở Tài chính; Sở Nội vụ"},
                    Case{"Công an các tỉnh Sơn La, Lai Châu và thành phố Hà Nội dự.",
                         "Công an tỉnh Sơn La; Công an tỉnh Lai Châu; Công an thành phố Hà Nội"},
                    Case{"UBND các huyện Sơn Động, Lục Nam dự.",
                         "Ủy ban nhân dân huyện Sơn Động; Ủy ban nhân dân huyện Lục Nam"},
                    Case{"HĐND, UBND huyện Ba Bể ra nghị quyết.",
                         "Hội đồng nhân dân huyện Ba Bể; Ủy ban nhân dân huyện Ba Bể"}));

TEST(Agencies, InSeveralWaysAreOneWithTheFullestName) {
  const ReadArticle article(
      "Sở Y tế tỉnh Hà Nam họp.\nGiám đốc Sở Y tế dự.\nĐài PT-TH mở chuyên mục, Đài Phát thanh và "
      "Truyền hình Hà Nam tường thuật.");
  ASSERT_EQ(names(article.facts()), "Sở Y tế tỉnh Hà Nam; Đài Phát thanh và Truyền hình Hà Nam");
  EXPECT_EQ(article.facts().agencies[0].evidence.also.size(), 1u);
  EXPECT_EQ(article.facts().agencies[0].place, "ha-nam");
  EXPECT_EQ(article.facts().agencies[0].kind, "so");
}

TEST(Agencies, OfACommitteeMemberIsTheCommittee) {
  const ReadArticle article("Ông Lê Văn Tám, Ủy viên Ban Thường vụ Tỉnh ủy, Tỉnh ủy viên dự.");
  EXPECT_EQ(names(article.facts()), "Tỉnh ủy");
}

TEST(Agencies, OfTheCentreHaveNoProvince) {
  const ReadArticle article("Bộ Y tế khen Sở Y tế tỉnh Hà Nam.");
  ASSERT_EQ(article.facts().agencies.size(), 2u);
  EXPECT_EQ(article.facts().agencies[0].place, std::nullopt);
}

struct Home {
  const char* text;
  const char* expected;  // empty: nothing says
  bool city = false;
};

void PrintTo(const Home& home, std::ostream* out) { *out << home.text; }

class Province : public testing::TestWithParam<Home> {};

TEST_P(Province, IsWhatThePlacesSay) {
  const ReadArticle article(GetParam().text);
  EXPECT_EQ(article.context().province.value_or(""), GetParam().expected);
  EXPECT_EQ(article.context().province_is_city, GetParam().city);
}

INSTANTIATE_TEST_SUITE_P(
    Article, Province,
    testing::Values(Home{"Sở Nội vụ và UBND tỉnh họp.", ""},
                    Home{"Sở Nội vụ tỉnh Hà Nam họp.", "ha-nam"},
                    Home{"UBND thành phố Hải Phòng khen các đơn vị.", "hai-phong", true},
                    Home{"Ngày 5/1, tại Lạng Sơn, đại diện tỉnh Cao Bằng dự.", "lang-son"},
                    Home{"UBND huyện Ba Bể ra quân.", "bac-kan"},
                    Home{"UBND xã Hòa Bình ra quân.", ""}));

}  // namespace
}  // namespace bangvang::facts
