#include <iostream>

#include "extractor/cli/storing.h"

namespace bangvang::cli {

int run_copy(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  const Parsed parsed = parse(command, visible, args, "input", 2);
  if (parsed.status) return *parsed.status;
  const auto places = parsed.get<std::vector<std::string>>("input");
  if (places.size() != 2) return usage_error(command, "name the store, and where the copy goes");
  const auto copied = store::copy(places[0], places[1]);
  if (!copied) {
    complain(copied.error().message());
    return kUsage;
  }
  std::cout << "copied: " << grouped(copied->articles) << " articles";
  if (copied->rows > 0) std::cout << " in " << grouped(copied->rows) << " rows";
  std::cout << '\n';
  return kDone;
}

}  // namespace bangvang::cli
