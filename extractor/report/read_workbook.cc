#include "extractor/report/read_workbook.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "extractor/base/date.h"
#include "extractor/report/archive_parts.h"

namespace bangvang::report {
namespace {

constexpr std::size_t kMaxColumns = 16'384;  // of a sheet, in Excel

std::optional<std::size_t> index_of(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// "C7": 2
std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
    if (column > kMaxColumns) return std::nullopt;
  }
  return column == 0 ? std::nullopt : std::optional(column - 1);
}

// Whether a number format shows a day: it has a d or y outside quotes and brackets.
bool shows_day(std::string_view format) {
  bool quoted = false, bracket = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\\') ++i;
    if (c == '[') bracket = true;
    if (c == ']') bracket = false;
    if (!bracket && (c == 'd' || c == 'D' || c == 'y' || c == 'Y')) return true;
  }
  return false;
}

// Of the formats that have no code of their own: those of ECMA-376, 18.8.30 that show a day.
bool shows_day(std::size_t format) { return (format >= 14 && format <= 17) || format == 22; }

// Spreadsheets count days from 1900 as if that were a leap year, or from 1904.
std::optional<std::string> day_of(const std::string& number, bool from_1904) {
  double days = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), days);
  if (error != std::errc() || !(days >= 61 || from_1904) || !(days >= 0 && days < 2'958'466)) {
    return std::nullopt;
  }
  const Date first = from_1904 ? Date{1904, 1, 1} : Date{1899, 12, 30};
  return to_iso(add_days(first, static_cast<std::int64_t>(std::floor(days))));
}

class Reader {
 public:
  Reader(const ArchiveParts& parts, const std::string& file) : parts_(parts), file_(file) {}

  Result<std::vector<Cells>> run() {
    const auto sheet = first_sheet();
    if (!sheet) return std::unexpected(sheet.error());
    if (auto done = read_strings(); !done) return std::unexpected(done.error());
    if (auto done = read_styles(); !done) return std::unexpected(done.error());
    if (auto done = read_sheet(*sheet); !done) return std::unexpected(done.error());
    return std::move(rows_);
  }

 private:
  Result<void> read_part(const std::string& part, const XmlSink& sink) {
    const auto xml = parts_.read(part);
    if (!xml) return std::unexpected(xml.error());
    return read_xml(*xml, file_, part, sink);
  }

  Result<std::string> first_sheet() {
    std::string id, target;
    auto done = read_part("xl/workbook.xml", {.begin = [&](auto name, const auto& attribute) {
                            if (name == "workbookPr") {
                              const std::string value = attribute("date1904");
                              from_1904_ = value == "1" || value == "true";
                            }
                            const bool hidden =
                                attribute("state").find("idden") != std::string::npos;
                            if (name == "sheet" && id.empty() && !hidden) id = attribute("id");
                          }});
    if (!done) return std::unexpected(done.error());
    done = read_part("xl/_rels/workbook.xml.rels", {.begin = [&](auto, const auto& attribute) {
                       if (!id.empty() && attribute("Id") == id) target = attribute("Target");
                     }});
    if (!done) return std::unexpected(done.error());
    if (target.empty()) {
      return fail(Error::Kind::kBadInput, "names no sheet to read", "xl/workbook.xml", file_);
    }
    return target.starts_with('/') ? target.substr(1) : "xl/" + target;
  }

  // Texts that cells refer to by number. How they are read aloud (rPh) is no part of them.
  Result<void> read_strings() {
    const std::string part = "xl/sharedStrings.xml";
    if (!parts_.has(part)) return {};
    bool text = false, aloud = false;
    return read_part(part, {.begin =
                                [&](auto name, const auto&) {
                                  if (name == "si") strings_.emplace_back();
                                  if (name == "rPh") aloud = true;
                                  text = name == "t" && !aloud && !strings_.empty();
                                },
                            .end =
                                [&](auto name) {
                                  if (name == "rPh") aloud = false;
                                  text = false;
                                },
                            .text =
                                [&](auto words) {
                                  if (text) strings_.back() += words;
                                }});
  }

