// Names as people type them.
#pragma once

#include <string>
#include <vector>

#include "extractor/pipeline/extractor.h"

namespace bangvang::report {

// How the name may be written officially, as typed first, then what the rules read in it.
std::vector<std::string> official_names(const pipeline::Extractor& extractor,
                                        const std::string& typed);

}  // namespace bangvang::report
