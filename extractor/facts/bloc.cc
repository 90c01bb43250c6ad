#include "extractor/facts/context.h"

namespace bangvang::facts {

void find_blocs(Context&) {}

}  // namespace bangvang::facts
