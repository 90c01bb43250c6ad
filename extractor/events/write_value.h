// Values within facts as JSON, by contract field names; records of the history have them too.
#pragma once

#include <optional>

#include "extractor/facts/facts.h"
#include "extractor/json/writer.h"

namespace bangvang::events {

void write_value(json::Writer& out, const facts::Recipient& recipient);
void write_value(json::Writer& out, const std::optional<facts::Decision>& decision);

}  // namespace bangvang::events
