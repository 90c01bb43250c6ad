// Answers to questions about a store as JSON. Each takes the archive where records bring their
// evidence along, and fails as the archive does.
#pragma once

#include <vector>

#include "extractor/base/result.h"
#include "extractor/json/writer.h"
#include "extractor/report/blocs.h"
#include "extractor/store/archive.h"
#include "extractor/store/search.h"
#include "extractor/store/statistics.h"
#include "extractor/store/timeline.h"

namespace bangvang::report {

Result<void> write_json(json::Writer& out, store::Archive& archive,
                        const store::Timeline& timeline);
Result<void> write_json(json::Writer& out, store::Archive& archive, const std::vector<Bloc>& blocs);
// What a name may mean, when it is not one thing.
void write_json(json::Writer& out, const store::Found& found);
void write_json(json::Writer& out, const store::Hit& hit);
using Suggestions = std::vector<std::pair<std::string, std::vector<std::string>>>;
// What was found, and which years and provinces the query was taken to mean. `facets`: null when
// they were not asked for; `suggestions`: for words that stand nowhere.
void write_json(json::Writer& out, const store::Query& query, const store::Hits& hits,
                const std::vector<store::Facet>* facets, const Suggestions& suggestions);
void write_json(json::Writer& out, const store::Statistics& statistics);
// The same as members of an object.
void write_fields(json::Writer& out, const store::Statistics& statistics);

std::string state_id(store::State state);  // not_covered, none_found, found

}  // namespace bangvang::report
