// What becomes of one document on its way to the store. Private to this room.
#pragma once

#include <expected>
#include <optional>

#include "extractor/ingest/ingest.h"

namespace bangvang::ingest {

struct Made {
  std::optional<store::Capture> capture;  // nothing when it is off topic and not asked for
  std::optional<std::string> url;         // as it was asked for
  bool on_topic = false;
};

// Extracts a document, or takes over what was extracted before.
std::expected<Made, store::Failure> make_capture(const source::Document& document,
                                                 const pipeline::Extractor& extractor,
                                                 const Options& options);

// What a reader could not turn into a document. `path` is the file being read.
store::Failure failure_of(const Error& error, const std::string& path, source::Place place);

store::Position position_of(source::Place place);

}  // namespace bangvang::ingest
