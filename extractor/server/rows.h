// Records as lists show them: with how much tells of them, without the sentences. Private to this
// room.
#pragma once

#include <string>
#include <vector>

#include "extractor/server/routes.h"
#include "extractor/store/archive.h"

namespace bangvang::server {

Result<void> write_award_rows(json::Writer& out, Context& context,
                              const std::vector<std::string>& ids);
Result<void> write_role_rows(json::Writer& out, Context& context,
                             const std::vector<std::string>& ids);
Result<void> write_official_rows(json::Writer& out, Context& context,
                                 const std::vector<std::string>& ids);

void write_row(json::Writer& out, const store::KeptAward& award);
Result<void> write_row(json::Writer& out, Context& context, const store::KeptRole& role);
void write_row(json::Writer& out, const store::KeptPerson& person);

Response facets_response(const std::vector<store::Facet>& facets);

}  // namespace bangvang::server
