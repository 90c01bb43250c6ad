// Tables of the grammars that no rule reads.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/base/table.h"
#include "extractor/grammar/rule_set.h"

namespace bangvang::grammar {

// Gives `add` each row of the table `name`: its cells in `columns`. Fails with kUnreadable when
// there is no such table, and with kBadInput as Table::parse does.
template <class Add>
Result<void> each_row(const std::vector<SourceFile>& files, std::string_view name,
                      const std::vector<std::string>& columns, const Add& add) {
  const auto file = std::ranges::find(files, name, &SourceFile::name);
  if (file == files.end()) {
    return fail(Error::Kind::kUnreadable, "the grammars lack this table", {}, std::string(name));
  }
  const auto table = Table::parse(file->content, file->path);
  if (!table) return std::unexpected(table.error());
  std::vector<std::size_t> at;
  for (const std::string& column : columns) {
    const auto found = table->column(column);
    if (!found) return std::unexpected(found.error());
    at.push_back(*found);
  }
  for (const Table::Row& row : table->rows()) {
    std::vector<std::string> cells;
    for (const std::size_t column : at) cells.emplace_back(row.cells[column]);
    add(cells);
  }
  return {};
}

}  // namespace bangvang::grammar
