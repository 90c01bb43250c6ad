// Cells of CSV (RFC 4180) that no spreadsheet takes for a formula.
#pragma once

#include <string>
#include <string_view>

namespace bangvang::cli {

// Appends a cell, quoted where it must be. One that begins with = + - @ (also in full width), a tab
// or a line break is led by an apostrophe, as OWASP advises: spreadsheets run such cells.
void append_cell(std::string& out, std::string_view text);

}  // namespace bangvang::cli
