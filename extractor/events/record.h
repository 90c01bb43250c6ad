// One extraction cut into an article and its facts, each fact a piece of JSON with its id: what a
// store keeps, and what a line of `bangvang extract` can be turned back into.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"

namespace bangvang::events {

struct StoredFact {
  std::string id;
  std::string kind;  // date, agency, bloc, bloc_role, official, award, document, meeting, finding
  std::string rule;  // that read it; empty for a meeting or a finding
  std::string json;  // the fact's object as docs/output.md has it; of a meeting its event
};

struct Record {
  std::string id, version, source;
  std::optional<std::string> url, title, author, published, province, site, category;
  std::vector<std::string> attachments;
  std::optional<std::string> text;  // absent when a line of output came without it
  std::string program, grammars;    // what the facts were found with
  std::vector<StoredFact> facts;    // in the order of the output: by kind, then meetings, findings
};

// Whether it tells of blocs, roles in them or awards.
bool is_on_topic(const Record& record);

// Reads one line of what `extract` writes. Fails with kBadInput when it is not such a line or
// lacks an id, and with kUnsupported when its schema version is newer than ours.
Result<Record> read_record(std::string_view json, std::string_view file = {});

// The record as one line of JSON without a line break: equal to what to_json() wrote for it.
std::string to_json(const Record& record, bool with_text);

}  // namespace bangvang::events
