#include "extractor/events/identity.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/events/sample.h"

namespace bangvang::events {
namespace {

TEST(ArticleId, GoesByTheAddressElseByTheNormalisedText) {
  Extraction one = sample(), other = sample();
  other.article.text += " ";
  other.normal_text_hash = "11";
  EXPECT_EQ(article_id(one), article_id(other));
  EXPECT_NE(article_version(one), article_version(other));
  one.article.url.reset();
  other.article.url.reset();
  EXPECT_NE(article_id(one), article_id(other));
  other.normal_text_hash = one.normal_text_hash;
  EXPECT_EQ(article_id(one), article_id(other));
}

TEST(FactIds, DifferByKindKeyOccurrenceAndVersion) {
  FactIds ids("v1"), others("v2");
  const std::set<std::string> all = {ids.next("date", {"2023"}),     ids.next("date", {"2023"}),
                                     ids.next("agency", {"2023"}),   ids.next("date", {"20", "23"}),
                                     ids.next("date", {"202", "3"}), others.next("date", {"2023"})};
  EXPECT_EQ(all.size(), 6u);
  for (const std::string& id : all) EXPECT_EQ(id.size(), 32u);
  FactIds again("v1");
  EXPECT_TRUE(all.contains(again.next("date", {"2023"})));
}

// Ids are kept by others for years. This value may change only together with schema_version.
TEST(FactIds, StayWhatTheyWere) {
  EXPECT_EQ(FactIds("v1").next("date", {"2023"}), "f5d64de823e3d35cbf6e5cda75611105");
}

}  // namespace
}  // namespace bangvang::events
