#include <algorithm>

#include "extractor/cli/archive.h"
#include "extractor/cli/storing.h"
#include "extractor/report/candidates.h"
#include "extractor/report/csv.h"
#include "extractor/report/workbook.h"
#include "extractor/source/file.h"

namespace bangvang::cli {
namespace {

po::options_description options() {
  po::options_description visible("Options");
  add_archive_options(visible, false);
  auto add = visible.add_options();
  add("output,o", po::value<std::string>()->value_name("FILE"),
      "where the answers go: *.xlsx as a spreadsheet, else CSV");
  add("name", po::value<std::string>()->value_name("HEADING"),
      "the column of names; else one with a usual heading, else the first");
  add("unit", po::value<std::string>()->value_name("HEADING"),
      "a column with each one's office or agency, to tell people of one name apart");
  return visible;
}

std::optional<std::string> asked(const Parsed& parsed, const char* option) {
  return parsed.has(option) ? std::optional(parsed.get<std::string>(option)) : std::nullopt;
}

using report::Cells;

// Where the answers go.
class Answers {
 public:
  static Result<Answers> create(const std::string& path, const Cells& head) {
    Answers out;
    out.path_ = path;
    if (!path.ends_with(".xlsx")) {
      out.csv_ = "\xEF\xBB\xBF";  // with it Excel reads UTF-8
      out.add(head);
      return out;
    }
    std::vector<report::Workbook::Column> columns;
    for (const report::Cell& cell : head) columns.push_back({cell.text, 24});
    auto book = report::Workbook::create(path, "lookup", std::move(columns));
    if (!book) return std::unexpected(book.error());
    out.book_ = *std::move(book);
    return out;
  }

  void add(const Cells& cells) {
    if (book_) {
      book_->add(cells);
      return;
    }
    std::vector<std::string> texts;
    for (const report::Cell& cell : cells) texts.push_back(cell.text);
    csv_ += report::csv_row(texts);
  }

  bool close() {
    if (!book_) return write_file(path_, csv_);
    const auto done = book_->close();
    if (!done) complain(done.error().message());
    return done.has_value();
  }

 private:
  std::string path_, csv_;
  std::optional<report::Workbook> book_;
};

Result<void> answer_all(const std::vector<Cells>& rows, report::Candidates& candidates,
                        std::size_t name, std::optional<std::size_t> unit, std::size_t width,
                        Answers& answers) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Cells row = rows[i];
    row.resize(width);
    auto cells = candidates.answer(row[name].text, unit ? row[*unit].text : "");
    if (!cells) return std::unexpected(cells.error());
    std::ranges::move(*cells, std::back_inserter(row));
    answers.add(row);
  }
  return {};
}

// How many columns the list has.
std::size_t width_of(const std::vector<Cells>& rows) {
  std::size_t width = 0;
  for (const Cells& row : rows) width = std::max(width, row.size());
  return width;
}

int failed(const Error& error, int status) {
  complain(error.message());
  return status;
}

}  // namespace

int run_lookup(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, options(), args, "input", 1);
  if (parsed.status) return *parsed.status;
  const auto input = parsed.get<std::vector<std::string>>("input");
  if (input.empty()) return usage_error(command, "a list is missing");
  if (!parsed.has("output")) return usage_error(command, "--output is missing");
  const auto bytes = source::read_file(input[0]);
  if (!bytes) return failed(bytes.error(), kUsage);
  const auto rows = report::read_list(*bytes, input[0]);
  if (!rows) return failed(rows.error(), kUsage);
  if (rows->empty()) return usage_error(command, input[0] + ": is empty");
  auto reading = open_archive(command, parsed);
  if (!reading) return reading.error();
  Cells head = rows->front();
  const auto column = [&](const char* option) {
    return report::column_of(head, asked(parsed, option), reading->labels.of("list", option));
  };
  const auto name = column("name"), unit = column("unit");
  for (const char* option : {"name", "unit"}) {
    if (!parsed.has(option) || column(option)) continue;
    return usage_error(command, std::string("--") + option + ": the list has no column " +
                                    parsed.get<std::string>(option));
  }
  const auto extractor = load_extractor(reading->grammars);
  if (!extractor) return kUsage;
  report::Candidates candidates(reading->store->archive(), reading->lineage, reading->labels,
                                *extractor);
  const std::size_t width = width_of(*rows);
  head.resize(width);
  std::ranges::copy(candidates.headings(), std::back_inserter(head));
  auto answers = Answers::create(parsed.get<std::string>("output"), head);
  if (!answers) return failed(answers.error(), kSomeFailed);
  const auto done = answer_all(*rows, candidates, name.value_or(0), unit, width, *answers);
  if (!done) return failed(done.error(), kSomeFailed);
  return answers->close() ? kDone : kSomeFailed;
}

}  // namespace bangvang::cli
