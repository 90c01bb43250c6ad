// An extraction as JSON: the one place that knows the field names of docs/output.md.
#pragma once

#include <string>

#include "extractor/events/events.h"
#include "extractor/events/record.h"

namespace bangvang::events {

// Raised when a field goes away or changes its meaning; new fields leave it as it is.
inline constexpr int kSchemaVersion = 1;

struct CodecOptions {
  bool with_text = false;  // write article.text too
  std::string version;     // of the program
  std::string grammars;    // digest of what the facts were found with: "sha256:…"
  facts::Confidence least = facts::Confidence::kDoubtful;  // facts less sure are not written
};

// One article as one line of JSON, without a line break. Equal extractions give equal bytes.
// Requires: every span lies inside article.text, between code points; all strings are UTF-8.
std::string to_json(const Extraction& extraction, const CodecOptions& options);

// The same article cut into what a store keeps. Equal extractions give equal records.
// Requires: as to_json.
Record to_record(const Extraction& extraction, const CodecOptions& options);

// The events of one article at least as sure as `least`, each a line of JSON with its line break;
// empty when there are none. Requires: as to_json.
std::string events_json_lines(const Extraction& extraction,
                              facts::Confidence least = facts::Confidence::kDoubtful);

// The extraction in the form of a gold file: values only, each once, indented, for a person to
// correct. Ends in a line break.
std::string to_gold_json(const Extraction& extraction);

}  // namespace bangvang::events
