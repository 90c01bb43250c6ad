#include "extractor/history/partition.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace bangvang::history {
namespace {

using Pairs = std::set<std::pair<std::size_t, std::size_t>>;

Partition of(std::size_t count, const Pairs& pairs) {
  return partition(count, [&](std::size_t a, std::size_t b) {
    return pairs.contains({a, b}) || pairs.contains({b, a});
  });
}

TEST(Partition, KeepsTogetherWhatAgrees) {
  const Partition parts = of(4, {{0, 1}, {1, 2}, {0, 2}});
  EXPECT_EQ(parts.classes, (std::vector<std::vector<std::size_t>>{{0, 1, 2}, {3}}));
  EXPECT_TRUE(parts.open.empty());
}

TEST(Partition, LeavesOpenWhatAgreesWithTwoThatDisagree) {
  const Partition parts = of(3, {{0, 1}, {1, 2}});
  EXPECT_EQ(parts.classes, (std::vector<std::vector<std::size_t>>{{0}, {2}}));
  EXPECT_EQ(parts.open, (std::vector<std::size_t>{1}));
}

TEST(Partition, OfNothingIsNothing) { EXPECT_TRUE(of(0, {}).classes.empty()); }

}  // namespace
}  // namespace bangvang::history
