#include "extractor/facts/context.h"

namespace bangvang::facts {

void find_dates(Context&) {}

}  // namespace bangvang::facts
