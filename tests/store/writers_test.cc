// Several writers at once, and readers beside them: everybody sees whole batches only.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "extractor/base/hash.h"
#include "tests/store/places.h"

namespace bangvang::store {
namespace {

class WritersTest : public PlaceTest {};
BANGVANG_ON_EACH_DATABASE(WritersTest);

constexpr int kBatches = 25;
constexpr std::size_t kPerBatch = 8;

Capture capture(const std::string& url, const std::string& text) {
  Capture out;
  out.record.version = blake2b_hex("text " + text);
  out.record.id = blake2b_hex("url " + url);
  out.url = out.record.url = url;
  out.record.text = text;
  out.record.facts = {{blake2b_hex("fact " + text), "date", "date.year", "{\"value\":\"2023\"}"}};
  out.normal_text = blake2b_hex("normal " + text);
  out.words = 100;
  out.path = "in.jsonl";
  out.digest = blake2b_hex(url + text);
  return out;
}

// Texts of equal numbers are the same in every batch list, so that writers meet in articles: what
// one writes at a.vn the other writes at b.vn.
Batch batch(const std::string& site, int number) {
  Batch out;
  for (std::size_t i = 0; i < kPerBatch; ++i) {
    const std::string name = std::to_string(number) + "-" + std::to_string(i);
    out.captures.push_back(capture("https://" + site + "/" + name, "văn bản " + name));
  }
  out.progress.push_back({.path = site, .position = {static_cast<std::uint64_t>(number), 0, 0}});
  return out;
}

void write(const std::string& place, const std::string& site, std::atomic<int>& failed) {
  auto store = open(place, Access::kCreate);
  if (!store) {
    ADD_FAILURE() << store.error().message();
    ++failed;
    return;
  }
  for (int i = 0; i < kBatches; ++i) {
    const auto changes = (*store)->put(batch(site, i));
    if (changes) continue;
    ADD_FAILURE() << changes.error().message();
    ++failed;
  }
}

TEST_P(WritersTest, MeetInArticlesWithoutLosingAny) {
  const std::string where = place();
  std::atomic<int> failed = 0;
  std::atomic<bool> done = false;
  make();
  std::thread reader([&] {
    auto store = open(where, Access::kRead);
    ASSERT_TRUE(store) << store.error().message();
    while (!done) {
      const auto versions = (*store)->versions(0, 10'000, false);
      ASSERT_TRUE(versions) << versions.error().message();
      EXPECT_EQ(versions->size() % kPerBatch, 0u) << "half a batch";
      for (const StoredVersion& version : *versions) {
        EXPECT_EQ(version.capture.record.facts.size(), 1u) << "a text without its facts";
      }
    }
  });
  std::thread first([&] { write(where, "a.vn", failed); });
  std::thread second([&] { write(where, "b.vn", failed); });
  first.join();
  second.join();
  done = true;
  reader.join();
  ASSERT_EQ(failed, 0);

  const auto store = make();
  EXPECT_EQ((*store).versions(0, 10'000, false)->size(), kBatches * kPerBatch);
  for (const char* site : {"a.vn", "b.vn"}) {
    EXPECT_EQ((*store->progress(site))->position.offset, kBatches - 1u);
  }
  std::size_t articles = 0;
  ASSERT_TRUE(store->rows(Listing::kArticles, "", [&](const Row&) { return ++articles, true; }));
  EXPECT_EQ(articles, kBatches * kPerBatch) << "each text is one article at two addresses";
}

TEST_P(WritersTest, MakeAStoreTogether) {
  const std::string where = place("new");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      const auto store = open(where, Access::kCreate);
      EXPECT_TRUE(store) << store.error().message();
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace bangvang::store
