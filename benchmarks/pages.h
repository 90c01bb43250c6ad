// Saved pages to measure ingest with: articles in the markup of a portal, as a WARC file.
#pragma once

#include <cstddef>
#include <string>

#include "benchmarks/world.h"

namespace bangvang::bench {

inline constexpr std::size_t kPageBytes = 60'000;  // of one page, more or less

// Page `number` as a record of a WARC file. Each has an address and a text of its own; one in ten
// is on topic.
std::string warc_record(const World& world, std::size_t number);

// The same for any page.
std::string warc_record(const std::string& html, std::size_t number);

}  // namespace bangvang::bench
