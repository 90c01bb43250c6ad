// From the paths a user gives to one document after another.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/source/document.h"
#include "extractor/source/file.h"

namespace bangvang::source {

struct ReadOptions {
  bool json_lines = false;  // files given by name and standard input are JSON Lines, whatever
                            // their names; inside directories the name still decides
  std::size_t max_file_bytes = kMaxFileBytes;  // of a file that is read whole
  std::size_t max_line_bytes = kMaxFileBytes;  // of a line of JSON Lines
};

// Gives documents one at a time, in the order of the paths: a plain file is one document, a
// *.jsonl file one for each line that is not blank, a file in our corpus form (corpus.h, known by
// its first bytes or the extension .corpus) one for each article, a directory those of the files
// list_files() finds below it, and "-" what stands on standard input. Holds one file or one line in
// memory. Not for use by several threads at once.
class Reader {
 public:
  explicit Reader(std::vector<std::string> paths, ReadOptions options = {});
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  // The next document; nothing at the end. An error is about one file, line or article, and the
  // next call goes on behind it: what is missing or unreadable (kUnreadable), too large (kLimit),
  // or has no text or is malformed (kBadInput).
  Result<std::optional<Document>> next();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace bangvang::source
