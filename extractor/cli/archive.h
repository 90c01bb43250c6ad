// What commands that answer from a store's award history share.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extractor/cli/command.h"
#include "extractor/cli/labels.h"
#include "extractor/history/lineage.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/store/store.h"
#include "extractor/store/timeline.h"

namespace bangvang::cli {

// --store, --labels, --grammars, and --json if asked.
void add_archive_options(po::options_description& options, bool json = true);

// An opened store with what reading it takes.
struct Reading {
  std::unique_ptr<store::Store> store;
  history::Lineage lineage;
  Labels labels;
  std::vector<grammar::SourceFile> grammars;
};

// Or the status to end with, after a message. Says so when the records are out of date.
std::expected<Reading, int> open_archive(const Command& command, const Parsed& parsed);

// How names may be written officially, the name as typed first: what the rules read in it.
class Names {
 public:
  // Nothing after a message when the grammars cannot be used.
  static std::optional<Names> load(const std::vector<grammar::SourceFile>& files);
  std::vector<std::string> of(const std::string& name) const;

 private:
  explicit Names(pipeline::Extractor extractor) : extractor_(std::move(extractor)) {}
  pipeline::Extractor extractor_;
};

// "Sở Y tế (Lai Châu)"; a person with offices.
std::string describe(const store::Subject& subject, const Reading& reading);

// The award in words: its form and grade.
std::string award_name(const history::AwardRecord& record, const Labels& labels);
// Its recipient: a name, or "07 tập thể".
std::string recipient_name(const facts::Recipient& recipient, const Labels& labels);

}  // namespace bangvang::cli
