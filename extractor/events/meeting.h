// The meetings an article reports, made of its facts and of what titles and leads call the
// occasion.
#pragma once

#include <vector>

#include "extractor/events/events.h"
#include "extractor/facts/context.h"

namespace bangvang::events {

// At most one: the meeting the lead tells of. None when the article reports no gathering.
// Requires: `context` comes from facts::find_facts. Pure.
std::vector<Meeting> find_meetings(const facts::Context& context);

}  // namespace bangvang::events
