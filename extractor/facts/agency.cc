#include "extractor/facts/context.h"

namespace bangvang::facts {

std::string agency_name(const Context&, const grammar::Mention& agency) { return agency.value(); }

void find_agencies(Context&) {}

}  // namespace bangvang::facts
