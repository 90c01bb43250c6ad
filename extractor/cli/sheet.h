// Tables for a terminal: columns as wide as their cells and the window allow, long cells wrapped
// between words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bangvang::cli {

// Columns a terminal uses for a text: marks on letters take none, East Asian letters two.
std::size_t display_width(std::string_view utf8);

// The text in lines of at most `width` columns, broken between words; a longer word is cut.
std::vector<std::string> wrap(std::string_view utf8, std::size_t width);

class Sheet {
 public:
  explicit Sheet(std::vector<std::string> headings) : headings_(std::move(headings)) {}

  void add(std::vector<std::string> cells);  // as many as headings
  void note(std::string text);               // below the last row, across all columns

  // `width`: of the window; `color`: headings stand out, notes are dim. Columns without a cell are
  // left out. Ends in a line break; empty when there are no rows.
  std::string text(std::size_t width, bool color) const;

 private:
  struct Row {
    std::vector<std::string> cells, notes;
  };
  std::vector<std::size_t> widths(std::size_t window) const;

  std::vector<std::string> headings_;
  std::vector<Row> rows_;
};

// Of the terminal on standard output; of a pipe, a width that fits a page.
std::size_t window_width();

// Whether standard output is a terminal that wants colour (NO_COLOR is not set).
bool wants_color();

}  // namespace bangvang::cli
