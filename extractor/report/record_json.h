// Records of the award history as JSON, with the field names of docs/output.md where it has them.
#pragma once

#include <optional>
#include <string>

#include "extractor/base/result.h"
#include "extractor/json/writer.h"
#include "extractor/store/archive.h"
#include "extractor/store/timeline.h"

namespace bangvang::report {

// The members of a record, without its evidence and what is kept beside it.
void write_fields(json::Writer& out, const store::KeptAward& award);
void write_fields(json::Writer& out, const store::KeptRole& role);
void write_fields(json::Writer& out, const store::KeptPerson& person);
// The member "evidence". `kind`: award, role, person. Fails as the archive does.
Result<void> write_evidence(json::Writer& out, store::Archive& archive, const std::string& kind,
                            const std::string& record);

// Each record with its evidence. Fail as the archive does.
Result<void> write_json(json::Writer& out, store::Archive& archive, const store::KeptAward& award);
Result<void> write_json(json::Writer& out, store::Archive& archive, const store::KeptRole& role);
Result<void> write_json(json::Writer& out, store::Archive& archive,
                        const store::KeptPerson& person);
Result<void> write_json(json::Writer& out, const store::KeptMeeting& meeting);
void write_json(json::Writer& out, const store::Subject& subject);
void write_json(json::Writer& out, const std::optional<history::Body>& body);  // or null

}  // namespace bangvang::report
