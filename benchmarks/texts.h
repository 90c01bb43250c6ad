// Texts to measure on, made from files of this project by a seeded generator: equal on every run.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"

namespace bangvang::bench {

struct Article {
  std::string text;
  std::optional<std::string> published;
};

struct Texts {
  std::vector<Article> articles;
  std::size_t bytes = 0;  // of all texts

  void add(Article article);
  // The articles from the first on that make up at least `most` bytes.
  Texts head(std::size_t most) const;
};

// The articles of the corpus again and again, each time with other names, numbers and dates, and
// with their paragraphs in another order: every text is on topic.
Result<Texts> on_topic(const std::filesystem::path& corpus, std::size_t bytes);

// Articles of 20 sentences, drawn from the lines of a file. {date}, {agency} and {number} stand for
// one made up.
Result<Texts> of_sentences(const std::filesystem::path& file, std::size_t bytes);

// The same with every letter taken apart into base and marks (NFD).
Texts decomposed(const Texts& texts);

// One JSON object a line, as `bangvang extract --jsonl` reads them.
std::string json_lines(const Texts& texts);

}  // namespace bangvang::bench
