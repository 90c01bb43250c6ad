// The gate saves time and nothing else: with it and without it the same is found, in whatever form
// and encoding an article arrives.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/pipeline/corpus.h"
#include "tests/pipeline/forms.h"

namespace bangvang::pipeline {
namespace {

void expect_same(const source::Document& document) {
  EXPECT_EQ(as_json(extract(document, true)), as_json(extract(document, false)));
}

std::vector<std::pair<std::string, std::string>> variants(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> all = {{"as it is", text},
                                                          {"decomposed", nfd(text)},
                                                          {"all capitals", upper(text)},
                                                          {"decomposed capitals", nfd(upper(text))},
                                                          {"references", entities(text)}};
  for (const Encoding& encoding : encodings()) {
    auto bytes = encoding.encode(plain_marks(nfc(text)));
    if (bytes) all.emplace_back(encoding.name, std::move(*bytes));
  }
  return all;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) all.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

// Sentences, so that one fact stands with as little around it as can be.
std::vector<std::string> sentences(const std::string& text) {
  std::vector<std::string> all;
  for (const std::string& line : lines(text)) {
    std::size_t begin = 0;
    for (std::size_t at; (at = line.find(". ", begin)) != std::string::npos; begin = at + 2) {
      all.push_back(line.substr(begin, at + 1 - begin));
    }
    if (begin < line.size()) all.push_back(line.substr(begin));
  }
  return all;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

TEST(Gate, LosesNothingInAnyForm) {
  for (const auto& article : corpus()) {
    for (const auto& [form, bytes] : variants(article.text)) {
      SCOPED_TRACE(article.name + ", " + form);
      expect_same(document(article, bytes));
    }
  }
}

TEST(Gate, LosesNothingInSentencesAlone) {
  for (const auto& article : corpus()) {
    for (const std::string& sentence : sentences(article.text)) {
      if (is_blank(sentence)) continue;
      SCOPED_TRACE(article.name + ": " + sentence);
      expect_same(document(article, sentence));
      expect_same(document(article, upper(sentence)));
    }
  }
}

// Bytes before they are normalised, as a page reader has them.
TEST(Gate, IsOpenOnTextThatIsNotNormalised) {
  for (const auto& article : corpus()) {
    for (const std::string& sentence : sentences(article.text)) {
      if (is_blank(sentence) || as_facts(extract(document(article, sentence), false)).empty())
        continue;
      for (const auto form : {&nfc, &nfd, &upper, &entities}) {
        const std::string raw = form(sentence);
        if (as_facts(extract(document(article, raw), false)).empty()) continue;
        EXPECT_TRUE(rules()->gate(raw)) << article.name << ": " << raw;
        const bool on_topic = is_on_topic(extract(document(article, raw), false));
        EXPECT_TRUE(!on_topic || rules()->topic_gate(raw)) << article.name << ": " << raw;
      }
    }
  }
}

TEST(Gate, IsShutSomewhere) {
  std::size_t shut = 0, off_topic = 0;
  for (const auto& article : corpus()) {
    for (const std::string& sentence : sentences(article.text)) {
      shut += !rules()->gate(sentence);
      off_topic += !rules()->topic_gate(sentence);
    }
  }
  EXPECT_GT(shut, 0u);
  EXPECT_GT(off_topic, 2 * shut);
}

}  // namespace
}  // namespace bangvang::pipeline
