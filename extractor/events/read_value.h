// Private to this room: values of facts from JSON, by contract field names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/events/events.h"
#include "extractor/facts/facts.h"
#include "extractor/json/value.h"

namespace bangvang::events {

// Fields that are absent or of another type come out empty.
std::string read_text(const json::Value& value);
std::optional<int> read_number(const json::Value& value);
std::vector<std::string> read_texts(const json::Value& list);

// Of a fact's evidence the fields named in `inferred` and how sure it is; a fact written before it
// was told is likely.
facts::Evidence read_evidence(const json::Value& object);

// Facts with as much of their evidence.
facts::Agency read_agency(const json::Value& object);
facts::Bloc read_bloc(const json::Value& object);
facts::BlocRole read_bloc_role(const json::Value& object);
facts::Official read_official(const json::Value& object);
facts::Award read_award(const json::Value& object);
facts::Document read_document(const json::Value& object);
Meeting read_meeting(const json::Value& object);

}  // namespace bangvang::events
