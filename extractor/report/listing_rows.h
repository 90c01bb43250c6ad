// The rows of a listing as spreadsheets and other programs take them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/history/lineage.h"
#include "extractor/report/labels.h"
#include "extractor/store/table_rows.h"

namespace bangvang::report {

// Rows for people: numbered, with labels for ids.
class SheetRows {
 public:
  // `ids`: provinces as slugs, not by name. All must outlive this.
  SheetRows(store::Listing listing, const Labels& labels, const history::Lineage& lineage, bool ids)
      : columns_(store::columns(listing)), labels_(labels), lineage_(lineage), ids_(ids) {}

  std::vector<std::string> headings() const;
  std::vector<std::string> cells(const store::Row& row);

 private:
  std::string cell(const store::Row& row, std::size_t at) const;
  std::string labelled(std::string_view column, const std::string& text) const;
  std::string group(const store::Row& row) const;

  std::span<const store::Column> columns_;
  const Labels& labels_;
  const history::Lineage& lineage_;
  bool ids_ = false;
  std::size_t number_ = 0;
};

// One object for a row with a line break, with the ids of the columns and of the values.
std::string json_line(std::span<const store::Column> columns, const store::Row& row);

}  // namespace bangvang::report
