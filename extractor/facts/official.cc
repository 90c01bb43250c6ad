#include "extractor/facts/context.h"

namespace bangvang::facts {

void find_officials(Context&) {}

}  // namespace bangvang::facts
