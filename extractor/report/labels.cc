#include "extractor/report/labels.h"

#include <algorithm>

#include "extractor/base/table.h"

namespace bangvang::report {
namespace {

// Adds rows of one table: its columns for kind (or a fixed one), id and label.
template <class Add>
Result<void> read(const std::vector<grammar::SourceFile>& files, std::string_view name,
                  const std::vector<std::string>& columns, const Add& add) {
  const auto file = std::ranges::find(files, name, &grammar::SourceFile::name);
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

std::string replaced(std::string text, std::string_view what, const std::string& with) {
  const auto at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

}  // namespace

Result<Labels> Labels::load(const std::vector<grammar::SourceFile>& files,
                            const std::string& language) {
  Labels out;
  const bool ids = language == "id";
  const auto own = read(files, "labels.tsv", {"kind", "id", language == "vi" ? "vi" : "en"},
                        [&](const std::vector<std::string>& cells) {
                          const bool words =
                              cells[0] == "heading" || cells[0] == "note" || cells[0] == "list";
                          if (!ids || words) out.labels_[{cells[0], cells[1]}] = cells[2];
                        });
  if (!own) return std::unexpected(own.error());
  if (ids) return out;
  const auto forms =
      read(files, "award_forms.tsv", {"form", "value"}, [&](const std::vector<std::string>& cells) {
        out.labels_.try_emplace({"form", cells[0]}, cells[1]);
      });
  if (!forms) return std::unexpected(forms.error());
  return out;
}

std::string Labels::of(std::string_view kind, const std::string& id) const {
  const auto found = labels_.find({std::string(kind), id});
  return found == labels_.end() ? id : found->second;
}

std::string Labels::note(const std::string& id, const std::string& first,
                         const std::string& second) const {
  return replaced(replaced(of("note", id), "%1", first), "%2", second);
}

}  // namespace bangvang::report
