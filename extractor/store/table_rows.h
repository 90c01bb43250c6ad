// What a store holds, as rows for other programs.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bangvang::store {

enum class Listing {
  kAwards,    // award records
  kRoles,     // role records
  kEvents,    // meetings, of the version each article has now
  kArticles,  // as they are now
};

struct Column {
  enum class Kind { kText, kInteger, kList };  // kList: a JSON array of strings
  std::string_view id;
  Kind kind = Kind::kText;
};

// In the order of the cells of a row.
std::span<const Column> columns(Listing listing);

using Row = std::vector<std::optional<std::string>>;
using RowSink = std::function<bool(const Row&)>;  // false: no more

}  // namespace bangvang::store
