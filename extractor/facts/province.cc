#include "extractor/facts/context.h"

namespace bangvang::facts {

void find_province(Context&) {}

}  // namespace bangvang::facts
