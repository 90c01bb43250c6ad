// Which files there are to read, and from where. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/ingest/ingest.h"
#include "extractor/source/paths.h"

namespace bangvang::ingest {

struct File {
  std::string path;
  std::string settings;  // it is read with: read with others it is another file
  bool json_lines = false;
  bool regular = false;  // only such a file can be known to be unchanged
  std::uint64_t size = 0;
  std::int64_t modified = 0;  // nanoseconds
  store::Position begin;      // the beginning, or where an earlier run stopped
  bool anew = true;           // what failed in it before is read again
};

struct Files {
  std::vector<File> to_read;
  std::size_t known = 0;
  std::vector<store::Failure> failures;  // folders that could not be read
  bool more = false;                     // there are more than were asked for
};

// Finds the files of a run, some at a time, so that a million of them need no more memory than a
// few.
class FileFinder {
 public:
  FileFinder(store::Store& store, const Options& options);

  // The next files, at most `limit` to read.
  Result<Files> next(std::size_t limit);

 private:
  Result<Files> next_to_retry();
  Result<void> add(const std::string& path, bool named, Files& files);
  File file(const std::string& path, bool json_lines) const;

  store::Store& store_;
  const Options& options_;
  source::Paths paths_;
};

}  // namespace bangvang::ingest
