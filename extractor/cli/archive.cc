#include "extractor/cli/archive.h"

#include <algorithm>
#include <iostream>

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
  auto labels = Labels::load(*files, language);
  if (!labels) return refuse(labels.error());
  auto store = open_store(command, parsed, store::Access::kRead);
  if (!store) return std::unexpected(store.error());
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
  return Reading{*std::move(store), std::move(basis->lineage), *std::move(labels),
                 *std::move(files)};
}

std::optional<Names> Names::load(const std::vector<grammar::SourceFile>& files) {
  auto rules = grammar::RuleSet::load(files);
  if (rules) {
    return Names(pipeline::Extractor(std::make_shared<const grammar::RuleSet>(*std::move(rules))));
  }
  for (const Error& error : rules.error()) complain(error.message());
  complain("the grammars cannot be used");
  return std::nullopt;
}

std::vector<std::string> Names::of(const std::string& name) const {
  std::vector<std::string> out{name};
  source::Document document;
  document.bytes = name;
  document.decoded = true;
  const auto extraction = extractor_.extract(document);
  if (!extraction) return out;
  for (const facts::Agency& agency : extraction->facts.agencies) {
    // A name that holds only part of what was typed is another agency's.
    if (agency.evidence.span.size() + 2 < name.size()) continue;
    if (std::ranges::count(out, agency.name) == 0) out.push_back(agency.name);
  }
  return out;
}

std::string describe(const store::Subject& subject, const Reading& reading) {
  std::string out = subject.name;
  if (!subject.place.empty() && subject.kind != store::Subject::Kind::kPlace) {
    out += " (" + std::string(reading.lineage.province_name(subject.place)) + ")";
  }
  for (const std::string& office : subject.offices) out += " · " + office;
  return out;
}

std::string award_name(const history::AwardRecord& record, const Labels& labels) {
  std::string out = labels.of("form", record.form);
  if (record.grade) out += " " + *record.grade;
  return out;
}

std::string recipient_name(const facts::Recipient& recipient, const Labels& labels) {
  if (recipient.kind != "group") return recipient.name.value_or("");
  std::string out = recipient.count ? std::to_string(*recipient.count) : "…";
  if (out.size() == 1) out.insert(0, "0");
  return out + " " + labels.of("recipient", recipient.of.value_or("mixed"));
}

}  // namespace bangvang::cli
