#include "extractor/server/export.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "extractor/report/listing_writer.h"

namespace bangvang::server {
namespace {

constexpr std::size_t kRowsOfPiece = 500;
// A workbook is made as a whole before it is sent; this many rows take a few seconds.
constexpr std::size_t kMostRowsOfWorkbook = 50'000;
constexpr const char* kWorkbookType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// A list that is read part by part.
class Reading {
 public:
  Reading(std::shared_ptr<const Knowledge> knowledge, const Call& call, store::Listing listing,
          Ids ids)
      : knowledge_(std::move(knowledge)),
        listing_(listing),
        language_(call.param("labels").value_or("vi")),
        ids_(std::move(ids)) {
    part_.order = call.param("sort").value_or(std::string(call.order));
    part_.limit = kRowsOfPiece;
    part_.counted = false;
  }

  // Empty at the end.
  Result<std::vector<store::Row>> next(Context& context) {
    if (done_) return std::vector<store::Row>{};
    context.more_time();
    const auto ids = ids_(*context.store, part_);
    if (!ids) return std::unexpected(ids.error());
    part_.after = ids->next;
    done_ = ids->next.empty();
    return context.store->rows(listing_, ids->items);
  }

  // Valid while this lives.
  report::ListingForm form() const {
    return {.listing = listing_,
            .labels = knowledge_->labels.at(language_),
            .lineage = knowledge_->lineage,
            .ids = language_ == "id"};
  }

 private:
  std::shared_ptr<const Knowledge> knowledge_;
  store::Listing listing_;
  std::string language_;
  Ids ids_;
  store::Part part_;
  bool done_ = false;
};

// What a stream keeps from one piece to the next.
struct Pieces {
  std::shared_ptr<Reading> reading;
  std::string text;  // written and not yet sent
  std::unique_ptr<report::ListingWriter> writer;
};

Response streamed(std::shared_ptr<Reading> reading, bool csv, bool mark) {
  auto pieces = std::make_shared<Pieces>(std::move(reading));
  const auto sink = [text = &pieces->text](std::string_view more) { *text += more; };
  const report::ListingForm form = pieces->reading->form();
  pieces->writer =
      csv ? report::csv_writer(form, sink, mark) : report::json_lines_writer(form.listing, sink);
  Response out;
  out.type = csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
  out.stream = [pieces](Context& context) -> Result<std::string> {
    const auto rows = pieces->reading->next(context);
    if (!rows) return std::unexpected(rows.error());
    for (const store::Row& row : *rows) pieces->writer->row(row);
    return std::exchange(pieces->text, {});
  };
  return out;
}

// A file that goes when this does.
class TemporaryFile {
 public:
  TemporaryFile() : path_((std::filesystem::temp_directory_path() / "bangvang-XXXXXX").string()) {
    const int file = ::mkstemp(path_.data());
    if (file >= 0) ::close(file);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  const std::string& path() const { return path_; }
  std::string bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string path_;
};

Response workbook(Context& context, Reading& reading) {
  const TemporaryFile file;
  const auto writer = report::xlsx_writer(reading.form(), file.path());
  if (!writer) return failed(writer.error());
  for (std::size_t count = 0;;) {
    const auto rows = reading.next(context);
    if (!rows) return failed(rows.error());
    if (rows->empty()) break;
    count += rows->size();
    if (count > kMostRowsOfWorkbook) {
      return refuse(
          {400, "too_many_rows", "more than 50000 rows fit; ask for csv, or for less", "format"});
    }
    for (const store::Row& row : *rows) (*writer)->row(row);
  }
  if (auto finished = (*writer)->finish(); !finished) return failed(finished.error());
  return Response::of(file.bytes(), kWorkbookType);
}

}  // namespace

Response workbook_of(const std::string& name, const report::Cells& head,
                     const std::function<std::optional<Response>(report::Workbook&)>& fill) {
  const TemporaryFile file;
  std::vector<report::Workbook::Column> columns;
  for (const report::Cell& cell : head) columns.push_back({cell.text, 24});
  auto book = report::Workbook::create(file.path(), name, std::move(columns));
  if (!book) return failed(book.error());
  if (auto instead = fill(*book)) return *std::move(instead);
  if (auto closed = book->close(); !closed) return failed(closed.error());
  return Response::of(file.bytes(), kWorkbookType);
}

Response exported(Context& context, const Call& call, store::Listing listing, Ids ids) {
  const std::string format = call.param("format").value_or("csv");
  auto reading = std::make_shared<Reading>(context.knowledge, call, listing, std::move(ids));
  Response out;
  if (format == "xlsx") {
    out = workbook(context, *reading);
    if (out.status != 200) return out;
  } else {
    out = streamed(std::move(reading), format == "csv", call.truth("bom", false));
    out.headers.emplace_back("Cache-Control", "no-cache");
  }
  out.headers.emplace_back(
      "Content-Disposition",
      std::string("attachment; filename=\"") + report::name_of(listing) + '.' + format + '"');
  return out;
}

}  // namespace bangvang::server
