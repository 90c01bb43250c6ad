#include "extractor/events/identity.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/events/sample.h"

namespace bangvang::events {
namespace {

std::string id_of(const Extraction& extraction) {
  return article_id(extraction, article_version(extraction));
}

TEST(ArticleId, GoesByTheAddressElseByTheNormalisedText) {
  Extraction one = sample(), other = sample();
  other.article.text += " ";
  other.normal_text_hash = "11";
  EXPECT_EQ(id_of(one), id_of(other));
  EXPECT_NE(article_version(one), article_version(other));
  one.article.url.reset();
  other.article.url.reset();
  EXPECT_NE(id_of(one), id_of(other));
  other.normal_text_hash = one.normal_text_hash;
  EXPECT_EQ(id_of(one), id_of(other));
}

std::string next(FactIds& ids, std::string_view kind, const std::vector<std::string>& values) {
  FactKey key = ids.key(kind);
  for (const std::string& value : values) key.add(value);
  return ids.next(key);
}

TEST(FactIds, DifferByKindKeyOccurrenceAndVersion) {
  FactIds ids("v1"), others("v2");
  const std::set<std::string> all = {
      next(ids, "date", {"2023"}),     next(ids, "date", {"2023"}),
      next(ids, "agency", {"2023"}),   next(ids, "date", {"20", "23"}),
      next(ids, "date", {"202", "3"}), next(others, "date", {"2023"})};
  EXPECT_EQ(all.size(), 6u);
  for (const std::string& id : all) EXPECT_EQ(id.size(), 32u);
  FactIds again("v1");
  EXPECT_TRUE(all.contains(next(again, "date", {"2023"})));
}

// Ids are kept by others for years. This value may change only together with schema_version.
TEST(FactIds, StayWhatTheyWere) {
  FactIds ids("v1");
  EXPECT_EQ(next(ids, "date", {"2023"}), "f5d64de823e3d35cbf6e5cda75611105");
}

}  // namespace
}  // namespace bangvang::events
