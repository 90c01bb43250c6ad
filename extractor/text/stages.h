// Private to this room: the steps of normalise(), in the order they run. Every step leaves alone
// what it wrote itself and what later steps write, so that normalising twice changes nothing.
#pragma once

#include <string_view>

#include "extractor/text/rewrite.h"

namespace bangvang::text {

// Characters: composed letters, one kind of space, dash and quote, no invisible characters.
// Requires: UTF-8.
Rewritten clean_characters(std::string_view source);

// Words: a space after punctuation where one was lost, look-alikes of đ inside words, one
// tone-mark style. Requires: the output of clean_characters.
Rewritten mend_words(std::string_view source);

// Lines: breaks inside a paragraph of a hard-wrapped text become spaces.
// Requires: the output of mend_words.
Rewritten join_lines(std::string_view source);

}  // namespace bangvang::text
