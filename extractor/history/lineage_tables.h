// The tables behind Lineage, as read from the grammars.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/grammar/rule_set.h"
#include "extractor/history/lineage.h"

namespace bangvang::history {

struct Province {
  std::string key, slug, type;  // name_key of name and of "tỉnh", "thành phố"
};

// One row of lineage.tsv: bodies by name_key, units by slug.
struct Change {
  std::string date;  // 2025-03-01
  std::vector<std::string> from, from_names;
  std::string to, to_name, source;

  std::string since() const { return date.substr(0, 7); }
};

struct Lineage::Tables {
  std::vector<Province> provinces;
  std::unordered_map<std::string, std::string> name_of_slug;
  std::unordered_set<std::string> provincial;  // name_keys of bodies each province has one of
  std::vector<std::string> provincial_heads;   // how further such names begin: "sở "
  std::unordered_map<std::string, std::string> full_name;  // by name_key less its last "tỉnh"
  std::vector<std::pair<std::string, std::string>> bloc_heads;  // spelling, head; longest first
  std::vector<Change> bodies, units;                            // by date

  static Result<Tables> read(const std::vector<grammar::SourceFile>& files);

  bool is_provincial(std::string_view name_key) const;
};

// `text` without the words `tail` at its end; as it is when they do not end it or are all of it.
std::string_view without_tail(std::string_view text, std::string_view tail);

}  // namespace bangvang::history
