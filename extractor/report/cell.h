// One cell of a table that people read or made.
#pragma once

#include <string>
#include <vector>

namespace bangvang::report {

// Text, or text that is also a number or a day: "2023", "2023-02-22".
struct Cell {
  enum class Kind { kText, kNumber, kDay, kAddress };
  std::string text;
  Kind kind = Kind::kText;
};

using Cells = std::vector<Cell>;

}  // namespace bangvang::report
