#include <algorithm>
#include <map>
#include <set>

#include "extractor/cli/command.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/report/marks.h"
#include "extractor/source/reader.h"

namespace bangvang::cli {
namespace {

int print_errors(std::vector<Error> errors) {
  for (const Error& error : errors) complain(error.message());
  return errors.empty() ? kDone : kSomeFailed;
}

int finish(Output& output) {
  const int status = output.flush() ? kDone : kSomeFailed;
  output.complain_if_failed();
  return status;
}

// How often each rule made a fact or a part of one over the texts below `directory`.
std::map<std::string, int> use_in(const pipeline::Extractor& extractor,
                                  const std::string& directory) {
  std::map<std::string, int> use;
  source::Reader reader({directory}, {});
  for_each_trace(reader, extractor, [&](const Traced& trace) {
    if (!trace) return;
    for (const auto& rule : extractor.rules().rules()) {
      use[rule.id] += static_cast<int>((*trace)->analysis.by_rule(rule.id).size());
    }
  });
  return use;
}

std::set<std::string> kinds_of(const grammar::RuleSet& rules) {
  std::set<std::string> kinds;
  for (const auto& lexicon : rules.lexicons()) kinds.insert(lexicon.kind);
  for (const auto& rule : rules.rules()) kinds.insert(rule.kind);
  return kinds;
}

// Nothing when `kind` is empty or one that the grammars make, else usage_error().
std::optional<int> wrong_kind(const Command& command, const grammar::RuleSet& rules,
                              const std::string& kind) {
  if (kind.empty() || kinds_of(rules).contains(kind)) return std::nullopt;
  return usage_error(command, "--kind " + kind + ": no rule and no lexicon makes this kind");
}

void print_mentions(const pipeline::Trace& trace, const grammar::RuleSet& rules, Output& output) {
  output.write("mentions\n");
  for (const std::string& kind : kinds_of(rules)) {
    for (const auto& mention : trace.analysis.of(kind)) {
      output.write("  " + kind + "  \"" + std::string(mention.text()) + "\" = " + mention.value() +
                   "  [" + std::string(mention.rule()) + "]\n");
    }
  }
}

void print_lines(const pipeline::Trace& trace, const grammar::RuleSet& rules,
                 const std::string& only, Output& output) {
  std::set<std::string> kinds;
  for (const auto& rule : rules.rules()) kinds.insert(rule.kind);
  output.write("lines\n");
  for (const std::string& kind : kinds) {
    if (only.empty() ? trace.analysis.of(kind).empty() : kind != only) continue;
    for (const Span block : trace.blocks) {
      output.write("  " + kind + ": " + rules.abstract_line(trace.text.utf8(), block, kind) + "\n");
    }
  }
}

void print_near(const pipeline::Trace& trace, const grammar::RuleSet& rules,
                const std::string& only, Output& output) {
  output.write("nearly matched\n");
  for (const auto& miss : rules.near_misses(trace.analysis)) {
    if (only.empty() || miss.rule.starts_with(only + ".")) output.write("  " + miss.rule + "\n");
  }
}

constexpr std::string_view kSkeleton = R"(# What this file is about, in one line.

# Words that mean something to the rules below. Longer spellings win.
[lexicon.KIND_word]
"hội trường" = "hall"
"nhà văn hóa" = "culture house"

[[rule]]
id      = "KIND.at_word"
pattern = 'tại (?P<where>{KIND_word}) (?P<name>{cap}{1,4})?'
value   = "{where}"
note    = "Why the rule is as it is."

[[rule.accept]]
text   = "Lễ ký diễn ra tại Nhà văn hóa."
expect = { value = "culture house" }

[[rule.reject]]
text = "Nhà văn hóa được xây mới."
why  = "nothing happens there"
)";

}  // namespace

int run_grammar_check(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, po::options_description("Options"), args, "input", 1);
  if (parsed.status) return *parsed.status;
  const auto paths = parsed.get<std::vector<std::string>>("input");
  const auto files = grammar_files(paths.empty() ? std::nullopt : std::optional(paths[0]));
  if (!files) return kUsage;
  const auto rules = grammar::RuleSet::load(*files);
  if (!rules) return print_errors(rules.error());
  if (const int status = print_errors(rules->check_examples()); status != kDone) return status;
  std::size_t examples = 0;
  for (const auto& rule : rules->rules()) examples += rule.examples.size();
  Output output;
  output.write(std::to_string(rules->rules().size()) + " rules, " + std::to_string(examples) +
               " examples, " + std::to_string(rules->lexicons().size()) + " lexicons: all good\n");
  return finish(output);
}

