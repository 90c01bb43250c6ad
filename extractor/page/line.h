// Private to this room: a text as lines, each with what it looks like.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/base/span.h"

namespace bangvang::page {

enum class Kind : std::uint8_t {
  kProse,      // running text
  kHead,       // ends in ":", as what comes before a list does
  kList,       // begins with a bullet or a number
  kItem,       // short and ends in ";" or ","
  kShort,      // a headline, a caption, a menu item, a signature: its place decides
  kStamp,      // a publication stamp or a clock
  kCredit,     // "Tin, ảnh: …"
  kFurniture,  // not the article's
  kWeakEnd,    // a heading under which the article is over, unless running text goes on below
  kEnd,        // the article is over
};

struct Line {
  Span span;                // without white space at its ends; never empty
  std::uint16_t words = 0;  // at most kCountedWords; long lines count as that many
  Kind kind = Kind::kShort;
  bool gap = false;        // an empty line, or the beginning of the text, is above it
  bool publisher = false;  // says who publishes the site
  bool capitals = false;   // no lower-case letter (looked at in short lines only)
};

inline constexpr int kCountedWords = 64;

// The lines of `text` that show anything, in order. A line that goes on in lower case, or that
// stands in a text wrapped at one width, is joined to the one above. Takes time linear in the text.
// Requires: UTF-8 of less than 4 GiB.
std::vector<Line> split_lines(std::string_view text);

// The last character of a line that counts: closing quotes and brackets are passed over.
char32_t final_mark(std::string_view line);
bool ends_sentence(std::string_view line);  // . … ! ? or the register's "./."

}  // namespace bangvang::page
