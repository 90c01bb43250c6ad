// What the grammars say that answers need: names, lineage, spellings, and the rules themselves.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/grammar/rule_set.h"
#include "extractor/history/lineage.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/store/search.h"

namespace bangvang::server {

struct Knowledge {
  history::Lineage lineage;
  store::Spellings spellings;
  pipeline::Extractor extractor;

  // Every mistake of the files at once.
  static std::expected<std::shared_ptr<const Knowledge>, std::vector<Error>> load(
      const std::vector<grammar::SourceFile>& files);
};

}  // namespace bangvang::server
