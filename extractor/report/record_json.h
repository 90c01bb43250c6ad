// Records of the award history as JSON, with the field names of docs/output.md where it has them.
#pragma once

#include "extractor/base/result.h"
#include "extractor/json/writer.h"
#include "extractor/store/archive.h"
#include "extractor/store/timeline.h"

namespace bangvang::report {

// Each record with its evidence. Fail as the archive does.
Result<void> write_json(json::Writer& out, store::Archive& archive, const store::KeptAward& award);
Result<void> write_json(json::Writer& out, store::Archive& archive, const store::KeptRole& role);
Result<void> write_json(json::Writer& out, store::Archive& archive,
                        const store::KeptPerson& person);
Result<void> write_json(json::Writer& out, const store::KeptMeeting& meeting);
void write_json(json::Writer& out, const store::Subject& subject);
void write_json(json::Writer& out, const std::optional<history::Body>& body);  // or null

}  // namespace bangvang::report
