// Whole pages of the systems in use, as they are saved: what becomes of them against what a person
// read there.
#include "tests/pipeline/pages.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "tests/pipeline/corpus.h"

namespace bangvang::pipeline {
namespace {

// Least word F1, on the mean of all pages, and least share of metadata that is exact.
constexpr double kLeastF1 = 0.97;
constexpr double kLeastExact = 0.95;

struct Score {
  double f1 = 0;
  int pages = 0, exact = 0, fields = 0, failures = 0;
};

// What one page adds; what is wrong goes to `faults`.
void add(const ExpectedPage& page, Score& score, std::string& faults) {
  const auto note = [&](const std::string& what) {
    faults += "  " + page.name + ": " + what + "\n";
  };
  const auto extraction = Extractor(rules()).extract(page.document);
  const auto field = [&](const char* name, const std::optional<std::string>& want,
                         const std::optional<std::string>& got) {
    ++score.fields;
    if (want == got) {
      ++score.exact;
    } else {
      note(std::string(name) + " is " + got.value_or("(none)") + ", not " +
           want.value_or("(none)"));
    }
  };
  if (!page.failure.empty() || !extraction) {
    field("outcome", page.failure.empty() ? "article" : page.failure,
          extraction ? "article" : extraction.error().code);
    ++score.failures;
    if (page.failure.empty()) ++score.pages;
    return;
  }
  const page::Article& article = extraction->article;
  field("title", page.title, article.title);
  field("published", page.published, article.published);
  field("author", page.author, article.author);
  field("category", page.category, article.category);
  field("url", page.url, article.url);
  if (!page.encoding.empty()) field("encoding", page.encoding, extraction->encoding);
  std::string want, got;
  for (const std::string& name : page.attachments) want += name + " ";
  for (const std::string& name : article.attachments) got += name + " ";
  field("attachments", want, got);
  for (const std::string& caption : page.captions) {
    bool found = false;
    for (const page::Block& block : article.blocks) {
      found =
          found || (block.role == page::Role::kCaption && block.span.of(article.text) == caption);
    }
    field("caption", caption, found ? caption : "not one");
  }
  const double f1 = overlap(page.text, body_text(article, page.captions)).f1();
  score.f1 += f1;
  ++score.pages;
  if (f1 < kLeastF1) {
    note("F1 " + std::to_string(f1) + " of\n" + body_text(article, page.captions));
  }
}

void print(const char* what, const Score& score) {
  std::printf("%s: %d articles, word F1 %.4f; %d pages without one; metadata exact %d of %d\n",
              what, score.pages, score.f1 / score.pages, score.failures, score.exact, score.fields);
}

TEST(Pages, YieldTheirArticles) {
  Score fitted, blind, all;
  std::string faults;
  for (const ExpectedPage& page : read_pages()) add(page, page.blind ? blind : fitted, faults);
  print("pages the reader was fitted to", fitted);
  print("pages written before", blind);
  for (const Score& score : {fitted, blind}) {
    ASSERT_GT(score.pages, 0);
    EXPECT_GE(score.f1 / score.pages, kLeastF1) << faults;
    all.exact += score.exact;
    all.fields += score.fields;
  }
  EXPECT_GE(static_cast<double>(all.exact) / all.fields, kLeastExact) << faults;
  std::printf("%s", faults.c_str());
}

TEST(Pages, AreManyAndOfManySystems) { EXPECT_GE(read_pages().size(), 40u); }

TEST(Pages, ReadAlikeWithAndWithoutTheGate) {
  for (const ExpectedPage& page : read_pages()) {
    if (!page.failure.empty()) continue;
    SCOPED_TRACE(page.name);
    EXPECT_EQ(as_json(extract(page.document, true)), as_json(extract(page.document, false)));
  }
}

}  // namespace
}  // namespace bangvang::pipeline
