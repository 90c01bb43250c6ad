// Blocs with who led them, put together from an archive's role records.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/history/lineage.h"
#include "extractor/store/archive.h"

namespace bangvang::report {

// One bloc with all its roles by year, and its members by name.
struct Bloc {
  std::string name, province;  // province: slug
  std::int64_t number = 0;
  std::map<std::optional<int>, std::vector<store::KeptRole>> years;
  std::vector<std::string> members;  // as last listed
  std::string listed;                // on which day; may be empty
};

// The blocs called so, in part, with or without marks, in any of their spellings; a province behind
// the name chooses among places. Without a name: all. By province and name.
Result<std::vector<Bloc>> find_blocs(store::Archive& archive, const history::Lineage& lineage,
                                     const std::string& name);

// Whether articles name several heads of one year.
bool contradicts(const std::vector<store::KeptRole>& roles);

}  // namespace bangvang::report
