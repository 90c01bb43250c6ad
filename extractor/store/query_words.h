// Private to this room: the words of a query and where a text has them.
#pragma once

#include <string>
#include <vector>

#include "extractor/store/search.h"

namespace bangvang::store {

// Empty for text without words, or which is not UTF-8.
Phrase phrase_of(const std::string& typed);

inline bool has_marks(const Phrase& phrase) {
  for (const QueryWord& word : phrase) {
    if (word.marked != word.folded) return true;
  }
  return false;
}

// " a b ": so that a search for it finds whole words only.
std::string words_between_blanks(const Phrase& phrase, bool marked);

// The stretch of the text with the most of the terms, with what matches set apart.
std::vector<Piece> snippet_of(const std::string& text, const std::vector<Term>& terms);

}  // namespace bangvang::store
