#include <fstream>
#include <map>
#include <set>

#include "extractor/cli/command.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/report/marks.h"
#include "extractor/source/reader.h"

namespace bangvang::cli {
namespace {

using report::Mark;
using report::marks_of;

const char* colour_of(const std::string& kind) {
  static const std::map<std::string, const char*> kColours = {
      {"dates", "\033[36m"},        {"agencies", "\033[32m"},  {"blocs", "\033[33m"},
      {"bloc_roles", "\033[1;33m"}, {"officials", "\033[35m"}, {"awards", "\033[1;31m"},
      {"documents", "\033[34m"}};
  const auto found = kColours.find(kind);
  return found == kColours.end() ? "" : found->second;
}
constexpr const char* kPlain = "\033[0m";

std::string coloured(const std::string& text, const std::vector<Mark>& marks, Span range) {
  std::string out;
  for (const report::Piece& piece : report::pieces_of(marks, range)) {
    if (piece.mark < 0) {
      out += piece.span.of(text);
    } else {
      out += colour_of(marks[static_cast<std::size_t>(piece.mark)].kind);
      out += piece.span.of(text);
      out += kPlain;
    }
  }
  return out;
}

std::string mention_line(const grammar::Mention& mention) {
  const std::string value = mention.value();
  return "    " + std::string(mention.kind()) + "  \"" + std::string(mention.text()) + "\"" +
         (value == mention.text() ? "" : " = " + value) + "  [" + std::string(mention.rule()) +
         "]\n";
}

// Kinds of mentions in the order of the grammars, each once.
std::vector<std::string> kinds_of(const grammar::RuleSet& rules) {
  std::vector<std::string> kinds;
  std::set<std::string> seen;
  for (const auto& lexicon : rules.lexicons()) {
    if (seen.insert(lexicon.kind).second) kinds.push_back(lexicon.kind);
  }
  for (const auto& rule : rules.rules()) {
    if (seen.insert(rule.kind).second) kinds.push_back(rule.kind);
  }
  return kinds;
}

std::set<std::string> rule_kinds(const grammar::RuleSet& rules) {
  std::set<std::string> kinds;
  for (const auto& rule : rules.rules()) kinds.insert(rule.kind);
  return kinds;
}

struct Wish {
  bool mentions, lines, near;
};

// Mentions, abstract lines and near misses of one block, as asked for.
std::vector<std::string> details(const pipeline::Trace& trace, const grammar::RuleSet& rules,
                                 Span block, const std::vector<grammar::NearMiss>& near,
                                 Wish wish) {
  std::vector<std::string> out;
  if (wish.mentions) {
    for (const std::string& kind : kinds_of(rules)) {
      for (const auto& mention : trace.analysis.of(kind, block))
        out.push_back(mention_line(mention));
    }
  }
  if (wish.lines) {
    for (const std::string& kind : rule_kinds(rules)) {
      if (trace.analysis.of(kind, block).empty()) continue;
      out.push_back("    " + kind + ": " + rules.abstract_line(trace.text.utf8(), block, kind) +
                    "\n");
    }
  }
  if (wish.near) {
    for (const auto& miss : near) {
      if (miss.block == block) out.push_back("    nearly: " + miss.rule + "\n");
    }
  }
  return out;
}

void print_terminal(const pipeline::Trace& trace, const grammar::RuleSet& rules, Wish wish,
                    bool colours, Output& output) {
  const events::Extraction& extraction = trace.extraction;
  const std::string& text = extraction.article.text;
  const std::vector<Mark> marks = marks_of(extraction);
  const auto near =
      wish.near ? rules.near_misses(trace.analysis) : std::vector<grammar::NearMiss>{};
  for (const Span block : trace.blocks) {
    const Span range = trace.text.source(block);
    output.write(colours ? coloured(text, marks, range) : std::string(range.of(text)));
    output.write("\n");
    for (const Mark& mark : marks) {
      if (!range.contains(mark.span)) continue;
      output.write("  " + (colours ? colour_of(mark.kind) + mark.kind + kPlain : mark.kind) + "  " +
                   mark.label + "  \"" + std::string(mark.span.of(text)) + "\"  [" + mark.rule +
                   "]\n");
    }
    for (const std::string& line : details(trace, rules, block, near, wish)) output.write(line);
    output.write("\n");
  }
}

int write_html(const pipeline::Trace& trace, const grammar::RuleSet& rules, Wish wish,
               const std::string& path) {
  const auto near =
      wish.near ? rules.near_misses(trace.analysis) : std::vector<grammar::NearMiss>{};
  std::vector<std::string> lines;
  for (const Span block : trace.blocks) {
    for (std::string& line : details(trace, rules, block, near, wish))
      lines.push_back(std::move(line));
  }
  std::ofstream out(path, std::ios::binary);
  out << report::html_page(trace.extraction, marks_of(trace.extraction), lines);
  if (out.flush()) return kDone;
  complain(path + ": cannot be written");
  return kSomeFailed;
}

po::options_description options() {
  po::options_description visible("Options");
  auto add = visible.add_options();
  add("html", po::value<std::string>()->value_name("OUT"), "write one self-contained page instead");
  add("mentions", "also every mention with its rule, not only those that became facts");
  add("lines", "also the abstract line of each kind that matched");
  add("near", "also the rules that nearly matched: all slots present, pattern failed");
  add("color", po::value<std::string>()->value_name("WHEN")->default_value("auto"),
      "auto, always or never");
  add_published_option(visible);
  add_grammar_option(visible);
  return visible;
}

}  // namespace

int run_explain(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, options(), args, "input");
  if (parsed.status) return *parsed.status;
  const auto paths = parsed.get<std::vector<std::string>>("input");
  if (paths.size() != 1) return usage_error(command, "one FILE is wanted");
  const std::string colour = parsed.get<std::string>("color");
  if (colour != "auto" && colour != "always" && colour != "never") {
    return usage_error(command, "--color: auto, always or never");
  }
  const auto day = published(command, parsed);
  if (!day) return day.error();
  const auto rules = load_grammars(own_grammars(parsed));
  if (!rules) return kUsage;
  pipeline::Options how;
  how.published = *day;
  const pipeline::Extractor extractor(rules, how);
  const Wish wish{parsed.has("mentions"), parsed.has("lines"), parsed.has("near")};
  const bool colours = colour == "always" || (colour == "auto" && is_terminal());

  source::Reader reader(paths, {});
  Output output;
  int status = kDone;
  const bool page = parsed.has("html");
  bool full = false;  // the page has its article
  for_each_trace(reader, extractor, [&](const Traced& trace) {
    if (!trace) {
      complain(trace.error().message());
      status = kSomeFailed;
    } else if (full) {
      complain((*trace)->article.source + ": is left out, the page shows one article");
      status = kSomeFailed;
    } else if (page) {
      full = true;
      status = std::max(status, write_html(**trace, *rules, wish, parsed.get<std::string>("html")));
    } else {
      print_terminal(**trace, *rules, wish, colours, output);
    }
  });
  if (!output.flush()) status = kSomeFailed;
  output.complain_if_failed();
  return status;
}

}  // namespace bangvang::cli
