// The parameters that lists share, as the store takes them. Private to this room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/server/routes.h"
#include "extractor/store/catalogue.h"

namespace bangvang::server {

// Slugs or names, each with what it was made of. Fails with kBadInput for one that is none.
Result<std::vector<std::string>> provinces_of(const history::Lineage& lineage,
                                              const std::vector<std::string>& asked);

// Fails as the store does, and with kBadInput for a province that is none.
Result<store::Filter> filter_of(Context& context, const Request& request);

// Nothing when the cursor is none of ours.
std::optional<store::Part> part_of(const Call& call);

// The members "count", "more" and "next" of a page.
void write_page_end(json::Writer& out, std::size_t count, const std::string& next);

}  // namespace bangvang::server
