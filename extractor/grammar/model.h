// Grammar files as read: checked for form, not yet compiled.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/grammar/rule_set.h"

namespace bangvang::grammar {

struct FilePlace {
  std::string file;
  int line = 0;

  Error error(std::string reason) const {
    return {Error::Kind::kBadInput, file, std::to_string(line), std::move(reason)};
  }
};

struct ClassDef {
  std::string name;
  std::string number;              // RE2 pattern over whole number tokens; may be empty
  std::vector<std::string> words;  // single words
  FilePlace place;
};

struct EntryDef {
  std::string value;
  std::vector<std::string> spellings;
  std::vector<std::string> cells;  // by LexiconDef::columns
  int line = 0;
};

struct LexiconDef {
  std::string kind;
  bool as_written = false;
  bool initial = false;  // only the capital of the first word is asked for
  std::string mark;      // a further tag of every entry, and the prefix of its other tags
  std::vector<std::string> columns;
  std::string file;  // that the entries stand in: the rule file or its table
  std::vector<EntryDef> entries;
  FilePlace place;
};

struct ExampleDef {
  bool accept = true;
  std::string text;
  std::vector<std::pair<std::string, std::string>> expect;  // part, value
  int line = 0;
};

struct RuleDef {
  std::string id, kind, pattern, value, each, each_kind, note;
  bool yields_nothing = false;
  std::vector<std::pair<std::string, std::string>> set;
  std::vector<ExampleDef> examples;
  FilePlace place;
};

struct Model {
  std::vector<ClassDef> classes;
  std::vector<LexiconDef> lexicons;
  std::vector<RuleDef> rules;
  std::vector<std::pair<std::string, std::string>> respell;
  std::vector<std::string> abbreviations;
  std::vector<std::string> coordination;
  std::vector<std::string> gate_kinds;   // kinds that facts are made of
  std::vector<std::string> topic_kinds;  // those of facts on topic
};

// Reads one rule file into `model`; tables it names are looked up in `files`. Mistakes are added to
// `errors`, and reading goes on as far as it makes sense.
void read_toml(const SourceFile& file, const std::vector<SourceFile>& files, Model& model,
               std::vector<Error>& errors);

struct TableOptions {
  std::vector<std::string> spelling;  // columns
  std::string value;                  // column
};

// Reads a tab-separated table into `lexicon`: columns and entries. A byte order mark is ignored.
void read_table(const SourceFile& file, const TableOptions& options, LexiconDef& lexicon,
                std::vector<Error>& errors);

}  // namespace bangvang::grammar
