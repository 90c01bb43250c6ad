// An article yields the same facts whatever encoding its bytes are in.
#include <gtest/gtest.h>

#include "tests/pipeline/corpus.h"
#include "tests/pipeline/forms.h"

namespace bangvang::pipeline {
namespace {

constexpr double kShareOfArticles = 0.95;

class EveryEncoding : public ::testing::TestWithParam<Encoding> {};

TEST_P(EveryEncoding, GivesTheFactsOfUtf8) {
  std::size_t encoded = 0, same = 0;
  std::string different;
  for (const auto& article : corpus()) {
    const std::string text = plain_marks(nfc(article.text));
    const auto bytes = GetParam().encode(text);
    if (!bytes) continue;
    ++encoded;
    const auto legacy = extract(document(article, *bytes));
    const bool equal = legacy.encoding == GetParam().name &&
                       as_facts(legacy) == as_facts(extract(document(article, text)));
    if (equal) {
      ++same;
    } else {
      different += " " + article.name + " (" + legacy.encoding + ")";
    }
  }
  if (encoded == 0) GTEST_SKIP() << "no converter for this encoding here";
  EXPECT_GE(encoded * 10, corpus().size() * 8) << "too few articles could be encoded";
  EXPECT_GE(static_cast<double>(same), kShareOfArticles * static_cast<double>(encoded))
      << different;
}

INSTANTIATE_TEST_SUITE_P(Pipeline, EveryEncoding, ::testing::ValuesIn(encodings()),
                         [](const auto& encoding) {
                           std::string name = encoding.param.name;
                           std::erase(name, '-');
                           return name;
                         });

TEST(Forms, DecomposedTextGivesTheSameFacts) {
  for (const auto& article : corpus()) {
    SCOPED_TRACE(article.name);
    EXPECT_EQ(as_facts(extract(document(article, nfd(article.text)))),
              as_facts(extract(document(article, article.text))));
  }
}

}  // namespace
}  // namespace bangvang::pipeline
