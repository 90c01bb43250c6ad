#include "extractor/base/table.h"

#include <algorithm>

namespace bangvang {

std::vector<std::string> split_cells(std::string_view text, char separator) {
  std::vector<std::string> cells;
  while (true) {
    const std::size_t at = text.find(separator);
    std::string_view cell = text.substr(0, at);
    while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
    while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\r')) cell.remove_suffix(1);
    cells.emplace_back(cell);
    if (at == std::string_view::npos) return cells;
    text.remove_prefix(at + 1);
  }
}

Result<Table> Table::parse(std::string_view text, std::string_view file) {
  Table table;
  table.file_ = file;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = text.find('\n');
    const std::string_view row = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (row.find_first_not_of("\t\r ") == std::string_view::npos || row.starts_with('#')) continue;
    std::vector<std::string> cells = split_cells(row, '\t');
    if (table.header_.empty()) {
      table.header_ = std::move(cells);
      continue;
    }
    if (cells.size() > table.header_.size()) {
      return fail(Error::Kind::kBadInput, "the row has more cells than the header",
                  "line " + std::to_string(line), table.file_);
    }
    cells.resize(table.header_.size());
    table.rows_.push_back({line, std::move(cells)});
  }
  if (table.header_.empty()) {
    return fail(Error::Kind::kBadInput, "the table has no header line", {}, table.file_);
  }
  return table;
}

Result<std::size_t> Table::column(std::string_view name) const {
  const auto found = std::ranges::find(header_, name);
  if (found == header_.end()) {
    return fail(Error::Kind::kBadInput, "the table has no column \"" + std::string(name) + "\"", {},
                file_);
  }
  return static_cast<std::size_t>(found - header_.begin());
}

}  // namespace bangvang
