// What people read for the ids in a store, for other programs that show them.
#pragma once

#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/grammar/rule_set.h"

namespace bangvang::store {

struct IdLabels {
  struct Label {
    std::string kind, id, vi, en;  // form, level, status, role
    friend bool operator==(const Label&, const Label&) = default;
  };
  // With codes of the General Statistics Office, before 2025-07-01 and from then on.
  struct Province {
    std::string slug, vi, en, code, new_slug, new_code;
    friend bool operator==(const Province&, const Province&) = default;
  };
  std::vector<Label> labels;        // by kind and id
  std::vector<Province> provinces;  // by slug
  friend bool operator==(const IdLabels&, const IdLabels&) = default;

  // From labels.tsv, award_forms.tsv and province_codes.tsv; empty where the grammars, which may be
  // somebody's own, have none. Fails with kBadInput as Table::parse does.
  static Result<IdLabels> load(const std::vector<grammar::SourceFile>& grammars);
};

}  // namespace bangvang::store
