// CSV (RFC 4180) as spreadsheets write it, and cells that none of them takes for a formula.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangvang::report {

// Appends a cell, quoted where it must be. One that begins with = + - @ (also in full width), a tab
// or a line break is led by an apostrophe, as OWASP advises: spreadsheets run such cells.
void append_cell(std::string& out, std::string_view text);

// The cells, with a line end behind them.
std::string csv_row(const std::vector<std::string>& cells);

using CsvRows = std::vector<std::vector<std::string>>;

// Reads cells between commas, semicolons or tabs (whichever the first row has most of), with or
// without a byte order mark, with any line ends. A quote that is never closed ends with the text.
CsvRows read_csv(std::string_view text);

}  // namespace bangvang::report
