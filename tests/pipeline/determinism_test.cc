// Equal input gives equal output: whenever, wherever, in whatever order and on however many
// threads.
#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>
#include <ctime>
#include <thread>

#include "extractor/facts/context.h"
#include "tests/pipeline/corpus.h"

namespace bangvang::pipeline {
namespace {

std::vector<std::string> all_as_json() {
  std::vector<std::string> out;
  for (const auto& article : corpus()) {
    out.push_back(as_json(extract(document(article, article.text))));
  }
  return out;
}

// Time zone and locale of the process, put back at the end.
class Surroundings {
 public:
  Surroundings(const char* zone, const char* locale) {
    ::setenv("TZ", zone, 1);
    ::setenv("LC_ALL", locale, 1);
    ::tzset();
    std::setlocale(LC_ALL, "");
  }
  ~Surroundings() {
    ::unsetenv("TZ");
    ::unsetenv("LC_ALL");
    ::tzset();
    std::setlocale(LC_ALL, "C");
  }
};

TEST(Determinism, TimeZoneAndLocaleDoNotMatter) {
  const auto first = all_as_json();
  for (const char* zone : {"America/Lima", "Asia/Ho_Chi_Minh", "Pacific/Kiritimati"}) {
    for (const char* locale : {"C", "C.UTF-8", "vi_VN.UTF-8", "tr_TR.UTF-8"}) {
      SCOPED_TRACE(std::string(zone) + " " + locale);
      const Surroundings changed(zone, locale);
      EXPECT_EQ(all_as_json(), first);
    }
  }
}

TEST(Determinism, GrammarsLoadedAgainFindTheSame) {
  const auto first = all_as_json();
  const Extractor again(load_rules());
  EXPECT_EQ(again.rules().digest(), rules()->digest());
  for (std::size_t i = 0; i < corpus().size(); ++i) {
    const auto extraction = again.extract(document(corpus()[i], corpus()[i].text));
    ASSERT_TRUE(extraction.has_value());
    EXPECT_EQ(as_json(*extraction), first[i]);
  }
}

TEST(Determinism, OrderOfArticlesDoesNotMatter) {
  const auto first = all_as_json();
  for (std::size_t i = corpus().size(); i-- > 0;) {
    const auto& article = corpus()[i];
    EXPECT_EQ(as_json(extract(document(article, article.text))), first[i]);
  }
}

TEST(Determinism, ThreadsDoNotMatter) {
  const auto first = all_as_json();
  std::vector<std::vector<std::string>> found(4);
  {
    std::vector<std::jthread> threads;
    for (auto& mine : found) threads.emplace_back([&mine] { mine = all_as_json(); });
  }
  for (const auto& mine : found) EXPECT_EQ(mine, first);
}

TEST(Determinism, ExplainingSeesWhatExtractingFinds) {
  const Extractor extractor(rules());
  for (const auto& article : corpus()) {
    const auto read = document(article, article.text);
    const auto trace = extractor.trace(read);
    ASSERT_TRUE(trace.has_value());
    EXPECT_EQ(as_json((*trace)->extraction), as_json(extract(read)));
  }
}

TEST(Determinism, FilesNameDoesNotMatterForIdentity) {
  const auto& article = corpus().front();
  auto renamed = document(article, article.text);
  renamed.source = "elsewhere.txt";
  auto extraction = extract(renamed);
  extraction.article.source = article.name;
  EXPECT_EQ(as_json(extraction), as_json(extract(document(article, article.text))));
}

TEST(Determinism, AClockSetsWholeArticlesAsideAndNothingElse) {
  Extractor none(rules(), {.max_seconds = 0}), plenty(rules(), {.max_seconds = 3600});
  const auto first = all_as_json();
  for (std::size_t i = 0; i < corpus().size(); ++i) {
    const auto given_up = none.extract(document(corpus()[i], corpus()[i].text));
    ASSERT_FALSE(given_up.has_value());
    EXPECT_EQ(given_up.error().code, "time");
    EXPECT_EQ(given_up.error().kind, Error::Kind::kLimit);
    const auto extraction = plenty.extract(document(corpus()[i], corpus()[i].text));
    ASSERT_TRUE(extraction.has_value());
    EXPECT_EQ(as_json(*extraction), first[i]);
  }
}

TEST(Determinism, WorkEndsBetweenTwoBlocksOnceItsTimeIsOver) {
  const std::string text = "Năm 2023, Sở Y tế họp.";
  const Span block{0, static_cast<std::uint32_t>(text.size())};
  EXPECT_FALSE(rules()->analyse(text, {&block, 1}).of("date").empty());
  EXPECT_TRUE(rules()->analyse(text, {&block, 1}, Deadline(0)).of("date").empty());
  const auto analysis = rules()->analyse(text, {&block, 1});
  EXPECT_FALSE(facts::find_facts({.analysis = analysis}).facts.dates.empty());
  EXPECT_TRUE(
      facts::find_facts({.analysis = analysis, .deadline = Deadline(0)}).facts.dates.empty());
}

}  // namespace
}  // namespace bangvang::pipeline
