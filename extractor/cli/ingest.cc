#include "extractor/ingest/ingest.h"

#include <cstdio>
#include <iostream>
#include <thread>

#include "extractor/cli/resolving.h"
#include "extractor/cli/sources.h"
#include "extractor/cli/storing.h"
#include "extractor/json/writer.h"

namespace bangvang::cli {
namespace {

using ingest::Totals;

// More pages at once than two cores can extract would only wait in memory.
unsigned default_jobs() { return std::clamp(std::thread::hardware_concurrency(), 1u, 64u); }

po::options_description options() {
  po::options_description visible("Options");
  auto add = visible.add_options();
  add("store", po::value<std::string>()->value_name("FILE"), "the store; made when there is none");
  add_record_options(visible);
  add("topic", po::value<std::string>()->value_name("emulation"),
      "keep only articles with bloc, role or award facts");
  add("pages", po::value<std::string>()->value_name("HOW")->default_value("keep"),
      "what to keep of each page: keep (its bytes, packed), reference (where it stands), none");
  add("jobs", po::value<unsigned>()->value_name("N")->default_value(default_jobs()),
      "threads that extract");
  add("max-bytes", po::value<std::size_t>()->value_name("N")->default_value(std::size_t{16} << 20),
      "longer documents are set aside");
  add("max-ratio", po::value<double>()->value_name("N")->default_value(source::kMaxRatio),
      "documents that inflate to more than so many times their size are set aside");
  add_limit_options(visible);
  add("commit-every", po::value<std::size_t>()->value_name("N")->default_value(2000),
      "documents in one transaction at most");
  add("failed", "list what was set aside, and read nothing");
  add("retry", "read again what was set aside");
  add("summary", po::value<std::string>()->value_name("FILE"), "write the summary as JSON too");
  add("log-interval", po::value<double>()->value_name("SECONDS")->default_value(10),
      "between two lines of the log, where there is no terminal");
  add("no-gate", "read every text, also where no rule can fire");
  add_published_option(visible);
  add_grammar_option(visible);
  return visible;
}

void write_counts(json::Writer& out, const Totals& totals, double seconds) {
  const store::Changes& changes = totals.changes;
  const auto write = [&](const json::Key& key, std::size_t count) {
    out.key(key).integer(static_cast<std::int64_t>(count));
  };
  out.key("seconds").integer(static_cast<std::int64_t>(seconds));
  write("files", totals.files_done);
  write("files_left", totals.files - totals.files_done);
  write("files_known", totals.files_known);
  write("documents", totals.documents);
  write("bytes", totals.document_bytes);
  write("on_topic", totals.on_topic);
  write("left_out", totals.left_out);
  write("passed_over", totals.passed_over.other_records + totals.passed_over.revisits +
                           totals.passed_over.statuses + totals.passed_over.media_types +
                           totals.passed_over.empty_bodies);
  out.key("articles").integer(changes.articles);
  write("versions", changes.versions);
  write("addresses", changes.addresses);
  write("known", changes.known);
  write("facts", changes.facts);
  write("forgotten", changes.forgotten);
  write("failures", changes.failures);
}

std::string log_line(const Totals& totals, double seconds) {
  std::string line;
  json::Writer out(line);
  out.begin_object();
  out.key("event").string("progress");
  write_counts(out, totals, seconds);
  out.end_object();
  return line;
}

std::string time_left(const Totals& totals, double seconds) {
  if (!totals.all_found || totals.bytes_done == 0 || totals.bytes <= totals.bytes_done) return "";
  const double left = seconds * static_cast<double>(totals.bytes - totals.bytes_done) /
                      static_cast<double>(totals.bytes_done);
  const auto minutes = static_cast<long>(left / 60);
  return minutes > 0 ? ", " + std::to_string(minutes) + " min left"
                     : ", " + std::to_string(static_cast<long>(left)) + " s left";
}

std::string progress_line(const Totals& totals, double seconds) {
  char speed[32];
  std::snprintf(speed, sizeof speed, "%.1f MB/s",
                static_cast<double>(totals.document_bytes) / 1e6 / std::max(seconds, 0.001));
  return grouped(totals.documents) + " documents, " + speed + ", " + grouped(totals.on_topic) +
         " on topic, " + grouped(totals.changes.facts) + " facts, " +
         grouped(totals.changes.failures) + " set aside" + time_left(totals, seconds);
}

std::string summary_json(const Totals& totals, double seconds,
                         const std::vector<store::SiteFailures>& sites) {
  std::string text;
  json::Writer out(text);
  out.begin_object();
  out.key("outcome").string(totals.interrupted ? "interrupted" : "done");
  write_counts(out, totals, seconds);
  out.key("set_aside").begin_array();
  for (const store::SiteFailures& site : sites) {
    out.begin_object();
    out.key("site").string(site.site);
    out.key("stage").string(site.stage);
    out.key("reason").string(site.reason);
    out.key("count").integer(static_cast<std::int64_t>(site.count));
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return text;
}

void print_summary(const Totals& totals, double seconds,
                   const std::vector<store::SiteFailures>& sites) {
  const store::Changes& changes = totals.changes;
  char rate[32];
  std::snprintf(rate, sizeof rate, "%.0f",
                static_cast<double>(totals.documents) / std::max(seconds, 0.001));
  std::cout << grouped(totals.documents) << " documents read, " << rate << " a second; "
            << grouped(totals.on_topic) << " on topic, " << grouped(totals.left_out)
            << " left out\n"
            << changes.articles << " new articles, " << grouped(changes.versions)
            << " new versions with " << grouped(changes.facts) << " facts, "
            << grouped(changes.known) << " known already\n";
  if (const std::string passed = describe(totals.passed_over); !passed.empty()) {
    std::cout << "passed over in archives: " << passed << '\n';
  }
  if (changes.forgotten > 0) {
    std::cout << grouped(changes.forgotten) << " stay away, as they were forgotten\n";
  }
  if (sites.empty()) return;
  std::cout << "set aside in this store, by site and reason (list them by --failed):\n";
  for (const store::SiteFailures& site : sites) {
    std::cout << "  " << (site.site.empty() ? "(no address)" : site.site) << "  " << site.reason
              << "  " << site.count << '\n';
  }
}

int list_failures(store::Store& store) {
  const auto listed = store.failures([](const store::Failure& failure) {
    std::cout << failure.path;
    if (!failure.place.empty()) std::cout << ':' << failure.place;
    std::cout << ": " << failure.stage << ": " << failure.reason << ": " << failure.message;
    if (failure.url) std::cout << " (" << *failure.url << ')';
    std::cout << '\n';
  });
  if (listed) return kDone;
  complain(listed.error().message());
  return kSomeFailed;
}

std::expected<ingest::Options, int> settings(const Command& command, const Parsed& parsed) {
  ingest::Options how;
  how.program = BANGVANG_VERSION;
  how.jobs = parsed.get<unsigned>("jobs");
  how.retry = parsed.has("retry");
  how.emulation_only = parsed.has("topic");
  how.commit_every = std::max<std::size_t>(parsed.get<std::size_t>("commit-every"), 1);
  auto read = read_options(command, parsed);
  if (!read) return std::unexpected(read.error());
  how.read = *std::move(read);
  const auto bytes = parsed.get<std::size_t>("max-bytes");
  how.read.max_file_bytes = how.read.max_line_bytes = how.read.max_page_bytes = bytes;
  how.read.max_ratio = parsed.get<double>("max-ratio");
  const auto pages = parsed.get<std::string>("pages");
  how.pages = pages == "keep"        ? ingest::Pages::kKeep
              : pages == "reference" ? ingest::Pages::kReference
                                     : ingest::Pages::kNone;
  const auto wrong = [&](const char* what) { return std::unexpected(usage_error(command, what)); };
  if (how.jobs < 1 || how.jobs > 256) return wrong("--jobs: between 1 and 256");
  if (how.emulation_only && parsed.get<std::string>("topic") != "emulation") {
    return wrong("--topic: the one topic there is is emulation");
  }
  if (pages != "keep" && pages != "reference" && pages != "none") {
    return wrong("--pages: keep, reference or none");
  }
  how.paths = parsed.get<std::vector<std::string>>("input");
  if (how.paths.empty() != how.retry) return wrong("name what to read, or --retry alone");
  return how;
}

int finish(store::Store& store, const Result<Totals>& totals, const Parsed& parsed, store::Run& run,
           double seconds) {
  if (!totals) {
    complain(totals.error().message());
    run.outcome = "failed";
    (void)store.end_run(run);  // the store may be what failed
    return kSomeFailed;
  }
  const auto sites = store.failures_by_site();
  if (!sites) {
    complain(sites.error().message());
    return kSomeFailed;
  }
  run.outcome = totals->interrupted ? "interrupted" : "done";
  run.summary = summary_json(*totals, seconds, *sites);
  const auto ended = store.end_run(run);
  if (!ended) complain(ended.error().message());
  print_summary(*totals, seconds, *sites);
  bool good = ended && totals->changes.failures == 0 && !totals->interrupted;
  if (parsed.has("summary"))
    good &= write_file(parsed.get<std::string>("summary"), run.summary + "\n");
  if (totals->interrupted) complain("stopped; the same command goes on from here");
  return good ? kDone : kSomeFailed;
}

}  // namespace

int run_ingest(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, options(), args, "input");
  if (parsed.status) return *parsed.status;
  if (parsed.has("failed")) {
    const auto store = open_store(command, parsed, store::Access::kRead);
    return store ? list_failures(**store) : store.error();
  }
  const std::atomic<bool>& stop = asked_to_stop();
  const auto how = settings(command, parsed);
  if (!how) return how.error();
  pipeline::Options pipeline_options;
  const auto day = published(command, parsed);
  if (!day) return day.error();
  pipeline_options.published = *day;
  pipeline_options.gate = !parsed.has("no-gate");
  pipeline_options.max_page_bytes = parsed.get<std::size_t>("max-bytes");
  read_limits(parsed, pipeline_options);
  const auto rules = load_grammars(own_grammars(parsed));
  if (!rules) return kUsage;
  const auto store = open_store(command, parsed, store::Access::kCreate);
  if (!store) return store.error();

  store::Run run{.command = "ingest", .program = how->program, .grammars = rules->digest()};
  run.options = words_json(args);
  if (const auto begun = (*store)->begin_run(run); !begun) {
    complain(begun.error().message());
    return kSomeFailed;
  }
  ProgressLine line{std::chrono::duration<double>(parsed.get<double>("log-interval"))};
  const auto report = [&](const Totals& totals) {
    line.update([&] { return progress_line(totals, line.seconds()); },
                [&] { return log_line(totals, line.seconds()); });
  };
  const auto totals =
      ingest::run(**store, pipeline::Extractor(rules, pipeline_options), *how, report, stop);
  line.clear();
  const int status = finish(**store, totals, parsed, run, line.seconds());
  return totals && resolve_store(**store, parsed, false) ? status : kSomeFailed;
}

}  // namespace bangvang::cli
