// Tables as spreadsheets save them as text: cells between tabs, a header line first.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"

namespace bangvang {

// Cells without the blanks around them. Lines that are empty or begin with "#" are no rows.
class Table {
 public:
  struct Row {
    std::size_t line = 0;  // in the file, from 1
    std::vector<std::string> cells;
  };

  // Fails with kBadInput, naming the line, when there is no header or a row has more cells than
  // it. A byte order mark is passed over. `file` is used in errors only.
  static Result<Table> parse(std::string_view text, std::string_view file);

  // Fails with kBadInput when there is no such column.
  Result<std::size_t> column(std::string_view name) const;

  const std::vector<Row>& rows() const { return rows_; }
  const std::string& file() const { return file_; }

 private:
  std::string file_;
  std::vector<std::string> header_;
  std::vector<Row> rows_;
};

// The pieces of `text` between separators, without the blanks around them.
std::vector<std::string> split_cells(std::string_view text, char separator);

}  // namespace bangvang
