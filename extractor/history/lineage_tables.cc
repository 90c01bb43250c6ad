#include "extractor/history/lineage_tables.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <map>
#include <utility>

#include "extractor/base/date.h"
#include "extractor/base/table.h"

namespace bangvang::history {
namespace {

using Cells = std::vector<std::string_view>;

// Reads the tables one after another; the first mistake ends it.
class TableReader {
 public:
  TableReader(const std::vector<grammar::SourceFile>& files, Lineage::Tables& out)
      : files_(files), out_(out) {}

  Result<bool> run() {
    for (const auto step : {&TableReader::provinces, &TableReader::bodies, &TableReader::heads,
                            &TableReader::bloc_heads, &TableReader::changes}) {
      if (auto done = (this->*step)(); !done) return done;
    }
    std::ranges::stable_sort(out_.bodies, {}, &Change::date);
    std::ranges::stable_sort(out_.units, {}, &Change::date);
    return true;
  }

 private:
  Result<bool> provinces() {
    return rows("provinces.tsv", {"name", "slug", "type"}, [&](const Cells& row) {
      out_.provinces.push_back({name_key(row[0]), std::string(row[1]), name_key(row[2])});
      slug_of_.emplace(row[0], row[1]);
      out_.name_of_slug.emplace(row[1], row[0]);
      return std::string();
    });
  }

  Result<bool> bodies() {
    return rows("agencies.tsv", {"value", "tag"}, [&](const Cells& row) {
      const auto tags = split_cells(row[1], ' ');
      const auto has = [&](const char* tag) { return std::ranges::count(tags, tag) > 0; };
      if (!has("takes_place") || has("district")) return std::string();
      const std::string key = name_key(row[0]);
      out_.provincial.insert(key);
      for (const Province& province : out_.provinces) {
        const std::string_view bare = without_tail(key, province.type);
        if (bare != key) out_.full_name.emplace(bare, row[0]);
      }
      return std::string();
    });
  }

  Result<bool> heads() {
    return rows("agency_heads.tsv", {"value", "kind"}, [&](const Cells& row) {
      if (row[1] == "so") out_.provincial_heads.push_back(name_key(row[0]) + " ");
      return std::string();
    });
  }

  Result<bool> bloc_heads() {
    auto done = rows("bloc_heads.tsv", {"value", "spellings"}, [&](const Cells& row) {
      for (const std::string& spelling : split_cells(row[1], '|'))
        out_.bloc_heads.emplace_back(name_key(spelling), row[0]);
      return std::string();
    });
    std::ranges::stable_sort(out_.bloc_heads, [](const auto& a, const auto& b) {
      return a.first.size() > b.first.size();
    });
    return done;
  }

  Result<bool> changes() {
    return rows("lineage.tsv", {"date", "from", "to", "scope", "source"},
                [&](const Cells& row) { return change(row); });
  }

  std::string change(const Cells& row) {
    if (!parse_iso_date(row[0])) return "\"" + std::string(row[0]) + "\" is no day";
    const bool unit = row[3] == "unit";
    const auto key_of = [&](std::string_view name) {
      if (!unit) return name_key(name);
      const auto slug = slug_of_.find(name);
      return slug == slug_of_.end() ? std::string() : slug->second;
    };
    Change made{.date = std::string(row[0]),
                .from_names = split_cells(row[1], '|'),
                .to = key_of(row[2]),
                .to_name = std::string(row[2]),
                .source = std::string(row[4])};
    std::ranges::transform(made.from_names, std::back_inserter(made.from), key_of);
    if (made.to.empty() || std::ranges::count(made.from, "") > 0) {
      return "a name of this row is empty, or a unit of it is not in provinces.tsv";
    }
    (unit ? out_.units : out_.bodies).push_back(std::move(made));
    return {};
  }

  // Calls `take` with the named cells of each row; what it returns is a mistake unless empty.
  Result<bool> rows(std::string_view name, std::initializer_list<std::string_view> names,
                    const std::function<std::string(const Cells&)>& take) {
    const auto file = std::ranges::find(files_, name, &grammar::SourceFile::name);
    if (file == files_.end()) {
      return fail(Error::Kind::kUnreadable, "the grammars lack this table", {}, std::string(name));
    }
    const auto table = Table::parse(file->content, file->path);
    if (!table) return std::unexpected(table.error());
    std::vector<std::size_t> columns;
    for (const std::string_view column : names) {
      const auto at = table->column(column);
      if (!at) return std::unexpected(at.error());
      columns.push_back(*at);
    }
    for (const Table::Row& row : table->rows()) {
      Cells cells;
      for (const std::size_t column : columns) cells.push_back(row.cells[column]);
      std::string mistake = take(cells);
      if (mistake.empty()) continue;
      return fail(Error::Kind::kBadInput, std::move(mistake), "line " + std::to_string(row.line),
                  file->path);
    }
    return true;
  }

  const std::vector<grammar::SourceFile>& files_;
  Lineage::Tables& out_;
  std::map<std::string, std::string, std::less<>> slug_of_;  // by name as written
};

}  // namespace

Result<Lineage::Tables> Lineage::Tables::read(const std::vector<grammar::SourceFile>& files) {
  Tables tables;
  if (auto done = TableReader(files, tables).run(); !done) return std::unexpected(done.error());
  return tables;
}

bool Lineage::Tables::is_provincial(std::string_view key) const {
  if (provincial.contains(std::string(key))) return true;
  return std::ranges::any_of(provincial_heads,
                             [&](const std::string& head) { return key.starts_with(head); });
}

std::string_view without_tail(std::string_view text, std::string_view tail) {
  if (text.size() <= tail.size() + 1 || !text.ends_with(tail)) return text;
  if (text[text.size() - tail.size() - 1] != ' ') return text;
  text.remove_suffix(tail.size() + 1);
  return text;
}

}  // namespace bangvang::history
