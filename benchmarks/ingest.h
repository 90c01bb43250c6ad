// `bangvang ingest` as a process of its own, with what it costs.
#pragma once

#include <cstddef>
#include <string>

#include "benchmarks/folder.h"

namespace bangvang::bench {

struct Ingest {
  double clock = 0, processor = 0;  // seconds
  std::size_t resident = 0;         // bytes, at most
  bool good = false;                // every document came in, or was left out as off topic
};

struct IngestHow {
  std::size_t documents = 0;    // of the input
  const char* pages = "none";   // kept
  const char* topic = nullptr;  // the only one asked for
};

// Into a store of the folder's, made anew, with two jobs.
Ingest ingest(const Folder& folder, const std::string& input, const IngestHow& how);

}  // namespace bangvang::bench
