#include <algorithm>

#include "extractor/base/table.h"
#include "extractor/store/search.h"

namespace bangvang::store {
namespace {

// "UBND", "KH&CN": what must be written out to be found in full.
bool is_abbreviation(const std::string& spelling) {
  return spelling.size() > 1 && spelling.find_first_of(" abcdeghiklmnopqrstuvxy") == spelling.npos;
}

}  // namespace

Result<Spellings> spellings(const std::vector<grammar::SourceFile>& files) {
  Spellings out;
  for (const char* name : {"agencies.tsv", "agency_fields.tsv"}) {
    const auto file = std::ranges::find(files, name, &grammar::SourceFile::name);
    if (file == files.end()) continue;
    const auto table = Table::parse(file->content, file->path);
    if (!table) return std::unexpected(table.error());
    const auto column = table->column("spellings");
    if (!column) return std::unexpected(column.error());
    for (const Table::Row& row : table->rows()) {
      auto group = split_cells(row.cells[*column], '|');
      if (std::ranges::any_of(group, is_abbreviation)) out.push_back(std::move(group));
    }
  }
  return out;
}

}  // namespace bangvang::store
