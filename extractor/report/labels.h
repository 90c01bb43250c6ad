// What people read for the ids of the contract: grammars/labels.tsv.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/grammar/rule_set.h"

namespace bangvang::report {

class Labels {
 public:
  // `language`: vi, en, or id for the ids themselves (headings and notes are English then). Fails
  // with the file and line of the first mistake.
  static Result<Labels> load(const std::vector<grammar::SourceFile>& files,
                             const std::string& language);

  // The id itself where there is no label.
  std::string of(std::string_view kind, const std::string& id) const;
  // A note with %1 and %2 filled in.
  std::string note(const std::string& id, const std::string& first = {},
                   const std::string& second = {}) const;

  // Every label by kind and id.
  const std::map<std::pair<std::string, std::string>, std::string>& all() const { return labels_; }

 private:
  std::map<std::pair<std::string, std::string>, std::string> labels_;
};

}  // namespace bangvang::report
