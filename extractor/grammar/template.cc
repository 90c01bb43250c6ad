#include "extractor/grammar/template.h"

namespace bangvang::grammar {

std::expected<Template, std::string> parse_template(std::string_view text) {
  Template result;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    if (open != 0) result.pieces.push_back({std::string(text.substr(0, open)), false});
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) return std::unexpected("a { of the value is not closed");
    result.pieces.push_back({std::string(text.substr(open + 1, close - open - 1)), true});
    text.remove_prefix(close + 1);
  }
  return result;
}

}  // namespace bangvang::grammar
