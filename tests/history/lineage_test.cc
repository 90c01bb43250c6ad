#include "extractor/history/lineage.h"

#include <gtest/gtest.h>

#include "tests/history/tables.h"

namespace bangvang::history {
namespace {

struct BodyCase {
  const char *name, *place, *day;
  const char *body, *unit;
};

TEST(Body, IsNamedWithoutItsProvinceAndDatedByTheLastMerger) {
  const BodyCase cases[] = {
      {"Sở Y tế tỉnh Khánh Hòa", "", "2023-02-01", "Sở Y tế", "khanh-hoa"},
      {"Sở Y tế Khánh Hòa", "", "2023-02-01", "Sở Y tế", "khanh-hoa"},
      {"Sở Y tế tỉnh", "khanh-hoa", "2023-02-01", "Sở Y tế", "khanh-hoa"},
      {"Sở Y tế", "khanh-hoa", "2025-06-30", "Sở Y tế", "khanh-hoa"},
      {"Sở Y tế", "khanh-hoa", "2025-07-01", "Sở Y tế", "khanh-hoa@2025-07"},
      {"Sở Y tế", "lai-chau", "2026-01-01", "Sở Y tế", "lai-chau"},
      {"Sở Khoa học và Công nghệ", "lai-chau", "2024-12-01", "Sở Khoa học và Công nghệ",
       "lai-chau"},
      {"Sở Khoa học và Công nghệ", "lai-chau", "2026-01-01", "Sở Khoa học và Công nghệ",
       "lai-chau@2025-03"},
      {"Sở Y tế thành phố Đà Nẵng", "", "2024", "Sở Y tế", "da-nang"},
      {"Thanh tra tỉnh Lai Châu", "", "2024", "Thanh tra tỉnh", "lai-chau"},
      {"Thanh tra tỉnh", "lai-chau", "2024", "Thanh tra tỉnh", "lai-chau"},
      {"Ủy ban nhân dân huyện Cam Lâm", "khanh-hoa", "2023", "Ủy ban nhân dân huyện Cam Lâm",
       "khanh-hoa"},
      // A school that bears a province's name keeps it.
      {"Trường Trung học phổ thông Nam Định", "thai-binh", "2023",
       "Trường Trung học phổ thông Nam Định", "thai-binh"},
      {"Bộ Tài chính", "", "2024-12-31", "Bộ Tài chính", ""},
  };
  for (const BodyCase& c : cases) {
    const Body body = lineage().body(c.name, c.place, c.day);
    EXPECT_EQ(body.name, c.body) << c.name;
    EXPECT_EQ(body.unit(), c.unit) << c.name << ' ' << c.day;
  }
}

TEST(Body, IsOneInEverySpelling) {
  const Body body = lineage().body("Sở Văn hóa, Thể thao và Du lịch", "lai-chau", "2024");
  for (const char* name : {"Sở Văn hoá, Thể thao và Du lịch", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
                           "Sở Văn hóa - Thể thao & Du lịch", "Sở Văn hóa,Thể thao và Du lịch tỉnh",
                           "Sở Văn hóa, Thể thao và Du lịch tỉnh Lai Châu"}) {
    EXPECT_EQ(lineage().body(name, "lai-chau", "2024").key(), body.key()) << name;
  }
  EXPECT_NE(lineage().body("Sở Văn hóa và Thể thao", "lai-chau", "2024").key(), body.key());
}

std::vector<std::string> names(const std::vector<Step>& steps) {
  std::vector<std::string> out;
  for (const Step& step : steps) out.push_back(step.body.name + "@" + step.body.unit());
  return out;
}

using Names = std::vector<std::string>;

TEST(Steps, GoThroughTheMergersOfDepartmentsAndOfProvinces) {
  const Body old = lineage().body("Sở Thông tin và Truyền thông", "ninh-thuan", "2024");
  const auto first = lineage().after(old);
  ASSERT_EQ(names(first), Names{"Sở Khoa học và Công nghệ@ninh-thuan@2025-03"});
  EXPECT_EQ(first[0].date, "2025-03-01");
  EXPECT_TRUE(first[0].merged);
  EXPECT_EQ(first[0].source, "Nghị định 45/2025/NĐ-CP");
  const auto second = lineage().after(first[0].body);
  ASSERT_EQ(names(second), Names{"Sở Khoa học và Công nghệ@khanh-hoa@2025-07"});
  EXPECT_EQ(names(lineage().before(second[0].body)),
            (Names{"Sở Khoa học và Công nghệ@khanh-hoa@2025-03",
                   "Sở Khoa học và Công nghệ@ninh-thuan@2025-03"}));
  EXPECT_TRUE(lineage().after(second[0].body).empty());
  EXPECT_TRUE(lineage().before(old).empty());
}

TEST(Steps, ARenamingIsNoMerger) {
  const auto after = lineage().after(lineage().body("Ban Dân tộc", "lai-chau", "2024"));
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(after[0].body.name, "Sở Dân tộc và Tôn giáo");
  EXPECT_FALSE(after[0].merged);
}

TEST(Steps, OnlyWhatEveryProvinceHasIsMergedWithTheProvinces) {
  const Body school = lineage().body("Trường Trung học phổ thông Lê Lợi", "khanh-hoa", "2026");
  EXPECT_EQ(school.unit(), "khanh-hoa");
  EXPECT_EQ(lineage().line(school).size(), 1u);
}

TEST(Line, HoldsAllThatWentIntoABody) {
  const auto line = lineage().line(lineage().body("Sở Y tế", "ninh-thuan", "2020"));
  ASSERT_EQ(line.size(), 3u);
  EXPECT_EQ(line[0].unit(), "khanh-hoa");
  EXPECT_EQ(line[1].unit(), "khanh-hoa@2025-07");
  EXPECT_EQ(line[2].unit(), "ninh-thuan");
}

TEST(Province, KnowsWhatItWasAndIs) {
  EXPECT_EQ(lineage().today("ha-giang"), "tuyen-quang");
  EXPECT_EQ(lineage().today("thua-thien-hue"), "hue");
  EXPECT_EQ(lineage().today("lai-chau"), "lai-chau");
  EXPECT_EQ(lineage().province_and_predecessors("phu-tho"),
            (Names{"phu-tho", "hoa-binh", "vinh-phuc"}));
  EXPECT_EQ(lineage().province_name("hoa-binh"), "Hòa Bình");
}

TEST(BlocKey, DoesNotHangOnTheHeadNounOrTheProvince) {
  const std::string key = lineage().bloc_key("Khối thi đua các sở quản lý nhà nước", "khanh-hoa");
  EXPECT_EQ(lineage().bloc_key("Khối các Sở quản lý nhà nước tỉnh Khánh Hòa", ""), key);
  EXPECT_EQ(lineage().bloc_key("KHỐI THI ĐUA CÁC SỞ QUẢN LÝ NHÀ NƯỚC", "khanh-hoa"), key);
  EXPECT_NE(lineage().bloc_key("Cụm thi đua các sở quản lý nhà nước", "khanh-hoa"), key);
  EXPECT_NE(lineage().bloc_key("Khối thi đua các sở quản lý nhà nước", "phu-yen"), key);
}

TEST(Load, NamesTheLineOfAMistake) {
  auto files = grammar::read_directory(PROJECT_DIR "/grammars").value();
  for (grammar::SourceFile& file : files) {
    if (file.name == "lineage.tsv") file.content += "2025-02-30\tA\tB\tcentral\tx\n";
  }
  const auto loaded = Lineage::load(files);
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message().find("lineage.tsv"), std::string::npos);
  EXPECT_NE(loaded.error().message().find("\"2025-02-30\" is no day"), std::string::npos);
}

}  // namespace
}  // namespace bangvang::history
