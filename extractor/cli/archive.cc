#include "extractor/cli/archive.h"

#include "extractor/cli/storing.h"
#include "extractor/ingest/resolve.h"

namespace bangvang::cli {

void add_archive_options(po::options_description& options, bool json) {
  add_store_option(options);
  auto add = options.add_options();
  if (json) add("json", "JSON instead of tables");
  add("labels", po::value<std::string>()->value_name("vi|en|id")->default_value("vi"),
      "language of headings and names of awards");
  add_grammar_option(options);
}

std::expected<Reading, int> open_archive(const Command& command, const Parsed& parsed) {
  const auto language = parsed.get<std::string>("labels");
  if (language != "vi" && language != "en" && language != "id") {
    return std::unexpected(usage_error(command, "--labels: vi, en or id, not " + language));
  }
  auto files = grammar_files(own_grammars(parsed));
  if (!files) return std::unexpected(kUsage);
  const auto refuse = [](const Error& error) {
    complain(error.message());
    return std::unexpected(static_cast<int>(kUsage));
  };
  auto basis = ingest::Basis::load(*files);
  if (!basis) return refuse(basis.error());
  auto labels = report::Labels::load(*files, language);
  if (!labels) return refuse(labels.error());
  auto store = open_store(command, parsed, store::Access::kRead);
  if (!store) return std::unexpected(store.error());
  auto moment = (*store)->moment();
  if (!moment) return refuse(moment.error());
  const auto old = ingest::outdated(**store, *basis);
  if (!old) return refuse(old.error());
  const auto due = (*store)->archive().due();
  if (!due) return refuse(due.error());
  if (*old) {
    complain(
        "note: the lineage of agencies has changed since these records were resolved; "
        "'bangvang resolve' brings them up to date");
  } else if (*due) {
    complain(
        "note: articles came since these records were resolved; 'bangvang resolve' takes "
        "them in");
  }
  return Reading{*std::move(store), *std::move(moment), std::move(basis->lineage),
                 *std::move(labels), *std::move(files)};
}

std::optional<pipeline::Extractor> load_extractor(const std::vector<grammar::SourceFile>& files) {
  auto rules = grammar::RuleSet::load(files);
  if (rules) {
    return pipeline::Extractor(std::make_shared<const grammar::RuleSet>(*std::move(rules)));
  }
  for (const Error& error : rules.error()) complain(error.message());
  complain("the grammars cannot be used");
  return std::nullopt;
}

}  // namespace bangvang::cli
