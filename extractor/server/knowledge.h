// What the grammars say that answers need: names, lineage, spellings, and the rules themselves.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/grammar/rule_set.h"
#include "extractor/history/lineage.h"
#include "extractor/ingest/resolve.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/report/labels.h"
#include "extractor/store/search.h"

namespace bangvang::server {

struct Knowledge {
  std::string digest;   // of the grammars
  ingest::Basis basis;  // what records are resolved with
  history::Lineage lineage;
  std::set<std::string> gone;  // slugs of provinces of whose name there is none any more
  store::Spellings spellings;
  std::map<std::string, report::Labels, std::less<>> labels;  // by language: vi, en, id
  pipeline::Extractor extractor;
  std::vector<std::string> kinds;  // of mentions, in the order of the grammars

  // Every mistake of the files at once.
  static std::expected<std::shared_ptr<const Knowledge>, std::vector<Error>> load(
      const std::vector<grammar::SourceFile>& files);
};

}  // namespace bangvang::server
