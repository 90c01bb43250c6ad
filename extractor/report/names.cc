#include "extractor/report/names.h"

#include <algorithm>

namespace bangvang::report {

std::vector<std::string> official_names(const pipeline::Extractor& extractor,
                                        const std::string& typed) {
  std::vector<std::string> out{typed};
  source::Document document;
  document.bytes = typed;
  document.decoded = true;
  const auto extraction = extractor.extract(document);
  if (!extraction) return out;
  for (const facts::Agency& agency : extraction->facts.agencies) {
    // A name that holds only part of what was typed is another agency's.
    if (agency.evidence.span.size() + 2 < typed.size()) continue;
    if (std::ranges::count(out, agency.name) == 0) out.push_back(agency.name);
  }
  return out;
}

}  // namespace bangvang::report
