// What putting documents into a store does to it, by its interface alone: the same for every
// database behind it.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "extractor/base/hash.h"
#include "tests/store/places.h"

namespace bangvang::store {
namespace {

class PutTest : public PlaceTest {};
BANGVANG_ON_EACH_DATABASE(PutTest);

// A document at an address (none: by its text alone) with a text of so many words and one fact.
Capture capture(const std::string& url, const std::string& text, std::size_t words = 100,
                const std::string& fetched = {}) {
  Capture out;
  out.record.version = blake2b_hex("text " + text);
  out.record.id = url.empty() ? blake2b_hex("normal " + text) : blake2b_hex("url " + url);
  if (!url.empty()) out.url = out.record.url = url;
  out.record.text = text;
  out.record.facts = {{blake2b_hex("fact " + text), "date", "date.year", "{\"value\":\"2023\"}"}};
  out.normal_text = blake2b_hex("normal " + text);
  out.words = words;
  if (!fetched.empty()) out.fetched = fetched;
  out.path = "in.jsonl";
  out.digest = blake2b_hex(url + text);
  return out;
}

Changes put(Store& store, std::vector<Capture> captures) {
  const auto changes = store.put({.captures = std::move(captures)});
  EXPECT_TRUE(changes) << changes.error().message();
  return changes.value_or(Changes{});
}

TEST_P(PutTest, CountsWhatIsNew) {
  const auto store = make();
  const auto first =
      put(*store, {capture("https://a.vn/1", "một"), capture("https://a.vn/2", "hai")});
  EXPECT_EQ(first.articles, 2);
  EXPECT_EQ(first.versions, 2u);
  EXPECT_EQ(first.facts, 2u);
  const auto again = put(*store, {capture("https://a.vn/1", "một")});
  EXPECT_EQ(again.articles, 0);
  EXPECT_EQ(again.known, 1u);
  const auto changed = put(*store, {capture("https://a.vn/1", "một, sửa")});
  EXPECT_EQ(changed.articles, 0);
  EXPECT_EQ(changed.versions, 1u);
}

TEST_P(PutTest, JoinsArticlesWhenATextConnectsThem) {
  const auto store = make();
  put(*store, {capture("https://a.vn/1", "một"), capture("https://b.vn/1", "hai")});
  const auto joined = put(*store, {capture("https://b.vn/1", "một")});
  EXPECT_EQ(joined.articles, -1);
  // By either address both go.
  const auto gone = store->forget("https://a.vn/1", "test");
  ASSERT_TRUE(gone && *gone);
  EXPECT_EQ((*gone)->ids.size(), 2u);
  EXPECT_EQ((*gone)->versions, 2u);
}

TEST_P(PutTest, TextsThatSayLittleConnectNothing) {
  const auto store = make();
  put(*store, {capture("https://a.vn/1", "đang cập nhật", 3)});
  EXPECT_EQ(put(*store, {capture("https://a.vn/2", "đang cập nhật", 3)}).articles, 1);
  const auto gone = store->forget("https://a.vn/1", "test");
  ASSERT_TRUE(gone && *gone);
  EXPECT_EQ((*gone)->versions, 0u) << "the other article has it too";
  EXPECT_EQ(store->versions(0, 10, false)->size(), 1u);
}

// Versions with their addresses and facts, in an order of their own.
std::vector<std::string> texts(Store& store) {
  std::vector<std::string> out;
  const auto versions = store.versions(0, 1000, true);
  EXPECT_TRUE(versions);
  for (const StoredVersion& version : *versions) {
    const Capture& c = version.capture;
    std::string line = c.record.version + ' ' + c.record.url.value_or("-") + ' ' +
                       c.fetched.value_or("-") + ' ' + c.record.title.value_or("-");
    for (const events::StoredFact& fact : c.record.facts) line += ' ' + fact.id + fact.json;
    out.push_back(std::move(line));
  }
  std::ranges::sort(out);
  return out;
}

TEST_P(PutTest, OrderOfArrivalDoesNotMatter) {
  std::vector<Capture> all;
  for (int i = 0; i < 60; ++i) {
    const std::string url = i % 7 == 0 ? "" : "https://a.vn/" + std::to_string(i % 11);
    all.push_back(capture(url, "văn bản " + std::to_string(i % 13), i % 13 < 3 ? 5 : 100,
                          i % 3 == 0 ? "" : "2024-01-" + std::to_string(10 + i % 17)));
    all.back().record.title = "Tiêu đề " + std::to_string(i % 5);
    all.back().digest = blake2b_hex(std::to_string(i));
    all.back().record.facts[0].json = "{\"value\":\"" + std::to_string(i % 5) + "\"}";
  }
  const auto first = make("0");
  put(*first, all);
  std::mt19937 random(5);
  for (int round = 1; round <= 5; ++round) {
    std::ranges::shuffle(all, random);
    const auto store = make(std::to_string(round));
    for (std::size_t i = 0; i < all.size(); i += 7) {
      put(*store, {all.begin() + static_cast<std::ptrdiff_t>(i),
                   all.begin() + static_cast<std::ptrdiff_t>(std::min(i + 7, all.size()))});
    }
    EXPECT_EQ(texts(*store), texts(*first)) << "round " << round;
  }
}

// How many articles have a word.
std::size_t found(Store& store, const std::string& word) {
  const auto hits = store.search().find({.terms = {{{{word, word}}}}}, 10, 0);
  EXPECT_TRUE(hits) << hits.error().message();
  return hits ? hits->count : 0;
}

TEST_P(PutTest, ArticlesAreFoundByTheWordsTheyHaveNow) {
  const auto store = make();
  Capture first = capture("https://a.vn/1", "mot"), better = first, other = first;
  first.record.title = "Tin dau";
  first.fetched = "2024-01-03";
  better.record.title = "Tin giua";
  better.fetched = "2024-01-02";
  other.record.title = "Tin sau";
  other.fetched = "2024-01-01";
  put(*store, {first, better});
  EXPECT_EQ(found(*store, "dau"), 0u);
  EXPECT_EQ(found(*store, "giua"), 1u);
  put(*store, {other});
  EXPECT_EQ(found(*store, "giua"), 0u);
  EXPECT_EQ(found(*store, "sau"), 1u);
  const std::string before = first.record.version;
  ASSERT_TRUE(store->replace(
      {{before, capture("https://a.vn/1", "hai")}, {before, capture("https://a.vn/1", "ba")}}));
  EXPECT_EQ(found(*store, "sau"), 0u);
  EXPECT_EQ(found(*store, "hai"), 1u);
}

TEST_P(PutTest, ProgressAndFailuresGoTogether) {
  const auto store = make();
  const Progress progress{
      .path = "a.warc", .size = 9, .modified = 3, .settings = "x", .position = {5, 1, 2}};
  Failure failure{.path = "a.warc",
                  .place = "byte 5",
                  .position = {5, 0, 0},
                  .stage = "page",
                  .reason = "login"};
  ASSERT_TRUE(store->put({.failures = {failure}, .progress = {progress}}));
  const auto found = store->progress("a.warc");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->position, progress.position);
  EXPECT_FALSE((*found)->done);
  EXPECT_EQ(store->failures_by_site()->size(), 1u);
  EXPECT_EQ(store->to_retry()->size(), 1u);
  Progress done = progress;
  done.done = true;
  ASSERT_TRUE(store->put({.begun = {"a.warc"}, .progress = {done}}));
  EXPECT_TRUE(store->failures_by_site()->empty());
  EXPECT_TRUE(store->to_retry()->empty());
}

TEST_P(PutTest, ReplacingKeepsAddressAndTimes) {
  const auto store = make();
  put(*store, {capture("https://a.vn/1", "một", 100, "2024-01-05T00:00:00Z")});
  const std::string before = capture("", "một").record.version;
  ASSERT_TRUE(store->replace({{before, capture("https://a.vn/1", "một, đọc lại")}}));
  const auto versions = store->versions(0, 10, false);
  ASSERT_EQ(versions->size(), 1u);
  EXPECT_EQ(versions->front().capture.record.text, "một, đọc lại");
  EXPECT_EQ(versions->front().capture.fetched, "2024-01-05T00:00:00Z");
  EXPECT_EQ(put(*store, {capture("https://a.vn/1", "một, đọc lại")}).versions, 0u);
}

TEST_P(PutTest, WhatIsForgottenStaysAway) {
  const auto store = make();
  put(*store, {capture("https://a.vn/1", "một")});
  ASSERT_TRUE(*store->forget("http://www.a.vn/1/", "test"));
  EXPECT_FALSE(store->forget("https://a.vn/1", "test")->has_value());
  EXPECT_EQ(put(*store, {capture("https://b.vn/9", "một")}).forgotten, 1u);
  EXPECT_EQ(put(*store, {capture("https://a.vn/1", "khác")}).forgotten, 1u);
  EXPECT_EQ(put(*store, {capture("https://b.vn/9", "khác")}).articles, 1);
}

}  // namespace
}  // namespace bangvang::store
