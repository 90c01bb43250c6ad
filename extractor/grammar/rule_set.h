// Compiled grammars: lexicons and rules, immutable once loaded and shared by any number of threads.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/deadline.h"
#include "extractor/base/result.h"
#include "extractor/base/span.h"
#include "extractor/grammar/analysis.h"

namespace bangvang::grammar {

// One grammar file, by name and content. Rule files end in .toml, tables in .tsv.
struct SourceFile {
  std::string name;  // "date.toml"
  std::string path;  // as shown in messages
  std::string content;
};

// Every file of a directory that belongs to grammars, sorted by name.
Result<std::vector<SourceFile>> read_directory(const std::filesystem::path& directory);

// `base` with `over` laid on top: a file of the same name replaces, another adds. An `over` that
// has a shared.toml of its own stands alone.
std::vector<SourceFile> overlay(std::vector<SourceFile> base, std::vector<SourceFile> over);

struct ExampleInfo {
  bool accept = true;
  std::string text;
};

struct RuleInfo {
  std::string id, kind, pattern, note, file;
  int line = 0;
  std::vector<ExampleInfo> examples;
};

struct LexiconInfo {
  std::string kind, file;
  std::size_t entries = 0;
};

// A rule whose slots all stand in a block, but whose pattern does not match there.
struct NearMiss {
  std::string rule;
  Span block;  // bytes of the normalised text
};

class RuleSet {
 public:
  // All or nothing: on failure every mistake of every file, sorted by file and line.
  // Does not run the examples.
  static std::expected<RuleSet, std::vector<Error>> load(const std::vector<SourceFile>& files);

  RuleSet(RuleSet&&) noexcept;
  RuleSet& operator=(RuleSet&&) noexcept;
  ~RuleSet();

  // Reads the blocks of a normalised text. Blocks are disjoint, in text order. The bytes of `text`
  // must outlive the result. Pure; safe from any thread. Ends early, with what is worth nothing,
  // once the deadline passed.
  Analysis analyse(std::string_view text, std::span<const Span> blocks,
                   const Deadline& deadline = {}) const;

  // False when no rule can fire on these bytes, normalised or not: analysing them would find no
  // mention of any kind in `kinds` given at load. Never false for a text that holds a fact.
  bool gate(std::string_view text) const;

  // The same of the kinds that facts on topic are made of: blocs, roles in them, awards.
  bool topic_gate(std::string_view text) const;

  // The phrases the gate looks for, as plain text: to measure its speed against other ways.
  std::vector<std::string> gate_phrases() const;

  // Runs every accept and reject example; every mistake, sorted by file and line.
  std::vector<Error> check_examples() const;

  // "sha256:…" over the names and contents of all files.
  const std::string& digest() const;
  std::vector<RuleInfo> rules() const;
  std::vector<LexiconInfo> lexicons() const;
  // The line the rules of `kind` see for one block, written with slots and words, for explaining.
  std::string abstract_line(std::string_view text, Span block, std::string_view kind) const;
  std::vector<NearMiss> near_misses(const Analysis& analysis) const;

  struct Data;  // private to the room
  const Data& data() const { return *data_; }

 private:
  RuleSet();
  std::unique_ptr<Data> data_;
};

}  // namespace bangvang::grammar
