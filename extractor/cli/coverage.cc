// What the grammars did over a collection, for their authors: what never fired, what fires most,
// what reads the same words, and sentences that promise a fact and gave none.
#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "extractor/cli/command.h"
#include "extractor/cli/sources.h"

namespace bangvang::cli {
namespace {

using grammar::Mention;
using Counts = std::map<std::string, std::size_t>;

std::vector<std::pair<std::string, std::size_t>> most_first(const Counts& counts) {
  std::vector<std::pair<std::string, std::size_t>> rows(counts.begin(), counts.end());
  std::ranges::stable_sort(rows, std::greater(), [](const auto& row) { return row.second; });
  return rows;
}

bool stands_in(const facts::Evidence& evidence, Span span) {
  return evidence.span.overlaps(span) ||
         std::ranges::any_of(evidence.also, [&](Span s) { return s.overlaps(span); });
}

class Coverage {
 public:
  explicit Coverage(const grammar::RuleSet& rules) {
    for (const auto& rule : rules.rules()) fired_[rule.id];
    for (const auto& lexicon : rules.lexicons()) entries_[lexicon.kind];
  }

  void add(const pipeline::Trace& trace) {
    ++articles_;
    count_rules(trace);
    for (auto& [kind, values] : entries_) {
      if (articles_ == 1) {
        for (const auto& [value, cell] : trace.analysis.entries(kind, {}))
          values[std::string(value)];
      }
      for (const Mention& mention : trace.analysis.of(kind)) {
        const auto known = values.find(mention.value());
        if (known != values.end()) ++known->second;
      }
    }
    find_misses(trace);
  }

  void print(std::size_t top, Output& output) const {
    output.write(std::to_string(articles_) + " articles, " + std::to_string(sentences_) +
                 " sentences\n");
    print_rules(top, output);
    print_entries(output);
    output.write("rules that read the same words\n");
    auto pairs = most_first(together_);
    pairs.resize(std::min(pairs.size(), top));
    for (const auto& [pair, times] : pairs)
      output.write("  " + std::to_string(times) + "\t" + pair + "\n");
    output.write("sentences with words of an award or a role and no such fact: " +
                 std::to_string(misses_.size()) + "\n");
    for (const std::string& miss : misses_) output.write("  " + miss + "\n");
  }

 private:
  void count_rules(const pipeline::Trace& trace) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<std::string>> places;
    for (auto& [id, count] : fired_) {
      const auto mentions = trace.analysis.by_rule(id);
      count += mentions.size();
      for (const Mention& mention : mentions)
        places[{mention.span().begin, mention.span().end}].insert(id);
    }
    for (const auto& [place, ids] : places) {
      for (auto a = ids.begin(); a != ids.end(); ++a) {
        for (auto b = std::next(a); b != ids.end(); ++b) ++together_[*a + "\t" + *b];
      }
    }
  }

  void find_misses(const pipeline::Trace& trace) {
    const auto& facts = trace.extraction.facts;
    for (const Span sentence : trace.analysis.sentences()) {
      ++sentences_;
      const Span source = trace.text.source(sentence);
      const auto told = [&](const auto& list) {
        return std::ranges::any_of(list,
                                   [&](const auto& f) { return stands_in(f.evidence, source); });
      };
      const bool award = !trace.analysis.of("award_phrase", sentence).empty();
      const bool role = !trace.analysis.of("role", sentence).empty();
      if (!(award && !told(facts.awards)) && !(role && !told(facts.bloc_roles))) continue;
      std::string words(source.of(trace.article.text));
      std::ranges::replace(words, '\n', ' ');
      misses_.push_back(std::string(award ? "award" : "role") + "\t" + trace.article.source + "\t" +
                        words);
    }
  }

  void print_rules(std::size_t top, Output& output) const {
    auto rows = most_first(fired_);
    output.write("rules that fire most\n");
    for (std::size_t i = 0; i < std::min(top, rows.size()) && rows[i].second > 0; ++i)
      output.write("  " + std::to_string(rows[i].second) + "\t" + rows[i].first + "\n");
    output.write("rules that never fired\n");
    for (const auto& [id, count] : fired_) {
      if (count == 0) output.write("  " + id + "\n");
    }
  }

  void print_entries(Output& output) const {
    output.write("entries of lexicons that never fired\n");
    for (const auto& [kind, values] : entries_) {
      std::string unseen;
      std::size_t count = 0;
      for (const auto& [value, times] : values) {
        if (times > 0) continue;
        unseen += (count++ > 0 ? "; " : "") + value;
      }
      if (count == 0) continue;
      output.write("  " + kind + "\t" + std::to_string(count) + " of " +
                   std::to_string(values.size()) + "\t" + unseen + "\n");
    }
  }

  Counts fired_, together_;
  std::map<std::string, Counts> entries_;  // by kind and value
  std::vector<std::string> misses_;
  std::size_t articles_ = 0, sentences_ = 0;
};

}  // namespace

int run_grammar_coverage(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  add_record_options(visible);
  visible.add_options()("top", po::value<std::size_t>()->value_name("N")->default_value(20),
                        "how many of those that fire most, alone and together");
  add_grammar_option(visible);
  const Parsed parsed = parse(command, visible, args, "input");
  if (parsed.status) return *parsed.status;
  auto paths = parsed.get<std::vector<std::string>>("input");
  if (paths.empty()) return usage_error(command, "a PATH is wanted");
  auto read = read_options(command, parsed);
  if (!read) return read.error();
  const auto rules = load_grammars(own_grammars(parsed));
  if (!rules) return kUsage;
  Coverage coverage(*rules);
  int status = kDone;
  source::Reader reader(std::move(paths), *std::move(read));
  for_each_trace(reader, pipeline::Extractor(rules), [&](const Traced& trace) {
    if (trace) return coverage.add(**trace);
    complain(trace.error().message());
    status = kSomeFailed;
  });
  Output output;
  coverage.print(parsed.get<std::size_t>("top"), output);
  if (!output.flush()) status = kSomeFailed;
  output.complain_if_failed();
  return status;
}

}  // namespace bangvang::cli
