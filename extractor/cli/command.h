// What every command shares: how it is called, where it prints, and how it ends.
#pragma once

#include <boost/program_options.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/cli/output.h"
#include "extractor/grammar/rule_set.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/source/reader.h"

namespace bangvang::cli {

namespace po = boost::program_options;

// Exit status, as the help of every command says.
enum Status : int {
  kDone = 0,        // all of it
  kSomeFailed = 1,  // some input failed, the rest is done
  kUsage = 2,       // wrong usage or unusable grammars
};

struct Command {
  std::string_view name;     // "extract", "grammar check"
  std::string_view usage;    // "bangvang extract [OPTION…] [FILE…|-]"
  std::string_view summary;  // one line for the list of commands
  std::string_view help;     // paragraphs below the options, with an example
  int (*run)(const Command&, const std::vector<std::string>& args);
};

// All commands in the order the help lists them.
std::span<const Command> commands();

// Parsed options, or the status to end with: help was asked for and printed, or the usage is wrong
// and a message printed.
struct Parsed {
  po::variables_map options;
  std::optional<int> status;

  bool has(const char* name) const { return options.count(name) > 0; }
  template <class T>
  T get(const char* name) const {
    return options[name].as<T>();
  }
};

// Parses `args`; what is no option goes to the positional option `rest` ("input"), at most `most`.
Parsed parse(const Command& command, const po::options_description& visible,
             const std::vector<std::string>& args, const char* rest = nullptr, int most = -1);

// The one-line message of every error: "bangvang: FILE:PLACE: REASON", on standard error.
void complain(std::string_view message);
int usage_error(const Command& command, std::string_view message);

// The directory of our grammars: $BANGVANG_GRAMMARS, beside the installed command, or in the
// project the command was built in.
Result<std::string> grammar_directory();

// The rule set of our grammars with those of `own` on top (see docs/grammars.md), or nothing after
// every mistake has been printed.
std::shared_ptr<const grammar::RuleSet> load_grammars(const std::optional<std::string>& own);
Result<std::vector<grammar::SourceFile>> read_grammars(const std::optional<std::string>& own);
// The same, or nothing after a message.
std::optional<std::vector<grammar::SourceFile>> grammar_files(
    const std::optional<std::string>& own);

// --published: a day that parse_local_day() reads.
void add_published_option(po::options_description& options);
// Nothing when the option is not there, usage_error() when it is no day.
std::expected<std::optional<std::string>, int> published(const Command& command,
                                                         const Parsed& parsed);

// What extraction sees in every document of `reader`, or why it cannot be read, in its order.
using Traced = Result<std::unique_ptr<pipeline::Trace>>;
void for_each_trace(source::Reader& reader, const pipeline::Extractor& extractor,
                    const std::function<void(const Traced&)>& use);

void add_grammar_option(po::options_description& options);
std::optional<std::string> own_grammars(const Parsed& parsed);

int run_extract(const Command&, const std::vector<std::string>&);
int run_ingest(const Command&, const std::vector<std::string>&);
int run_reextract(const Command&, const std::vector<std::string>&);
int run_resolve(const Command&, const std::vector<std::string>&);
int run_history(const Command&, const std::vector<std::string>&);
int run_blocs(const Command&, const std::vector<std::string>&);
int run_lookup(const Command&, const std::vector<std::string>&);
int run_search(const Command&, const std::vector<std::string>&);
int run_serve(const Command&, const std::vector<std::string>&);
int run_review(const Command&, const std::vector<std::string>&);
int run_stats(const Command&, const std::vector<std::string>&);
int run_export_awards(const Command&, const std::vector<std::string>&);
int run_export_roles(const Command&, const std::vector<std::string>&);
int run_export_events(const Command&, const std::vector<std::string>&);
int run_export_articles(const Command&, const std::vector<std::string>&);
int run_export_urls(const Command&, const std::vector<std::string>&);
int run_forget(const Command&, const std::vector<std::string>&);
int run_copy(const Command&, const std::vector<std::string>&);
int run_migrate(const Command&, const std::vector<std::string>&);
int run_diff(const Command&, const std::vector<std::string>&);
int run_explain(const Command&, const std::vector<std::string>&);
int run_eval(const Command&, const std::vector<std::string>&);
int run_normalise(const Command&, const std::vector<std::string>&);
int run_grammar_check(const Command&, const std::vector<std::string>&);
int run_grammar_try(const Command&, const std::vector<std::string>&);
int run_grammar_list(const Command&, const std::vector<std::string>&);
int run_grammar_coverage(const Command&, const std::vector<std::string>&);
int run_grammar_new(const Command&, const std::vector<std::string>&);

}  // namespace bangvang::cli
