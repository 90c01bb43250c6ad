#include <algorithm>
#include <charconv>
#include <map>

#include "extractor/base/date.h"
#include "extractor/cli/archive.h"
#include "extractor/cli/csv.h"
#include "extractor/json/value.h"
#include "extractor/json/writer.h"
#include "extractor/store/table_rows.h"

namespace bangvang::cli {
namespace {

using store::Column;
using store::Listing;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Columns whose cells are ids that have labels.
std::string_view label_kind(std::string_view column) {
  if (column == "activities") return "activity";
  if (column == "recipient_of") return "recipient";
  for (const std::string_view kind : {"form", "level", "status", "role"}) {
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

// Rows for a spreadsheet: numbered, with labels for ids.
class Csv {
 public:
  Csv(Listing listing, const Labels& labels, const history::Lineage& lineage, bool ids)
      : columns_(store::columns(listing)), labels_(labels), lineage_(lineage), ids_(ids) {}

  std::string head() const {
    std::string out;
    append_cell(out, labels_.of("column", "number"));
    for (const Column& column : columns_) {
      out += ',';
      append_cell(out, labels_.of("column", std::string(column.id)));
    }
    return out + "\r\n";
  }

  std::string line(const store::Row& row) {
    std::string out = std::to_string(++number_);
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += ',';
      append_cell(out, cell(row, i));
    }
    return out + "\r\n";
  }

 private:
  std::string cell(const store::Row& row, std::size_t at) const {
    const Column& column = columns_[at];
    if (!row[at]) return column.id == "recipient" ? group(row) : std::string();
    if (column.kind != Column::Kind::kList) return labelled(column.id, *row[at]);
    std::string out;
    for (const std::string& item : list_of(*row[at])) {
      out += (out.empty() ? "" : "; ") + labelled(column.id, item);
    }
    return out;
  }

  std::string labelled(std::string_view column, const std::string& text) const {
    if (column == "province" && !ids_) {
      const std::string name(lineage_.province_name(text));
      return name.empty() ? text : name;
    }
    const auto kind = label_kind(column);
    return kind.empty() ? text : labels_.of(kind, text);
  }

  // "07 tập thể"
  std::string group(const store::Row& row) const {
    facts::Recipient recipient;
    recipient.kind = "group";
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (columns_[i].id == "recipient_of") recipient.of = row[i];
      if (columns_[i].id != "recipient_count" || !row[i]) continue;
      if (const auto count = integer_of(*row[i])) recipient.count = static_cast<int>(*count);
    }
    return recipient_name(recipient, labels_);
  }

  std::span<const Column> columns_;
  const Labels& labels_;
  const history::Lineage& lineage_;
  bool ids_ = false;
  std::size_t number_ = 0;
};

// One object for a row, with the ids of the columns and of the values.
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

int run_export(const Command& command, const std::vector<std::string>& args, Listing listing) {
  po::options_description visible("Options");
  add_archive_options(visible, false);
  auto add = visible.add_options();
  add("format", po::value<std::string>()->value_name("csv|jsonl")->default_value("csv"),
      "a sheet with labels, or objects with ids");
  add("bom", "CSV begins with a byte order mark, which Excel needs to read the letters");
  add("since", po::value<std::string>()->value_name("DATE")->default_value(""),
      "only what changed on this day (UTC) or after it: 2026-01-31");
  const Parsed parsed = parse(command, visible, args);
  if (parsed.status) return *parsed.status;
  const auto format = parsed.get<std::string>("format"), since = parsed.get<std::string>("since");
  if (format != "csv" && format != "jsonl") return usage_error(command, "--format: csv or jsonl");
  if (!since.empty() && (since.size() != 10 || !parse_local_day(since))) {
    return usage_error(command, "--since: not a date of the form 2026-01-31: " + since);
  }
  auto reading = open_archive(command, parsed);
  if (!reading) return reading.error();
  const bool csv = format == "csv", ids = parsed.get<std::string>("labels") == "id";
  Csv sheet(listing, reading->labels, reading->lineage, ids);
  Output output;
  if (csv && parsed.has("bom")) output.write(kByteOrderMark);
  if (csv) output.write(sheet.head());
  const auto done = reading->store->rows(listing, since, [&](const store::Row& row) {
    output.write(csv ? sheet.line(row) : json_line(store::columns(listing), row));
    return output.good();
  });
  if (!done) complain(done.error().message());
  const bool written = output.flush() || output.closed();
  output.complain_if_failed();
  return done && written ? kDone : kSomeFailed;
}

}  // namespace

int run_export_awards(const Command& command, const std::vector<std::string>& args) {
  return run_export(command, args, Listing::kAwards);
}
int run_export_roles(const Command& command, const std::vector<std::string>& args) {
  return run_export(command, args, Listing::kRoles);
}
int run_export_events(const Command& command, const std::vector<std::string>& args) {
  return run_export(command, args, Listing::kEvents);
}
int run_export_articles(const Command& command, const std::vector<std::string>& args) {
  return run_export(command, args, Listing::kArticles);
}

}  // namespace bangvang::cli
