#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include "extractor/base/date.h"
#include "extractor/cli/archive.h"
#include "extractor/report/listing_writer.h"

namespace bangvang::cli {
namespace {

using store::Listing;

po::options_description options() {
  po::options_description visible("Options");
  add_archive_options(visible, false);
  auto add = visible.add_options();
  add("format", po::value<std::string>()->value_name("csv|jsonl|xlsx"),
      "a sheet with labels, or objects with ids; else as --output ends, else csv");
  add("output,o", po::value<std::string>()->value_name("FILE"),
      "where it goes; else to standard output");
  add("bom", "CSV begins with a byte order mark, which Excel needs to read the letters");
  add("since", po::value<std::string>()->value_name("DATE")->default_value(""),
      "only what changed on this day (UTC) or after it, and what went since: 2026-01-31");
  return visible;
}

// A file that is to be made beside others and goes away unless it was kept.
class Draft {
 public:
  static std::optional<Draft> beside(const std::string& path) {
    std::string name = path + ".XXXXXX";
    const int file = ::mkstemp(name.data());
    if (file < 0) return std::nullopt;
    ::close(file);
    return Draft(std::move(name));
  }
  Draft(Draft&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  Draft& operator=(Draft&&) = delete;
  ~Draft() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  explicit Draft(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

// Where the text of an export goes: a file or standard output.
class Target {
 public:
  // An empty path is standard output.
  explicit Target(const std::string& path) : path_(path) {
    if (!path.empty()) file_.open(path, std::ios::binary);
  }
  void write(std::string_view text) {
    if (path_.empty()) {
      output_.write(text);
    } else {
      file_ << text;
    }
  }
  bool good() const { return path_.empty() ? output_.good() : file_.good(); }
  // Complains unless all could be written or the reader closed the pipe.
  bool finish() {
    if (path_.empty()) {
      const bool written = output_.flush() || output_.closed();
      output_.complain_if_failed();
      return written;
    }
    file_.close();
    if (!file_) complain(path_ + ": cannot be written");
    return static_cast<bool>(file_);
  }
  // A finished file as it stands.
  void copy(const std::string& from) {
    std::ifstream file(from, std::ios::binary);
    std::string piece(64u << 10, '\0');
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())), file.gcount() > 0) {
      write(std::string_view(piece).substr(0, static_cast<std::size_t>(file.gcount())));
    }
  }

 private:
  std::string path_;
  std::ofstream file_;
  Output output_;
};

int failed(const Error& error) {
  complain(error.message());
  return kSomeFailed;
}

// What went first, so that who follows the lines in order ends with what is there.
Result<void> write_all(store::Store& store, Listing listing, const std::string& since,
                       report::ListingWriter& writer, const Target& target) {
  if (!since.empty()) {
    auto done = store.removals(listing, since, [&](const store::Removal& removal) {
      writer.removal(removal);
      return target.good();
    });
    if (!done) return done;
  }
  auto done = store.rows(listing, since, [&](const store::Row& row) {
    writer.row(row);
    return target.good();
  });
  return done ? writer.finish() : done;
}

// A workbook is made as a file and then handed on.
int export_workbook(store::Store& store, const report::ListingForm& form, const std::string& since,
                    const std::string& output) {
  const std::string where =
      output.empty() ? (std::filesystem::temp_directory_path() / "bangvang").string() : output;
  const auto draft = Draft::beside(where);
  if (!draft) {
    complain(where + ": cannot be written");
    return kSomeFailed;
  }
  auto writer = report::xlsx_writer(form, draft->path());
  if (!writer) return failed(writer.error());
  Target target(output);
  if (auto done = write_all(store, form.listing, since, **writer, target); !done) {
    return failed(done.error());
  }
  target.copy(draft->path());
  return target.finish() ? kDone : kSomeFailed;
}

std::string format_of(const Parsed& parsed, const std::string& output) {
  if (parsed.has("format")) return parsed.get<std::string>("format");
  for (const char* format : {"jsonl", "xlsx"}) {
    if (output.ends_with(std::string(".") + format)) return format;
  }
  return "csv";
}

int run_export(const Command& command, const std::vector<std::string>& args, Listing listing) {
  const Parsed parsed = parse(command, options(), args);
  if (parsed.status) return *parsed.status;
  const auto output = parsed.has("output") ? parsed.get<std::string>("output") : std::string();
  const auto format = format_of(parsed, output), since = parsed.get<std::string>("since");
  if (format != "csv" && format != "jsonl" && format != "xlsx") {
    return usage_error(command, "--format: csv, jsonl or xlsx");
  }
  if (!since.empty() && (since.size() != 10 || !parse_local_day(since))) {
    return usage_error(command, "--since: not a date of the form 2026-01-31: " + since);
  }
  if (format == "xlsx" && output.empty() && is_terminal()) {
    return usage_error(command, "a spreadsheet is not for a terminal: name a file by --output");
  }
  auto reading = open_archive(command, parsed);
  if (!reading) return reading.error();
  const report::ListingForm form{.listing = listing,
                                 .labels = reading->labels,
                                 .lineage = reading->lineage,
                                 .ids = parsed.get<std::string>("labels") == "id",
                                 .removals = !since.empty()};
  if (format == "xlsx") return export_workbook(*reading->store, form, since, output);
  Target target(output);
  const report::TextSink sink = [&](std::string_view text) { target.write(text); };
  const auto writer = format == "csv" ? report::csv_writer(form, sink, parsed.has("bom"))
                                      : report::json_lines_writer(listing, sink);
  const auto done = write_all(*reading->store, listing, since, *writer, target);
  if (!done) complain(done.error().message());
  return target.finish() && done ? kDone : kSomeFailed;
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
