#include "extractor/facts/context.h"

namespace bangvang::facts {

void find_bloc_roles(Context&) {}

}  // namespace bangvang::facts