  // Which styles of cells show days.
  Result<void> read_styles() {
    const std::string part = "xl/styles.xml";
    if (!parts_.has(part)) return {};
    std::map<std::size_t, bool> own;
    bool cells = false;
    return read_part(part,
                     {.begin =
                          [&](auto name, const auto& attribute) {
                            if (name == "cellXfs") cells = true;
                            if (name != "numFmt" && name != "xf") return;
                            const auto id = index_of(attribute("numFmtId")).value_or(0);
                            if (name == "numFmt") own[id] = shows_day(attribute("formatCode"));
                            if (name != "xf" || !cells) return;
                            const auto found = own.find(id);
                            days_.push_back(found == own.end() ? shows_day(id) : found->second);
                          },
                      .end =
                          [&](auto name) {
                            if (name == "cellXfs") cells = false;
                          }});
  }

  Result<void> read_sheet(const std::string& part) {
    auto done =
        read_part(part, {.begin = [&](auto name, const auto& attribute) { begin(name, attribute); },
                         .end = [&](auto name) { end(name); },
                         .text =
                             [&](auto words) {
                               if (wanted_) value_ += words;
                             },
                         .enough = [&] { return !fault_.empty(); }});
    if (!done) return done;
    if (fault_.empty()) return {};
    const bool large = cells_ > kMaxCells || text_bytes_ > kMaxPartBytes;
    return fail(large ? Error::Kind::kLimit : Error::Kind::kBadInput, fault_, part, file_);
  }

  void begin(std::string_view name, const XmlSink::Attribute& attribute) {
    if (name == "row") rows_.emplace_back();
    if (name == "c" && !rows_.empty()) {
      const std::string reference = attribute("r");
      const auto at = reference.empty() ? std::optional(rows_.back().size()) : column_of(reference);
      type_ = attribute("t");
      style_ = index_of(attribute("s")).value_or(0);
      value_.clear();
      if (!at) {
        fault_ = "there is no cell " + reference;
        return;
      }
      column_ = *at;
    }
    wanted_ = name == "v" || (name == "t" && type_ == "inlineStr");
  }

  void end(std::string_view name) {
    wanted_ = false;
    if (name == "row" && !rows_.empty() && rows_.back().empty()) rows_.pop_back();
    if (name == "c" && !rows_.empty() && !value_.empty()) put();
  }

  void put() {
    Cells& row = rows_.back();
    if (column_ >= row.size()) {
      cells_ += column_ + 1 - row.size();
      if (cells_ > kMaxCells) {
        fault_ = "has more than " + std::to_string(kMaxCells) + " cells";
        return;
      }
      row.resize(column_ + 1);
    }
    Cell& cell = row[column_];
    if (type_ == "s") {
      const auto index = index_of(value_);
      if (!index || *index >= strings_.size()) {
        fault_ = "a cell refers to text " + value_ + ", which the file lacks";
        return;
      }
      cell.text = strings_[*index];
      text_bytes_ += cell.text.size();
      if (text_bytes_ > kMaxPartBytes) fault_ = "has too much text";
    } else if (type_.empty() || type_ == "n") {
      const auto day =
          style_ < days_.size() && days_[style_] ? day_of(value_, from_1904_) : std::nullopt;
      cell = day ? Cell{*day, Cell::Kind::kDay} : Cell{value_, Cell::Kind::kNumber};
    } else {
      cell.text = value_;
    }
  }

  const ArchiveParts& parts_;
  const std::string& file_;
  bool from_1904_ = false;
  std::vector<std::string> strings_;
  std::vector<bool> days_;  // by style
  std::vector<Cells> rows_;
  std::size_t cells_ = 0;
  std::size_t text_bytes_ = 0;  // one shared text may stand in many cells
  std::string fault_;
  // Of the cell being read.
  std::string type_, value_;
  std::size_t style_ = 0, column_ = 0;
  bool wanted_ = false;
};

}  // namespace

bool is_packed(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

bool is_compound(std::string_view bytes) { return bytes.starts_with("\xD0\xCF\x11\xE0"); }

Result<std::vector<Cells>> read_workbook(std::string_view bytes, const std::string& file) {
  if (is_compound(bytes)) {
    return fail(Error::Kind::kUnsupported,
                "is an old Excel file or one under a password; save it as XLSX without a password",
                {}, file);
  }
  const auto parts = ArchiveParts::open(bytes, file);
  if (!parts) return std::unexpected(parts.error());
  return Reader(*parts, file).run();
}

}  // namespace bangvang::report
