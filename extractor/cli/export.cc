#include "extractor/base/date.h"
#include "extractor/cli/archive.h"
#include "extractor/report/csv.h"
#include "extractor/report/listing_rows.h"
#include "extractor/store/table_rows.h"

namespace bangvang::cli {
namespace {

using store::Listing;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

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
  report::SheetRows sheet(listing, reading->labels, reading->lineage, ids);
  Output output;
  if (csv && parsed.has("bom")) output.write(kByteOrderMark);
  if (csv) output.write(report::csv_row(sheet.headings()));
  const auto done = reading->store->rows(listing, since, [&](const store::Row& row) {
    output.write(csv ? report::csv_row(sheet.cells(row))
                     : report::json_line(store::columns(listing), row));
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
