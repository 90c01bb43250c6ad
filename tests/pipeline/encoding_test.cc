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

// A paragraph for each line, as old portals write.
std::string page_of(const std::string& text) {
  std::string html = "<html><head><title>Tin</title></head><body><div class=content><p>";
  for (const char c : text) html += c == '\n' ? "</p>\n<p>" : std::string(1, c);
  return html + "</p></div></body></html>";
}

TEST_P(EveryEncoding, GivesTheFactsOfUtf8FromAPage) {
  std::size_t encoded = 0, same = 0;
  std::string different;
  for (std::size_t i = 0; i < corpus().size(); i += 8) {
    const source::CorpusArticle& article = corpus()[i];
    const std::string html = page_of(plain_marks(nfc(article.text)));
    const auto bytes = GetParam().encode(html);
    if (!bytes) continue;
    ++encoded;
    const Extractor extractor(rules());
    const auto legacy = extractor.extract(document(article, *bytes));
    const auto utf8 = extractor.extract(document(article, html));
    ASSERT_EQ(legacy.has_value(), utf8.has_value()) << article.name;
    if (!utf8 || (legacy->encoding == GetParam().name && as_facts(*legacy) == as_facts(*utf8))) {
      ++same;
    } else {
      different += " " + article.name + " (" + legacy->encoding + ")";
    }
  }
  if (encoded == 0) GTEST_SKIP() << "no converter for this encoding here";
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
