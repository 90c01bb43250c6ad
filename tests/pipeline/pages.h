// The pages of corpus/pages with what they must yield (docs/corpus.md), and how alike two texts
// are.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/events/events.h"
#include "extractor/source/document.h"

namespace bangvang::pipeline {

struct ExpectedPage {
  std::string name;
  bool blind = false;  // written before the reader was fitted to any page
  source::Document document;
  std::optional<std::string> title, published, author, category, url;
  std::vector<std::string> attachments, captions;
  std::string failure;  // code of the error it must yield; empty for an article
  std::string encoding;
  std::string text;  // the body, a line each
};

std::vector<ExpectedPage> read_pages();

struct Overlap {
  double common = 0, expected = 0, found = 0;  // words
  double f1() const { return expected + found == 0 ? 1 : 2 * common / (expected + found); }
};

// Words are runs of letters and digits, their order does not count.
Overlap overlap(std::string_view expected, std::string_view found);

// The body of an article without the captions that the page is expected to have.
std::string body_text(const page::Article& article, const std::vector<std::string>& captions);

}  // namespace bangvang::pipeline
