// Private to this room: which lines of a page are its headline.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "extractor/base/span.h"
#include "extractor/page/line.h"
#include "extractor/page/stamp.h"

namespace bangvang::page {

struct Title {
  std::size_t first = 0, last = 0;  // lines, both included
  Span span;                        // of the text, without a stamp in brackets at the end
  std::optional<Stamp> stamp;       // that one
};

// The headline among lines [0, head_end), where [head_end] begins the running text. Nothing when
// none of them looks like one.
std::optional<Title> find_title(std::string_view text, const std::vector<Line>& lines,
                                std::size_t head_end);

// The line among [0, end) that says what `known` says, as a title.
std::optional<Title> find_known_title(std::string_view text, const std::vector<Line>& lines,
                                      std::size_t end, std::string_view known);

// The title that line `at` makes on its own.
Title title_of_line(std::string_view text, const std::vector<Line>& lines, std::size_t at);

}  // namespace bangvang::page
