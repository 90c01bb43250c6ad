#include "extractor/json/tree.h"
#include "extractor/json/writer.h"

namespace bangvang::json {

Result<std::string> pretty(std::string_view json) {
  auto tree = parse_tree(json, {});
  if (!tree) return std::unexpected(std::move(tree.error()));
  return tree->dump(2);
}

}  // namespace bangvang::json
