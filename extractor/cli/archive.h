// What commands that answer from a store's award history share.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extractor/cli/command.h"
#include "extractor/history/lineage.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/report/labels.h"
#include "extractor/store/store.h"
#include "extractor/store/timeline.h"

namespace bangvang::cli {

// --store, --labels, --grammars, and --json if asked.
void add_archive_options(po::options_description& options, bool json = true);

// An opened store with what reading it takes.
struct Reading {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<store::Moment> moment;  // one for the whole answer
  history::Lineage lineage;
  report::Labels labels;
  std::vector<grammar::SourceFile> grammars;
};

// Or the status to end with, after a message. Says so when the records are out of date.
std::expected<Reading, int> open_archive(const Command& command, const Parsed& parsed);

// What reads names as they are typed, or nothing after a message when the grammars cannot be used.
std::optional<pipeline::Extractor> load_extractor(const std::vector<grammar::SourceFile>& files);

}  // namespace bangvang::cli