int run_grammar_try(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  visible.add_options()(
      "kind", po::value<std::string>()->value_name("KIND")->default_value(""),
      "the abstract line and near matches of this kind, also when nothing matched");
  add_published_option(visible);
  add_grammar_option(visible);
  const Parsed parsed = parse(command, visible, args, "input", 1);
  if (parsed.status) return *parsed.status;
  const auto texts = parsed.get<std::vector<std::string>>("input");
  if (texts.size() != 1 || texts[0].empty())
    return usage_error(command, "one TEXT is wanted, in quotes");
  const auto day = published(command, parsed);
  if (!day) return day.error();
  const auto rules = load_grammars(own_grammars(parsed));
  if (!rules) return kUsage;
  const std::string kind = parsed.get<std::string>("kind");
  if (const auto status = wrong_kind(command, *rules, kind)) return *status;
  pipeline::Options how;
  how.published = *day;
  const auto trace = pipeline::Extractor(rules, how).trace({.source = "text", .bytes = texts[0]});
  if (!trace) return complain(trace.error().message()), kSomeFailed;
  Output output;
  print_mentions(**trace, *rules, output);
  print_lines(**trace, *rules, kind, output);
  print_near(**trace, *rules, kind, output);
  output.write("facts\n");
  for (const report::Mark& mark : report::marks_of((*trace)->extraction)) {
    output.write("  " + mark.kind + "  " + mark.label + "  [" + mark.rule + "]\n");
  }
  return finish(output);
}

int run_grammar_list(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  auto add = visible.add_options();
  add("kind", po::value<std::string>()->value_name("KIND"), "only rules of this kind");
  add("corpus", po::value<std::string>()->value_name("DIR"),
      "count how often each rule matches in these texts");
  add("examples", "show the examples too");
  add_grammar_option(visible);
  const Parsed parsed = parse(command, visible, args);
  if (parsed.status) return *parsed.status;
  const auto rules = load_grammars(own_grammars(parsed));
  if (!rules) return kUsage;
  const std::string kind = parsed.has("kind") ? parsed.get<std::string>("kind") : "";
  if (const auto status = wrong_kind(command, *rules, kind)) return *status;
  std::map<std::string, int> use;
  if (parsed.has("corpus"))
    use = use_in(pipeline::Extractor(rules), parsed.get<std::string>("corpus"));
  Output output;
  for (const auto& rule : rules->rules()) {
    if (!kind.empty() && rule.kind != kind) continue;
    const auto accepts = std::ranges::count(rule.examples, true, &grammar::ExampleInfo::accept);
    output.write(rule.id + "\t" + rule.kind + "\t" + std::to_string(accepts) + " accept, " +
                 std::to_string(static_cast<long>(rule.examples.size()) - accepts) + " reject");
    if (parsed.has("corpus")) output.write("\t" + std::to_string(use[rule.id]) + " in the corpus");
    output.write("\t" + rule.file + ":" + std::to_string(rule.line) + "\n");
    if (!parsed.has("examples")) continue;
    for (const auto& example : rule.examples) {
      output.write(std::string("    ") + (example.accept ? "accepts " : "rejects ") + example.text +
                   "\n");
    }
  }
  return finish(output);
}

int run_grammar_new(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, po::options_description("Options"), args, "input", 1);
  if (parsed.status) return *parsed.status;
  const auto kinds = parsed.get<std::vector<std::string>>("input");
  const auto is_name = [](const std::string& kind) {
    return !kind.empty() &&
           std::ranges::all_of(kind, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  };
  if (kinds.size() != 1 || !is_name(kinds[0])) {
    return usage_error(command, "one KIND is wanted, of the letters a to z and _");
  }
  std::string text(kSkeleton);
  for (std::size_t at; (at = text.find("KIND")) != std::string::npos;)
    text.replace(at, 4, kinds[0]);
  Output output;
  output.write(text);
  return finish(output);
}

}  // namespace bangvang::cli
