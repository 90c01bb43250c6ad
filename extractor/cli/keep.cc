// Small commands about a store: export urls, forget, migrate.
#include <iostream>

#include "extractor/cli/resolving.h"
#include "extractor/cli/storing.h"

namespace bangvang::cli {
namespace {

void print_list(const char* head, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  std::cout << head << '\n';
  for (const std::string& line : lines) std::cout << "  " << line << '\n';
}

void print(const store::Forgotten& gone) {
  std::cout << "forgotten: " << gone.versions << " versions with " << gone.facts << " facts and "
            << gone.pages << " pages, under\n";
  for (const std::string& id : gone.ids) std::cout << "  " << id << '\n';
  print_list("these files hold it still:", gone.sources);
  print_list("these backups of the store hold it still; delete them, or forget it in them too:",
             gone.backups);
  print_list("these articles say nearly the same and are still there:", gone.near);
  std::cout << "Copies of the store that were made without bangvang are not known here.\n";
}

}  // namespace

int run_export_urls(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  add_store_option(visible);
  visible.add_options()("site", po::value<std::string>()->value_name("HOST")->default_value(""),
                        "only addresses of this site (example.gov.vn)");
  const Parsed parsed = parse(command, visible, args);
  if (parsed.status) return *parsed.status;
  const auto store = open_store(command, parsed, store::Access::kRead);
  if (!store) return store.error();
  Output output;
  const auto listed = (*store)->urls(parsed.get<std::string>("site"),
                                     [&](const std::string& url) { output.write(url + "\n"); });
  if (!listed) complain(listed.error().message());
  const bool written = output.flush();
  output.complain_if_failed();
  return listed && written ? kDone : kSomeFailed;
}

int run_forget(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  add_store_option(visible);
  visible.add_options()("reason", po::value<std::string>()->value_name("TEXT"),
                        "why, for those who keep the store");
  add_grammar_option(visible);
  const Parsed parsed = parse(command, visible, args, "input", 1);
  if (parsed.status) return *parsed.status;
  const auto what = parsed.get<std::vector<std::string>>("input");
  if (what.empty()) return usage_error(command, "name an article by its id or its address");
  if (!parsed.has("reason")) return usage_error(command, "--reason is missing");
  const auto store = open_store(command, parsed, store::Access::kWrite);
  if (!store) return store.error();
  const auto gone = (*store)->forget(what.front(), parsed.get<std::string>("reason"));
  if (!gone) {
    complain(gone.error().message());
    return kSomeFailed;
  }
  if (!*gone) {
    complain(what.front() + ": the store has no such article");
    return kSomeFailed;
  }
  print(**gone);
  // What was resolved from it is to go too.
  return resolve_store(**store, parsed, false) ? kDone : kSomeFailed;
}

int run_migrate(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  add_store_option(visible);
  const Parsed parsed = parse(command, visible, args);
  if (parsed.status) return *parsed.status;
  if (!parsed.has("store")) return usage_error(command, "--store is missing");
  const auto where = parsed.get<std::string>("store");
  const auto done = store::migrate(where);
  if (!done) {
    complain(done.error().message());
    return kUsage;
  }
  if (done->reindexed) {
    std::cout << where << ": the words that articles are found by were made anew\n";
  } else if (done->from == done->to) {
    std::cout << where << ": schema " << done->to << " is the newest; nothing to do\n";
  } else {
    std::cout << where << ": schema " << done->from << " is now " << done->to
              << (done->backup.empty() ? "" : "; the store as it was: ") << done->backup << '\n';
  }
  return kDone;
}

}  // namespace bangvang::cli
