// Bringing the award history of a store up to date, for every command that writes to one.
#pragma once

#include "extractor/cli/command.h"
#include "extractor/store/store.h"

namespace bangvang::cli {

// By the grammars that --grammars names or ours. Says what changed, and what failed: then false.
bool resolve_store(store::Store& store, const Parsed& parsed, bool full);

}  // namespace bangvang::cli
