// Toy grammars: a few words, no Vietnamese officialdom, so that a test shows all it depends on.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractor/grammar/rule_set.h"

namespace bangvang::grammar::toy {

inline constexpr const char* kShared = R"(
[class.day]
number = '0?[1-9]|[12][0-9]|3[01]'
[class.year]
number = '(?:19|20)[0-9][0-9]'
[class.surname]
words = ["Nguyễn", "Trần"]
[coordination]
words = [",", ";", "và"]
[abbreviations]
words = ["TP", "ThS"]
[respell]
"nghành" = "ngành"
[gate]
kinds = ["agency", "position", "role", "date", "person", "award"]
)";

inline std::vector<SourceFile> files(const std::string& rules, const std::string& table = {}) {
  std::vector<SourceFile> all = {{"shared.toml", "shared.toml", kShared},
                                 {"toy.toml", "toy.toml", rules}};
  if (!table.empty()) all.push_back({"table.tsv", "table.tsv", table});
  return all;
}

inline RuleSet load(const std::string& rules, const std::string& table = {}) {
  auto loaded = RuleSet::load(files(rules, table));
  if (!loaded) {
    for (const Error& error : loaded.error()) ADD_FAILURE() << error.message();
    std::abort();
  }
  return std::move(*loaded);
}

// Messages of a load that must fail.
inline std::vector<std::string> mistakes(const std::vector<SourceFile>& source) {
  std::vector<std::string> messages;
  const auto loaded = RuleSet::load(source);
  if (loaded) return messages;
  for (const Error& error : loaded.error()) messages.push_back(error.message());
  return messages;
}

// "value @ text" of every mention of a kind; the whole text is one block.
inline std::vector<std::string> found(const RuleSet& rules, std::string_view text,
                                      std::string_view kind) {
  const Span block{0, static_cast<std::uint32_t>(text.size())};
  const Analysis analysis = rules.analyse(text, {&block, 1});
  std::vector<std::string> values;
  for (const Mention& m : analysis.of(kind)) {
    values.push_back(m.value() + " @ " + std::string(m.text()));
  }
  return values;
}

using Strings = std::vector<std::string>;

}  // namespace bangvang::grammar::toy
