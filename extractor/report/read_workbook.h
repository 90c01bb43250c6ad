// Reading the first sheet of a spreadsheet of Excel's form (XLSX). The file is hostile input: what
// unpacks to more than any list of people needs, or is broken, is refused with its place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/report/cell.h"

namespace bangvang::report {

// Of one part of the file, unpacked: a sheet of 100,000 full rows has some 60 MB.
inline constexpr std::size_t kMaxPartBytes = 256u << 20;
// Cells up to the last one of each row, gaps between them too.
inline constexpr std::size_t kMaxCells = 4'000'000;

// Whether the bytes are a ZIP archive, as XLSX files are.
bool is_packed(std::string_view bytes);
// Whether they are an old Excel file (XLS), or an XLSX under a password.
bool is_compound(std::string_view bytes);

// The rows of the first sheet that is not hidden, empty ones left out, each up to its last cell.
// Days are ISO 8601; of formulas the value counts that was last worked out. Fails with kBadInput
// when it is no such file or broken, with kLimit when it is too large, and with kUnsupported when
// it is encrypted.
Result<std::vector<Cells>> read_workbook(std::string_view bytes, const std::string& file);

}  // namespace bangvang::report
