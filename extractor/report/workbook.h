// A spreadsheet of Excel's form (XLSX), written row by row in bounded memory. Its head stays in
// view and can be filtered. Every cell is typed as what it is; none can become a formula, not even
// when somebody edits it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/report/cell.h"

namespace bangvang::report {

class Workbook {
 public:
  struct Column {
    std::string heading;
    double width = 12;  // characters
  };

  // `path` is made anew; it is a workbook once close() has succeeded. Fails with kUnreadable.
  static Result<Workbook> create(const std::string& path, const std::string& sheet,
                                 std::vector<Column> columns);
  Workbook(Workbook&&) noexcept;
  Workbook& operator=(Workbook&&) noexcept;
  ~Workbook();

  // As many cells as columns. What is no number or day after all is written as text; what is longer
  // than a cell may be is cut; rows beyond what a sheet may have go to further sheets.
  void add(const Cells& cells);
  // Fails with kUnreadable, naming the path.
  Result<void> close();

 private:
  struct File;
  explicit Workbook(std::unique_ptr<File> file);
  std::unique_ptr<File> file_;
};

}  // namespace bangvang::report
