#include <cstdio>
#include <fstream>
#include <map>
#include <unordered_map>

#include "extractor/cli/command.h"
#include "extractor/events/record.h"
#include "extractor/json/value.h"

namespace bangvang::cli {
namespace {

struct Known {
  std::string version;
  std::vector<events::StoredFact> facts;
};

using Articles = std::unordered_map<std::string, Known>;  // by the article's id

// Calls `use` with the record of every line; lines that are none are told of.
template <class Use>
bool read_lines(const std::string& path, int& status, Use use) {
  std::ifstream in(path);
  if (!in) {
    complain(path + ": cannot be read");
    return false;
  }
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    auto record = events::read_record(line, path);
    if (record) {
      use(*std::move(record));
      continue;
    }
    complain(path + ":" + std::to_string(number) + ": " + record.error().reason);
    status = kSomeFailed;
  }
  return true;
}

struct Change {
  std::size_t gained = 0, lost = 0, changed = 0;
};

// What two runs over one collection say differently.
class Difference {
 public:
  Difference(Articles old, bool list, Output& output)
      : old_(std::move(old)), list_(list), output_(output) {}

  void compare(const events::Record& record) {
    const auto known = old_.find(record.id);
    if (known == old_.end()) {
      ++only_new_;
      return;
    }
    if (known->second.version != record.version) {
      ++other_text_;
    } else {
      ++both_;
      compare(known->second.facts, record);
    }
    old_.erase(known);
  }

  void print() {
    output_.write(std::to_string(both_) + " articles in both, " + std::to_string(other_text_) +
                  " with another text, " + std::to_string(old_.size()) + " only in the first, " +
                  std::to_string(only_new_) + " only in the second\n");
    for (const auto& [rule, change] : rules_) {
      char line[160];
      std::snprintf(line, sizeof line, "  %-40s +%zu -%zu ~%zu\n", rule.c_str(), change.gained,
                    change.lost, change.changed);
      output_.write(line);
    }
  }

 private:
  void compare(const std::vector<events::StoredFact>& before, const events::Record& record) {
    std::unordered_map<std::string_view, const events::StoredFact*> left;
    for (const events::StoredFact& fact : before) left.emplace(fact.id, &fact);
    for (const events::StoredFact& fact : record.facts) {
      const auto known = left.find(fact.id);
      if (known == left.end()) {
        note('+', fact, record);
        continue;
      }
      if (known->second->json != fact.json) note('~', fact, record);
      left.erase(known);
    }
    for (const events::StoredFact& fact : before) {
      if (left.contains(fact.id)) note('-', fact, record);
    }
  }

  void note(char sign, const events::StoredFact& fact, const events::Record& record) {
    const std::string rule = fact.rule.empty() ? fact.kind : fact.rule;
    Change& change = rules_[rule];
    ++(sign == '+' ? change.gained : sign == '-' ? change.lost : change.changed);
    if (!list_) return;
    const auto value = json::Value::parse(fact.json);
    std::string words = value ? (*value)["text"].string().value_or("") : "";
    for (char& c : words) c = c == '\n' || c == '\t' ? ' ' : c;
    output_.write(std::string(1, sign) + "\t" + rule + "\t" + fact.kind + "\t" + record.source +
                  "\t" + words + "\n");
  }

  Articles old_;
  bool list_;
  Output& output_;
  std::map<std::string, Change> rules_;
  std::size_t both_ = 0, other_text_ = 0, only_new_ = 0;
};

}  // namespace

int run_diff(const Command& command, const std::vector<std::string>& args) {
  po::options_description visible("Options");
  visible.add_options()("facts", "list each fact too: sign, rule, kind, article, words");
  const Parsed parsed = parse(command, visible, args, "input", 2);
  if (parsed.status) return *parsed.status;
  const auto paths = parsed.get<std::vector<std::string>>("input");
  if (paths.size() != 2) return usage_error(command, "two files of extract are wanted");
  int status = kDone;
  Articles old;
  const bool read = read_lines(paths[0], status, [&](events::Record&& record) {
    old[record.id] = {std::move(record.version), std::move(record.facts)};
  });
  if (!read) return kUsage;
  Output output;
  Difference difference(std::move(old), parsed.has("facts"), output);
  if (!read_lines(paths[1], status, [&](events::Record&& record) { difference.compare(record); }))
    return kUsage;
  difference.print();
  if (!output.flush()) status = kSomeFailed;
  output.complain_if_failed();
  return status;
}

}  // namespace bangvang::cli
