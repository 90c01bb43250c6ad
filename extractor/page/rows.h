// Private to this room: what a page shows, line by line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extractor/base/span.h"
#include "extractor/page/area.h"
#include "extractor/page/markup.h"

namespace bangvang::page {

// One line of a page: what stands between two breaks, a row of a table of data, or an item.
struct Row {
  Span text;                 // bytes of Rows::text; white space collapsed, never empty
  NodeId node = 0;           // the innermost block around it
  NodeId first = 0;          // the first node of its text
  std::uint16_t words = 0;   // at most kCountedWords (line.h)
  std::uint16_t linked = 0;  // those that are links; counted alike
  bool file = false;         // links to a file
  bool gap = false;          // more than a line break is above it
  Tag tag = Tag::kBlock;     // kH1 to kH5, kItem, kRow (of a table of data), kFigcaption, …
};

struct Rows {
  std::string text;
  std::vector<Row> rows;  // in document order
  std::string_view of(const Row& row) const { return row.text.of(text); }
};

// The lines of the whole page but for what is hidden and what stands in the head.
Rows rows_of(const Tree& tree, const std::vector<Look>& looks);

}  // namespace bangvang::page
