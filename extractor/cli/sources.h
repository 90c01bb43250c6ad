// Options on how sources are read, the same for every command that reads them in bulk.
#pragma once

#include <expected>
#include <string>

#include "extractor/cli/command.h"
#include "extractor/source/reader.h"

namespace bangvang::cli {

// --jsonl and --field.
void add_record_options(po::options_description& options);
// What they say; usage_error() when a field is none.
std::expected<source::ReadOptions, int> read_options(const Command& command, const Parsed& parsed);

// "12 revisits, 3 images and other media", empty when nothing was passed over.
std::string describe(const source::PassedOver& passed);

}  // namespace bangvang::cli
