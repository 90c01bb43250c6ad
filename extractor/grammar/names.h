// What slots can refer to: classes of tokens, and kinds of mentions with their tags.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "extractor/grammar/edges.h"
#include "extractor/grammar/lexicon.h"
#include "extractor/grammar/terminals.h"
#include "extractor/grammar/vocabulary.h"

namespace bangvang::grammar {

// A word as a grammar writes it: a capital in it asks for a capital in the text.
struct WrittenWord {
  WordId word;
  bool capital;       // a token in lower case does not fit
  bool two_capitals;  // nor one with its first capital alone: «CA» is not «Ca»
};

struct TokenClass {
  std::string name;
  int number_bit = -1;  // bit in NumberClasses, or -1
  std::vector<WrittenWord> words;
};

// Mentions of one kind with the same tags look alike to every rule.
struct MentionType {
  KindId kind;
  std::vector<std::string> tags;
  friend auto operator<=>(const MentionType&, const MentionType&) = default;
};

struct Names {
  Vocabulary vocabulary;
  Terminals terminals;
  std::map<std::string, KindId, std::less<>> kinds;
  std::vector<std::string> kind_names;
  std::map<std::string, std::size_t> class_by_name;
  std::vector<TokenClass> classes;
  std::vector<MentionType> types;
  std::set<std::uint32_t> types_of_rules;
  std::vector<Edges> edges;  // by type; of a kind's rules once its family is compiled
  std::set<std::vector<std::uint32_t>> types_together;  // of lexicon entries with equal words

  KindId kind(const std::string& name) {
    const auto [it, fresh] = kinds.emplace(name, static_cast<KindId>(kind_names.size()));
    if (fresh) kind_names.push_back(name);
    return it->second;
  }
  std::uint32_t type(KindId kind, const std::string& tags);
  // Adds the words and marks of a spelling to the vocabulary. Normalises first.
  std::vector<WrittenWord> write(std::string_view spelling, bool as_written);
  // Number classes of a string of digits are fixed when terminals are made; see make_terminals.
  NumberClasses number_classes(std::string_view digits) const;
  void make_terminals();

  std::vector<std::shared_ptr<void>> number_patterns;  // compiled, one per number bit
};

bool is_builtin_slot(std::string_view name);

}  // namespace bangvang::grammar
