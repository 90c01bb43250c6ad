#include "extractor/report/workbook.h"

#include <xlsxwriter.h>

#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>

#include "extractor/base/date.h"

namespace bangvang::report {
namespace {

constexpr std::size_t kMaxCharacters = 32'767;  // of a cell, in Excel
constexpr lxw_row_t kMaxRows = 1'048'576;       // of a sheet, in Excel
constexpr std::size_t kMaxLinks = 65'530;       // of a sheet, in Excel; further ones are text
constexpr std::size_t kMaxAddress = 2'000;      // Excel refuses more than 2,079 characters
constexpr int kFirstYear = 1900;                // of days that spreadsheets count

// At most `most` code points of it.
std::string cut(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t count = 0, at = 0;
  for (; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && count++ == most) break;
  }
  return text.substr(0, at);
}

bool is_web_address(const std::string& text) {
  return (text.starts_with("http://") || text.starts_with("https://")) &&
         text.size() <= kMaxAddress;
}

std::optional<double> number_of(const std::string& text) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (text.empty() || end != text.c_str() + text.size() || !std::isfinite(number)) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

struct Workbook::File {
  std::string path, name;
  std::vector<Column> columns;
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format *head = nullptr, *text = nullptr, *number = nullptr, *day = nullptr,
             *address = nullptr;
  lxw_row_t row = 0;
  std::size_t sheets = 0, links = 0;

  ~File() {
    if (book) workbook_close(book);
  }

  void make_formats() {
    head = workbook_add_format(book);
    format_set_bold(head);
    format_set_text_wrap(head);
    format_set_align(head, LXW_ALIGN_VERTICAL_TOP);
    format_set_bottom(head, LXW_BORDER_THIN);
    // Formatted as text, what begins with "=" stays text when somebody edits the cell.
    text = workbook_add_format(book);
    format_set_num_format(text, "@");
    format_set_text_wrap(text);
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
    number = workbook_add_format(book);
    format_set_align(number, LXW_ALIGN_VERTICAL_TOP);
    day = workbook_add_format(book);
    format_set_num_format(day, "dd/mm/yyyy");
    format_set_align(day, LXW_ALIGN_VERTICAL_TOP);
    address = workbook_get_default_url_format(book);
  }

  void end_sheet() {
    if (!sheet || columns.empty()) return;
    worksheet_autofilter(sheet, 0, 0, row > 0 ? row - 1 : 0,
                         static_cast<lxw_col_t>(columns.size() - 1));
  }

  void begin_sheet() {
    end_sheet();
    const std::string title = ++sheets == 1 ? name : name + " " + std::to_string(sheets);
    sheet = workbook_add_worksheet(book, title.c_str());
    row = 0, links = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet, at, at, columns[i].width, nullptr);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(i),
                             cut(columns[i].heading, kMaxCharacters).c_str(), head);
    }
    ++row;
  }

  void put(lxw_col_t at, const Cell& cell) {
    if (cell.text.empty()) return;
    if (cell.kind == Cell::Kind::kNumber) {
      if (const auto value = number_of(cell.text)) {
        worksheet_write_number(sheet, row, at, *value, number);
        return;
      }
    }
    if (cell.kind == Cell::Kind::kDay) {
      const auto date = cell.text.size() == 10 ? parse_iso_date(cell.text) : std::nullopt;
      if (date && date->year >= kFirstYear) {
        lxw_datetime time{date->year, date->month, date->day, 0, 0, 0};
        worksheet_write_datetime(sheet, row, at, &time, day);
        return;
      }
    }
    if (cell.kind == Cell::Kind::kAddress && is_web_address(cell.text) && links < kMaxLinks &&
        worksheet_write_url(sheet, row, at, cell.text.c_str(), address) == LXW_NO_ERROR) {
      ++links;
      return;
    }
    worksheet_write_string(sheet, row, at, cut(cell.text, kMaxCharacters).c_str(), text);
  }
};

Workbook::Workbook(std::unique_ptr<File> file) : file_(std::move(file)) {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

Result<Workbook> Workbook::create(const std::string& path, const std::string& sheet,
                                  std::vector<Column> columns) {
  auto file = std::make_unique<File>();
  file->path = path;
  file->name = sheet;
  file->columns = std::move(columns);
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.use_zip64 = LXW_FALSE;
  file->book = workbook_new_opt(path.c_str(), &options);
  if (!file->book) {
    return fail(Error::Kind::kUnreadable, "no spreadsheet can be made", {}, path);
  }
  file->make_formats();
  file->begin_sheet();
  return Workbook(std::move(file));
}

void Workbook::add(const Cells& cells) {
  if (file_->row == kMaxRows) file_->begin_sheet();
  for (std::size_t i = 0; i < cells.size(); ++i) file_->put(static_cast<lxw_col_t>(i), cells[i]);
  ++file_->row;
}

Result<void> Workbook::close() {
  file_->end_sheet();
  const lxw_error error = workbook_close(std::exchange(file_->book, nullptr));
  if (error == LXW_NO_ERROR) return {};
  return fail(Error::Kind::kUnreadable, std::string("cannot be written: ") + lxw_strerror(error),
              {}, file_->path);
}

}  // namespace bangvang::report
