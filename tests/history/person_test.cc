#include "extractor/history/person.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/history/tables.h"

namespace bangvang::history {
namespace {

ToldPerson told(std::string fact, std::string day, std::vector<facts::Position> positions,
                std::string province = "lai-chau") {
  return {{.fact = fact,
           .article = "article " + fact,
           .announced = std::move(day),
           .province = std::move(province)},
          "Lò Văn Thảnh",
          std::move(positions)};
}

std::vector<std::vector<std::string>> resolve(std::vector<ToldPerson> list) {
  std::vector<std::vector<std::string>> out;
  const auto records = resolve_persons(list, lineage());
  for (const PersonRecord& record : records) out.push_back(record.facts);
  std::ranges::reverse(list);
  std::vector<std::vector<std::string>> again;
  for (const PersonRecord& record : resolve_persons(list, lineage())) again.push_back(record.facts);
  EXPECT_EQ(out, again);
  return out;
}

using Facts = std::vector<std::vector<std::string>>;

TEST(Person, IsOneThroughAllOfficesThatABodyConnects) {
  const auto records = resolve_persons(
      std::vector{
          told("a", "2020-01-01", {{"Phó Giám đốc", "Sở Y tế"}}),
          told("b", "2022-01-01", {{"Phó Giám đốc", "Sở Y tế", true}, {"Giám đốc", "Sở Nội vụ"}}),
          told("c", "2024-01-01", {{"Giám đốc", "Sở Nội vụ tỉnh"}})},
      lineage());
  ASSERT_EQ(records.size(), 1u);
  ASSERT_EQ(records[0].posts.size(), 3u);
  EXPECT_EQ(records[0].posts[0].title, "Phó Giám đốc");
  EXPECT_EQ(records[0].posts[0].last_day, "2020-01-01");
  const Post& director = *std::ranges::find(records[0].posts, "Giám đốc", &Post::title);
  EXPECT_EQ(director.first_day, "2022-01-01");
  EXPECT_EQ(director.last_day, "2024-01-01");
  EXPECT_EQ(director.facts, (std::vector<std::string>{"b", "c"}));
}

TEST(Person, OfOneNameInTwoBodiesIsTwo) {
  EXPECT_EQ(resolve({told("a", "2020", {{"Giám đốc", "Sở Y tế"}}),
                     told("b", "2020", {{"Giám đốc", "Sở Nội vụ"}})}),
            (Facts{{"a"}, {"b"}}));
  EXPECT_EQ(resolve({told("a", "2020", {{"Giám đốc", "Sở Y tế"}}),
                     told("b", "2020", {{"Giám đốc", "Sở Y tế"}}, "phu-yen")}),
            (Facts{{"a"}, {"b"}}));
}

TEST(Person, FollowsItsBodyThroughAMerger) {
  EXPECT_EQ(resolve({told("a", "2024-01-01", {{"Giám đốc", "Sở Thông tin và Truyền thông"}}),
                     told("b", "2025-09-01", {{"Phó Giám đốc", "Sở Khoa học và Công nghệ"}})}),
            (Facts{{"a", "b"}}));
  // Two of the name, one in each body that was merged: which of them the third is, nobody says.
  EXPECT_EQ(resolve({told("a", "2024-01-01", {{"Giám đốc", "Sở Giao thông vận tải"}}),
                     told("b", "2024-01-01", {{"Phó Giám đốc", "Sở Tài chính"}}),
                     told("c", "2024-01-01", {{"Giám đốc", "Sở Kế hoạch và Đầu tư"}}),
                     told("d", "2025-09-01", {{"Giám đốc", "Sở Tài chính"}})}),
            (Facts{{"a"}, {"b", "d"}, {"c"}}));
}

TEST(Person, WithoutBodyIsTheOnlyOneOfTheNameThere) {
  EXPECT_EQ(resolve({told("a", "2020", {{"Giám đốc", "Sở Y tế"}}), told("b", "2020", {})}),
            (Facts{{"a", "b"}}));
  EXPECT_EQ(resolve({told("a", "2020", {{"Giám đốc", "Sở Y tế"}}),
                     told("b", "2020", {{"Giám đốc", "Sở Nội vụ"}}), told("c", "2020", {})}),
            (Facts{{"a"}, {"b"}, {"c"}}));
}

}  // namespace
}  // namespace bangvang::history
