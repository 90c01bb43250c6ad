#include "extractor/facts/context.h"

namespace bangvang::facts {

void find_awards(Context&) {}

}  // namespace bangvang::facts
