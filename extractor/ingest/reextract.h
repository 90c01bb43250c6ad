// Extracting again what a store holds, by the grammars of today.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include "extractor/base/result.h"
#include "extractor/ingest/ingest.h"

namespace bangvang::ingest {

struct RuleChange {
  std::size_t gone = 0, come = 0, other = 0;  // other: the same fact with other values or evidence
};

struct Reextraction {
  std::size_t versions = 0;   // looked at
  std::size_t changed = 0;    // whose facts or texts changed
  std::size_t new_texts = 0;  // read otherwise than before
  // Kept as they were: there is no text or no page, or the page has no article for today's reader.
  std::size_t kept = 0;
  std::map<std::string, RuleChange> rules;
  bool interrupted = false;
};

struct ReextractOptions {
  Options how;              // program, jobs, pages and limits; paths are not used
  bool from_pages = false;  // read the pages again too
};

// Each transaction replaces the facts of some articles; killed between two, the store is whole and
// a second run does the rest. Ends early once `stop` is true.
Result<Reextraction> reextract(store::Store& store, const pipeline::Extractor& extractor,
                               const ReextractOptions& options,
                               const std::function<void(const Reextraction&)>& report,
                               const std::atomic<bool>& stop);

}  // namespace bangvang::ingest
