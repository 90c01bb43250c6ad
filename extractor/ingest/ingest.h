// From sources to a store: documents are read, extracted by several threads and written by one, in
// transactions that also say how far each file has been read. Killed at any instant, a second run
// goes on from there and ends in the same store.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/source/reader.h"
#include "extractor/store/store.h"

namespace bangvang::ingest {

enum class Pages {
  kKeep,       // the bytes of each page, packed
  kReference,  // where they stand
  kNone,
};

struct Options {
  std::vector<std::string> paths;  // files and folders; "-" for a list of them on standard input
  source::ReadOptions read;
  std::string program;  // version, written beside the facts
  unsigned jobs = 1;    // threads that extract
  Pages pages = Pages::kKeep;
  bool emulation_only = false;  // leave out articles without bloc, role or award facts
  // In one transaction at most: each costs a few writes of its own, and a killed run does the last
  // one again.
  std::size_t commit_every = 2000;
  bool retry = false;  // read again the files in which something failed, instead of `paths`
};

struct Totals {
  std::size_t files = 0, files_done = 0;    // to read, and read wholly
  std::size_t files_known = 0;              // unchanged since they were read, and passed over
  std::uint64_t bytes = 0, bytes_done = 0;  // of the files to read
  bool all_found = false;                   // `files` and `bytes` are final
  std::size_t documents = 0;                // read
  std::uint64_t document_bytes = 0;
  std::size_t on_topic = 0;        // with bloc, role or award facts
  std::size_t left_out = 0;        // by emulation_only: other articles, pages without one
  source::PassedOver passed_over;  // in archives: what is no page
  store::Changes changes;
  bool interrupted = false;
};

// Called on the caller's thread after each transaction.
using Report = std::function<void(const Totals&)>;

// Ends early, with what is in hand committed, once `stop` is true. Fails when the store does;
// documents that fail are set aside in it.
Result<Totals> run(store::Store& store, const pipeline::Extractor& extractor,
                   const Options& options, const Report& report, const std::atomic<bool>& stop);

}  // namespace bangvang::ingest
