// Facts of an article as marks on its text, for showing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/span.h"
#include "extractor/events/events.h"

namespace bangvang::report {

struct Mark {
  std::string kind;   // dates, agencies, ...
  std::string label;  // what the fact says, in one line
  std::string rule;
  Span span;  // bytes of article.text
};

// Every place of every fact, in text order, the longer first where two begin together.
std::vector<Mark> marks_of(const events::Extraction& extraction);

// A stretch of text under the same marks. `mark` is the innermost one's index, or -1.
struct Piece {
  Span span;
  int mark = -1;
};

// Cuts `range` where marks begin and end.
std::vector<Piece> pieces_of(const std::vector<Mark>& marks, Span range);

// The self-contained page of `explain --html`. Text is inert: everything is escaped.
std::string html_page(const events::Extraction& extraction, const std::vector<Mark>& marks,
                      const std::vector<std::string>& lines);

}  // namespace bangvang::report
