#include "extractor/history/role.h"

#include <gtest/gtest.h>

#include "tests/history/tables.h"

namespace bangvang::history {
namespace {

ToldRole told(std::string fact, std::string holder, std::optional<int> year,
              std::string day = "2024-03-01", std::string bloc = "Khối thi đua Văn hóa - Xã hội") {
  ToldRole out;
  out.told = {.fact = fact, .article = fact, .announced = std::move(day), .province = "lai-chau"};
  out.role.role = "head";
  out.role.holder = std::move(holder);
  out.role.bloc = std::move(bloc);
  out.role.year = year;
  return out;
}

TEST(Role, ToldTwiceIsOne) {
  const auto records = resolve_roles(
      std::vector{told("a", "Sở Y tế", 2024),
                  told("b", "Sở Y tế tỉnh Lai Châu", 2024, "2024-05-01", "Khối Văn hóa – Xã hội")},
      lineage());
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].facts, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(records[0].bloc, "Khối thi đua Văn hóa - Xã hội");
  EXPECT_TRUE(records[0].against.empty());
}

TEST(Role, OfAnotherYearIsAnother) {
  const auto records = resolve_roles(
      std::vector{told("a", "Sở Y tế", 2023), told("b", "Sở Nội vụ", 2024)}, lineage());
  ASSERT_EQ(records.size(), 2u);
  EXPECT_TRUE(records[0].against.empty());
}

TEST(Role, TwoHeadsOfOneYearContradictEachOther) {
  const auto records = resolve_roles(
      std::vector{told("a", "Sở Y tế", 2024), told("b", "Sở Nội vụ", 2024)}, lineage());
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].against, (std::vector<std::string>{"b"}));
  EXPECT_EQ(records[1].against, (std::vector<std::string>{"a"}));
}

TEST(Role, WithoutYearGoesByTheDaysOfTheNews) {
  EXPECT_EQ(resolve_roles(std::vector{told("a", "Sở Y tế", 2024, "2024-03-01"),
                                      told("b", "Sở Y tế", {}, "2024-06-01")},
                          lineage())
                .size(),
            1u);
  EXPECT_EQ(resolve_roles(std::vector{told("a", "Sở Y tế", 2024, "2024-03-01"),
                                      told("b", "Sở Y tế", {}, "2026-06-01")},
                          lineage())
                .size(),
            2u);
}

TEST(Role, OfOneNameInTwoProvincesIsTwo) {
  const auto records = resolve_roles(
      std::vector{told("a", "Công an tỉnh Lai Châu", 2024), told("b", "Công an tỉnh Sơn La", 2024)},
      lineage());
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].against, (std::vector<std::string>{"b"}));
}

TEST(RoleBlock, IsTheBlocInAnySpelling) {
  EXPECT_EQ(block_of(told("a", "Sở Y tế", 2024), lineage()),
            block_of(told("b", "Sở Nội vụ", 2020, "", "KHỐI VĂN HÓA - XÃ HỘI"), lineage()));
}

}  // namespace
}  // namespace bangvang::history
