#include "benchmarks/collection.h"

#include <gtest/gtest.h>

#include "tests/history/tables.h"

namespace bangvang::bench {
namespace {

TEST(Collection, OfKnownTruthIsResolved) {
  const Collection collection = make_collection(history::lineage(), 20'000, 1);
  EXPECT_GE(static_cast<double>(collection.told_again),
            0.29 * static_cast<double>(collection.awards));
  const Agreement agreement = resolve_collection(collection, history::lineage());
  EXPECT_GE(agreement.precision, 0.99);
  EXPECT_GE(agreement.recall, 0.97);
}

}  // namespace
}  // namespace bangvang::bench
