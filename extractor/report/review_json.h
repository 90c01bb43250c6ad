// What waits to be looked at, and what people said, as JSON.
#pragma once

#include <vector>

#include "extractor/json/writer.h"
#include "extractor/store/review.h"

namespace bangvang::report {

// {"doubts": [{"why", "kind", "id", "article", "text"} …]}
void write_json(json::Writer& out, const std::vector<store::Doubt>& doubts);
// {"corrections": […]}
void write_json(json::Writer& out, const std::vector<history::Correction>& corrections);
// With who, when and why, and who undid it.
void write_json(json::Writer& out, const history::Correction& correction);

}  // namespace bangvang::report
