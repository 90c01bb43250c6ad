// From the paths a user gives to one document after another.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/json/records.h"
#include "extractor/source/document.h"
#include "extractor/source/file.h"
#include "extractor/source/inflate.h"
#include "extractor/source/warc.h"

namespace bangvang::source {

struct ReadOptions {
  bool json_lines = false;  // files given by name and standard input are JSON Lines, whatever
                            // their names; inside directories the name still decides
  json::RecordFields fields = {};              // how the keys of JSON Lines are called
  std::size_t max_file_bytes = kMaxFileBytes;  // of a file that is read whole
  std::size_t max_line_bytes = kMaxFileBytes;  // of a line of JSON Lines
  std::size_t max_page_bytes = kMaxFileBytes;  // of a page in an archive, packed and decoded
  double max_ratio = kMaxRatio;                // of what is inflated to what it was
  Place begin = {};                            // where to begin in the first path
};

// Gives documents one at a time, in the order of the paths (paths.h): a WARC file, known by its
// first bytes, is one for each page (warc.h); a *.jsonl or *.ndjson file one for each line that is
// not blank, a file in our corpus form (corpus.h, known by its first bytes or the extension
// .corpus) one for each article, any other file is one document, and "-" is what stands on standard
// input. All of them may be packed by gzip. Holds one file, line or page in memory. Not for use by
// several threads at once; several readers on several paths are.
class Reader {
 public:
  explicit Reader(std::vector<std::string> paths, ReadOptions options = {});
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  // The next document; nothing at the end. An error is about one file, record, line or article, and
  // the next call goes on behind it: what is missing or unreadable or changes while it is read
  // (kUnreadable), too large (kLimit), of a form not read (kUnsupported), or has no text or is
  // malformed (kBadInput).
  Result<std::optional<Document>> next();

  // Of what next() gave last, as a document or an error: its file, where it stands in it, and where
  // a reader must begin to give what comes behind it.
  const std::string& path() const;
  Place place() const;
  Place behind() const;

  // In the archives so far.
  const PassedOver& passed_over() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

// The one document at a place that a reader gave before. Fails as Reader::next() does, and with
// kBadInput when nothing stands there.
Result<Document> read_at(const std::string& path, Place place, ReadOptions options = {});

}  // namespace bangvang::source
