#include <iostream>

#include "extractor/cli/resolving.h"
#include "extractor/cli/storing.h"
#include "extractor/ingest/resolve.h"

namespace bangvang::cli {

bool resolve_store(store::Store& store, const Parsed& parsed, bool full) {
  const auto files = grammar_files(own_grammars(parsed));
  if (!files) return false;
  const auto basis = ingest::Basis::load(*files);
  // Grammars that stand alone need not know the agencies of a country.
  if (!basis && !full && basis.error().kind == Error::Kind::kUnreadable) {
    complain("note: records were not resolved: " + basis.error().message());
    return true;
  }
  if (!basis) {
    complain(basis.error().message());
    return false;
  }
  const auto done = ingest::resolve(store, *basis, full);
  if (!done) {
    complain(done.error().message());
    return false;
  }
  for (const Error& error : done->damaged) complain(error.message());
  if (!done->reason.empty()) std::cout << "all records made anew: " << done->reason << '\n';
  const store::Resolved& records = done->records;
  std::cout << "records: " << grouped(records.added) << " new, " << grouped(records.changed)
            << " changed, " << grouped(records.removed) << " gone\n";
  return done->damaged.empty();
}

int run_resolve(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  add_store_option(visible);
  visible.add_options()("full", "make all records anew, not only those that new facts touch");
  add_grammar_option(visible);
  const Parsed parsed = parse(command, visible, args);
  if (parsed.status) return *parsed.status;
  const auto store = open_store(command, parsed, store::Access::kWrite);
  if (!store) return store.error();
  return resolve_store(**store, parsed, parsed.has("full")) ? kDone : kSomeFailed;
}

}  // namespace bangvang::cli
