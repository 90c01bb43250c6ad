// From the paths a user gives to the files behind them.
#pragma once

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/source/byte_stream.h"
#include "extractor/source/line_stream.h"

namespace bangvang::source {

// What "-" stands for among the paths.
enum class Dash {
  kText,   // a document on standard input
  kPaths,  // a list of paths on standard input, one a line
};

// Gives the files one at a time, in the order of the paths; of a directory those below it by bytes
// of their paths, as far as their names say that we read them. Memory is bounded by one directory
// for each level. Names that begin with a dot are passed over. Links are followed, and a directory
// is entered once however many ways lead to it, so circles end. Not for use by several threads at
// once.
class Paths {
 public:
  explicit Paths(std::vector<std::string> paths, Dash dash = Dash::kText);

  struct File {
    std::string path;
    bool named = false;  // by the user, not found in a directory
  };
  // The next file; nothing at the end. Fails with kUnreadable for a directory, or the list of
  // paths, that cannot be read, and goes on behind it.
  Result<std::optional<File>> next();

 private:
  Result<std::optional<File>> next_named();
  Result<void> enter(const std::string& directory);

  std::deque<std::string> named_;
  Dash dash_;
  std::optional<LineStream> list_;  // on standard input
  std::vector<std::string> open_;   // found, not yet given; the next one last
  std::set<std::pair<unsigned long long, unsigned long long>> entered_;  // device and number
};

// Whether we read files of this name when a directory holds them: .html .htm .xhtml .txt .jsonl
// .ndjson .corpus .warc, and these or any others packed as .gz.
bool is_wanted(const std::string& path);

}  // namespace bangvang::source
