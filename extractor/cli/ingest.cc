#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <iostream>

#include "extractor/cli/command.h"
#include "extractor/ingest/ingest.h"
#include "extractor/store/store.h"

namespace bangvang::cli {
namespace {

std::atomic<bool> stop = false;

po::options_description options() {
  po::options_description visible("Options");
  auto add = visible.add_options();
  add("store", po::value<std::string>()->value_name("FILE"), "the store, made when there is none");
  add("jsonl", "named files are JSON Lines");
  add("topic", po::value<std::string>()->value_name("emulation"),
      "keep only articles with bloc, role or award facts");
  add("jobs", po::value<unsigned>()->value_name("N")->default_value(1), "threads that extract");
  add_grammar_option(visible);
  return visible;
}

}  // namespace

int run_ingest(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, options(), args, "input");
  if (parsed.status) return *parsed.status;
  if (!parsed.has("store")) return usage_error(command, "--store is missing");
  const auto rules = load_grammars(own_grammars(parsed));
  if (!rules) return kUsage;
  auto store = store::open(parsed.get<std::string>("store"), store::Access::kCreate);
  if (!store) {
    complain(store.error().message());
    return kUsage;
  }
  ingest::Options how;
  how.paths = parsed.get<std::vector<std::string>>("input");
  how.jobs = parsed.get<unsigned>("jobs");
  how.program = BANGVANG_VERSION;
  how.emulation_only = parsed.has("topic");
  const auto totals = ingest::run(
      **store, pipeline::Extractor(rules), how, [](const ingest::Totals&) {}, stop);
  if (!totals) {
    complain(totals.error().message());
    return kSomeFailed;
  }
  std::cout << totals->documents << " documents, " << totals->changes.versions << " new versions, "
            << totals->changes.facts << " facts, " << totals->changes.failures << " failures\n";
  return totals->changes.failures > 0 ? kSomeFailed : kDone;
}

}  // namespace bangvang::cli
