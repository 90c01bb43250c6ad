// The rows of a listing as spreadsheets and other programs take them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/report/cell.h"
#include "extractor/report/listing_writer.h"
#include "extractor/store/table_rows.h"

namespace bangvang::report {

// Rows for people: numbered, with labels for ids.
class SheetRows {
 public:
  explicit SheetRows(const ListingForm& form)
      : form_(form), columns_(store::columns(form.listing)) {}

  std::vector<std::string> headings() const;
  Cells cells(const store::Row& row);
  // Requires: form.removals.
  Cells cells(const store::Removal& removal);

 private:
  Cell cell(const store::Row& row, std::size_t at) const;
  std::string labelled(std::string_view column, const std::string& text) const;
  std::string group(const store::Row& row) const;
  Cell number() { return {std::to_string(++number_), Cell::Kind::kNumber}; }

  ListingForm form_;
  std::span<const store::Column> columns_;
  std::size_t number_ = 0;
};

// One object for a row with a line break, with the ids of the columns and of the values.
std::string json_line(std::span<const store::Column> columns, const store::Row& row);

}  // namespace bangvang::report
