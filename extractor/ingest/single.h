// One document put into a store at once, with its records brought up to date.
#pragma once

#include <string>

#include "extractor/base/result.h"
#include "extractor/ingest/resolve.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/source/document.h"
#include "extractor/store/store.h"

namespace bangvang::ingest {

struct Single {
  enum class Outcome { kNew, kNewVersion, kKnown, kForgotten, kSetAside };
  Outcome outcome = Outcome::kNew;
  std::string article;  // its id; empty when it was set aside
  std::string reason;   // why it was
};

// `program`: version, written beside the facts. What cannot be read is set aside in the store, as
// run() does. Fails when the store does.
Result<Single> put(store::Store& store, const pipeline::Extractor& extractor, const Basis& basis,
                   const source::Document& document, const std::string& program);

}  // namespace bangvang::ingest
