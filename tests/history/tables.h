// The lineage of the project's own grammars, loaded once.
#pragma once

#include "extractor/history/lineage.h"

namespace bangvang::history {

inline const Lineage& lineage() {
  static const Lineage loaded = [] {
    const auto files = grammar::read_directory(PROJECT_DIR "/grammars");
    return Lineage::load(files.value()).value();
  }();
  return loaded;
}

}  // namespace bangvang::history
