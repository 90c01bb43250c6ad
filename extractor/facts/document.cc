#include "extractor/facts/context.h"

namespace bangvang::facts {

void find_documents(Context&) {}

}  // namespace bangvang::facts
