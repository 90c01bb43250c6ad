#include "extractor/text/stages.h"
namespace bangvang::text {
Rewritten mend_words(std::string_view) { return {}; }
Rewritten join_lines(std::string_view) { return {}; }
}  // namespace bangvang::text
