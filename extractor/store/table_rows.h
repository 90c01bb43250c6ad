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
  // kDay: ISO 8601, perhaps with a time; kList: a JSON array of strings.
  enum class Kind { kText, kInteger, kDay, kAddress, kList };
  std::string_view id;
  Kind kind = Kind::kText;
};

// In the order of the cells of a row.
std::span<const Column> columns(Listing listing);

using Row = std::vector<std::optional<std::string>>;
using RowSink = std::function<bool(const Row&)>;  // false: no more

// A row that is no more: of kEvents the article whose earlier events no longer hold, else the id of
// the row.
struct Removal {
  std::string id, at;  // at: UTC
};
using RemovalSink = std::function<bool(const Removal&)>;  // false: no more

}  // namespace bangvang::store
