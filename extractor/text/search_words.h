// The words a text is found by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/span.h"

namespace bangvang::text {

// Raised when search_words() gives other words than before: indexes made of them are then stale.
inline constexpr int kSearchWordsVersion = 1;

struct SearchWord {
  std::string marked;  // lower case: "năm"
  std::string folded;  // without marks, đ as d: "nam"
  Span span;           // of the normalised text

  bool has_marks() const { return marked != folded; }
};

// Runs of letters and digits, in order; "15/QĐ-UBND" has three. Words longer than anyone types are
// left out. Requires: text normalised by normalise(), so that every writing of a word is one.
std::vector<SearchWord> search_words(std::string_view normalised);

}  // namespace bangvang::text
