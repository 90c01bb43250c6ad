// A listing as a file: CSV, JSON Lines or XLSX. Rows go through one at a time.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "extractor/base/result.h"
#include "extractor/history/lineage.h"
#include "extractor/report/labels.h"
#include "extractor/store/table_rows.h"

namespace bangvang::report {

class ListingWriter {
 public:
  virtual ~ListingWriter() = default;
  virtual void row(const store::Row& row) = 0;
  virtual void removal(const store::Removal& removal) = 0;
  virtual Result<void> finish() { return {}; }
};

// What it is called in commands, addresses and files.
const char* name_of(store::Listing listing);

// What all forms need to know. All must outlive the writer.
struct ListingForm {
  store::Listing listing;
  const Labels& labels;
  const history::Lineage& lineage;
  bool ids = false;       // provinces as slugs, not by name
  bool removals = false;  // whether removal() may be called: sheets then have a column for it
};

using TextSink = std::function<void(std::string_view)>;

// `mark`: begins with a byte order mark, which Excel needs to read the letters of a CSV.
std::unique_ptr<ListingWriter> csv_writer(const ListingForm& form, TextSink sink, bool mark);
// Objects with ids; a removal is {"id": …, "deleted": true, …}, or {"article": …} for events.
std::unique_ptr<ListingWriter> json_lines_writer(store::Listing listing, TextSink sink);
// Fails with kUnreadable when the file cannot be made.
Result<std::unique_ptr<ListingWriter>> xlsx_writer(const ListingForm& form,
                                                   const std::string& path);

}  // namespace bangvang::report
