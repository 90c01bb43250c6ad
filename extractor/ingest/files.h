// Which files there are to read, and from where. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/ingest/ingest.h"

namespace bangvang::ingest {

struct File {
  std::string path;
  std::uint64_t size = 0;
  std::int64_t modified = 0;             // nanoseconds; 0 for what is no regular file
  std::optional<store::Position> begin;  // where an earlier run stopped; absent: from the beginning
  bool regular = false;                  // only such a file can be known to be unchanged
};

struct Files {
  std::vector<File> to_read;
  std::size_t known = 0;
  std::vector<store::Failure> failures;  // folders that could not be read
};

// A file read with other settings is read again, for it may give other documents or failures.
std::string settings(const Options& options);

Result<Files> find_files(store::Store& store, const Options& options);

// Size and time of modification; regular is false when there is no such file.
File look_at(const std::string& path);

}  // namespace bangvang::ingest
