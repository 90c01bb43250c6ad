#include "extractor/report/listing_rows.h"

#include <charconv>

#include "extractor/json/value.h"
#include "extractor/json/writer.h"
#include "extractor/report/words.h"

namespace bangvang::report {
namespace {

using store::Column;

// Columns whose cells are ids that have labels.
std::string_view label_kind(std::string_view column) {
  if (column == "activities") return "activity";
  if (column == "recipient_of") return "recipient";
  for (const std::string_view kind : {"form", "level", "status", "role", "confidence"}) {
    if (column == kind) return kind;
  }
  return {};
}

std::vector<std::string> list_of(const std::string& json) {
  std::vector<std::string> list;
  const auto value = json::Value::parse(json);
  if (!value) return list;
  for (const json::Value& item : value->items()) list.push_back(item.string().value_or(""));
  return list;
}

std::optional<std::int64_t> integer_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::vector<std::string> SheetRows::headings() const {
  std::vector<std::string> out{form_.labels.of("column", "number")};
  for (const Column& column : columns_) {
    out.push_back(form_.labels.of("column", std::string(column.id)));
  }
  if (form_.removals) out.push_back(form_.labels.of("column", "deleted"));
  return out;
}

Cells SheetRows::cells(const store::Row& row) {
  Cells out{number()};
  for (std::size_t i = 0; i < row.size(); ++i) out.push_back(cell(row, i));
  if (form_.removals) out.emplace_back();
  return out;
}

Cells SheetRows::cells(const store::Removal& removal) {
  const bool events = form_.listing == store::Listing::kEvents;
  Cells out{number()};
  for (const Column& column : columns_) {
    Cell& cell = out.emplace_back();
    if (column.id == (events ? "article" : "id")) cell.text = removal.id;
    if (column.id == "changed_at") cell.text = removal.at;
  }
  out.push_back({form_.labels.of("column", "deleted")});
  return out;
}

Cell SheetRows::cell(const store::Row& row, std::size_t at) const {
  const Column& column = columns_[at];
  if (!row[at]) return {column.id == "recipient" ? group(row) : std::string()};
  switch (column.kind) {
    case Column::Kind::kInteger:
      return {*row[at], Cell::Kind::kNumber};
    case Column::Kind::kDay:
      return {row[at]->substr(0, 10), Cell::Kind::kDay};
    case Column::Kind::kAddress:
      return {*row[at], Cell::Kind::kAddress};
    case Column::Kind::kText:
      return {labelled(column.id, *row[at])};
    case Column::Kind::kList:
      break;
  }
  std::string out;
  for (const std::string& item : list_of(*row[at])) {
    out += (out.empty() ? "" : "; ") + labelled(column.id, item);
  }
  return {out};
}

std::string SheetRows::labelled(std::string_view column, const std::string& text) const {
  if (column == "province" && !form_.ids) {
    const std::string name(form_.lineage.province_name(text));
    return name.empty() ? text : name;
  }
  const auto kind = label_kind(column);
  return kind.empty() ? text : form_.labels.of(kind, text);
}

// "07 tập thể"
std::string SheetRows::group(const store::Row& row) const {
  facts::Recipient recipient;
  recipient.kind = "group";
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (columns_[i].id == "recipient_of") recipient.of = row[i];
    if (columns_[i].id != "recipient_count" || !row[i]) continue;
    if (const auto count = integer_of(*row[i])) recipient.count = static_cast<int>(*count);
  }
  return recipient_name(recipient, form_.labels);
}

std::string json_line(std::span<const Column> columns, const store::Row& row) {
  std::string out = "{";
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    json::append_quoted(out, columns[i].id);
    out += ':';
    json::Writer value(out);
    if (!row[i]) {
      value.null();
    } else if (columns[i].kind == Column::Kind::kList) {
      value.begin_array();
      for (const std::string& item : list_of(*row[i])) value.string(item);
      value.end_array();
    } else if (const auto number = integer_of(*row[i]);
               columns[i].kind == Column::Kind::kInteger && number) {
      value.integer(*number);
    } else {
      value.string(*row[i]);
    }
  }
  return out + "}\n";
}

}  // namespace bangvang::report
