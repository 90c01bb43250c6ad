#include "extractor/ingest/reextract.h"

#include <cstdio>
#include <iostream>
#include <thread>

#include "extractor/cli/resolving.h"
#include "extractor/cli/storing.h"
#include "extractor/json/writer.h"

namespace bangvang::cli {
namespace {

using ingest::Reextraction;

po::options_description options() {
  po::options_description visible("Options");
  auto add = visible.add_options();
  add("store", po::value<std::string>()->value_name("FILE"), "the store");
  add("from-pages", "read the kept pages again, not only the articles made of them");
  add("jobs",
      po::value<unsigned>()->value_name("N")->default_value(
          std::clamp(std::thread::hardware_concurrency(), 1u, 64u)),
      "threads to use");
  add_limit_options(visible);
  add_grammar_option(visible);
  return visible;
}

std::string log_line(const Reextraction& totals) {
  std::string line;
  json::Writer out(line);
  out.begin_object();
  out.key("event").string("progress");
  out.key("versions").integer(static_cast<std::int64_t>(totals.versions));
  out.key("changed").integer(static_cast<std::int64_t>(totals.changed));
  out.end_object();
  return line;
}

void print(const Reextraction& totals) {
  std::cout << grouped(totals.versions) << " versions, " << grouped(totals.changed) << " changed, "
            << grouped(totals.new_texts) << " with another text, " << grouped(totals.kept)
            << " kept as they were\n";
  for (const auto& [rule, change] : totals.rules) {
    if (change.come + change.gone + change.other == 0) continue;
    std::printf("  %-40s +%zu -%zu ~%zu\n", rule.c_str(), change.come, change.gone, change.other);
  }
}

}  // namespace

int run_reextract(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, options(), args);
  if (parsed.status) return *parsed.status;
  const std::atomic<bool>& stop = asked_to_stop();
  ingest::ReextractOptions how{.from_pages = parsed.has("from-pages")};
  how.how.program = BANGVANG_VERSION;
  how.how.jobs = parsed.get<unsigned>("jobs");
  if (how.how.jobs < 1 || how.how.jobs > 256) {
    return usage_error(command, "--jobs: between 1 and 256");
  }
  pipeline::Options pipeline_options{.max_page_bytes = pipeline::kLongestText};  // kept once
  read_limits(parsed, pipeline_options);
  const auto rules = load_grammars(own_grammars(parsed));
  if (!rules) return kUsage;
  const auto store = open_store(command, parsed, store::Access::kWrite);
  if (!store) return store.error();
  store::Run run{.command = "reextract",
                 .program = BANGVANG_VERSION,
                 .grammars = rules->digest(),
                 .options = words_json(args)};
  if (const auto begun = (*store)->begin_run(run); !begun) {
    complain(begun.error().message());
    return kSomeFailed;
  }
  ProgressLine line(std::chrono::seconds(10));
  const auto totals = ingest::reextract(
      **store, pipeline::Extractor(rules, pipeline_options), how,
      [&](const Reextraction& so_far) {
        line.update([&] { return grouped(so_far.versions) + " versions"; },
                    [&] { return log_line(so_far); });
      },
      stop);
  line.clear();
  run.outcome = !totals ? "failed" : totals->interrupted ? "interrupted" : "done";
  run.summary = totals ? log_line(*totals) : "";
  const auto ended = (*store)->end_run(run);
  if (!totals || !ended) {
    complain((totals ? ended.error() : totals.error()).message());
    return kSomeFailed;
  }
  print(*totals);
  const bool resolved = resolve_store(**store, parsed, false);
  if (!totals->interrupted) return resolved ? kDone : kSomeFailed;
  complain("stopped; the same command goes over all of it again and changes only the rest");
  return kSomeFailed;
}

}  // namespace bangvang::cli
