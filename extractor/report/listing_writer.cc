#include "extractor/report/listing_writer.h"

#include <utility>

#include "extractor/json/writer.h"
#include "extractor/report/csv.h"
#include "extractor/report/listing_rows.h"
#include "extractor/report/workbook.h"

namespace bangvang::report {
namespace {

class CsvWriter final : public ListingWriter {
 public:
  CsvWriter(const ListingForm& form, TextSink sink, bool mark)
      : rows_(form), sink_(std::move(sink)) {
    if (mark) sink_("\xEF\xBB\xBF");
    sink_(csv_row(rows_.headings()));
  }
  void row(const store::Row& row) override { write(rows_.cells(row)); }
  void removal(const store::Removal& removal) override { write(rows_.cells(removal)); }

 private:
  void write(const Cells& cells) {
    std::vector<std::string> texts;
    for (const Cell& cell : cells) texts.push_back(cell.text);
    sink_(csv_row(texts));
  }
  SheetRows rows_;
  TextSink sink_;
};

class JsonLinesWriter final : public ListingWriter {
 public:
  JsonLinesWriter(store::Listing listing, TextSink sink)
      : listing_(listing), sink_(std::move(sink)) {}
  void row(const store::Row& row) override { sink_(json_line(store::columns(listing_), row)); }
  void removal(const store::Removal& removal) override {
    std::string line;
    json::Writer out(line);
    out.begin_object();
    if (listing_ == store::Listing::kEvents) {
      out.key("article").string(removal.id);
    } else {
      out.key("id").string(removal.id);
    }
    out.key("deleted").boolean(true);
    out.key("changed_at").string(removal.at);
    out.end_object();
    sink_(line + '\n');
  }

 private:
  store::Listing listing_;
  TextSink sink_;
};

// Wide enough for what people read first; long texts wrap.
double width_of(const store::Column& column) {
  if (column.id == "text" || column.id == "title") return 60;
  if (column.id == "recipient" || column.id == "position" || column.id == "bloc" ||
      column.kind == store::Column::Kind::kAddress) {
    return 36;
  }
  if (column.kind == store::Column::Kind::kInteger) return 8;
  return column.kind == store::Column::Kind::kDay ? 12 : 20;
}

class XlsxWriter final : public ListingWriter {
 public:
  XlsxWriter(SheetRows rows, Workbook book) : rows_(std::move(rows)), book_(std::move(book)) {}
  void row(const store::Row& row) override { book_.add(rows_.cells(row)); }
  void removal(const store::Removal& removal) override { book_.add(rows_.cells(removal)); }
  Result<void> finish() override { return book_.close(); }

 private:
  SheetRows rows_;
  Workbook book_;
};

}  // namespace

const char* name_of(store::Listing listing) {
  switch (listing) {
    case store::Listing::kAwards:
      return "awards";
    case store::Listing::kRoles:
      return "roles";
    case store::Listing::kEvents:
      return "events";
    case store::Listing::kArticles:
      break;
  }
  return "articles";
}

std::unique_ptr<ListingWriter> csv_writer(const ListingForm& form, TextSink sink, bool mark) {
  return std::make_unique<CsvWriter>(form, std::move(sink), mark);
}

std::unique_ptr<ListingWriter> json_lines_writer(store::Listing listing, TextSink sink) {
  return std::make_unique<JsonLinesWriter>(listing, std::move(sink));
}

Result<std::unique_ptr<ListingWriter>> xlsx_writer(const ListingForm& form,
                                                   const std::string& path) {
  SheetRows rows(form);
  std::vector<Workbook::Column> columns;
  const auto list = store::columns(form.listing);
  const auto headings = rows.headings();
  for (std::size_t i = 0; i < headings.size(); ++i) {
    // The first numbers the rows; one behind the list's tells of removals.
    const bool own = i == 0 || i > list.size();
    columns.push_back({headings[i], own ? 8 : width_of(list[i - 1])});
  }
  auto book = Workbook::create(path, name_of(form.listing), std::move(columns));
  if (!book) return std::unexpected(book.error());
  return std::make_unique<XlsxWriter>(std::move(rows), *std::move(book));
}

}  // namespace bangvang::report
