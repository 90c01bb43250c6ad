#include "tests/pipeline/corpus.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "extractor/events/codec.h"
#include "extractor/events/expected.h"
#include "extractor/source/file.h"
#include "extractor/source/paths.h"

namespace bangvang::pipeline {
namespace {

// Without corpus or grammars a test program has nothing to say, so it stops.
[[noreturn]] void give_up(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message().c_str());
  std::abort();
}

std::vector<source::CorpusArticle> read_corpus() {
  std::vector<source::CorpusArticle> all;
  source::Paths paths({PROJECT_DIR "/corpus"});
  while (true) {
    const auto file = paths.next();
    if (!file) give_up(file.error());
    if (!*file) break;
    const auto bytes = source::read_file((*file)->path);
    if (!bytes) give_up(bytes.error());
    if (!source::is_corpus(*bytes)) continue;  // a page
    auto articles = source::parse_corpus(*bytes, (*file)->path);
    if (!articles) give_up(articles.error());
    for (auto& article : *articles) all.push_back(std::move(article));
  }
  if (all.empty()) give_up({Error::Kind::kUnreadable, PROJECT_DIR "/corpus", {}, "no article"});
  return all;
}

}  // namespace

const std::vector<source::CorpusArticle>& corpus() {
  static const auto articles = read_corpus();
  return articles;
}

std::shared_ptr<const grammar::RuleSet> load_rules() {
  const auto files = grammar::read_directory(std::filesystem::path(PROJECT_DIR "/grammars"));
  if (!files) give_up(files.error());
  auto loaded = grammar::RuleSet::load(*files);
  if (!loaded) give_up(loaded.error().front());
  return std::make_shared<const grammar::RuleSet>(std::move(*loaded));
}

std::shared_ptr<const grammar::RuleSet> rules() {
  static const auto loaded = load_rules();
  return loaded;
}

source::Document document(const source::CorpusArticle& article, std::string bytes) {
  source::Document made;
  made.source = article.name;
  made.bytes = std::move(bytes);
  made.url = article.url;
  made.published = article.published;
  return made;
}

events::Extraction extract(const source::Document& document, bool gate) {
  auto extraction = Extractor(rules(), {.gate = gate, .published = {}}).extract(document);
  if (extraction) return std::move(*extraction);
  ADD_FAILURE() << extraction.error().message();
  return {};
}

bool is_on_topic(const events::Extraction& extraction) {
  const facts::Facts& facts = extraction.facts;
  return !facts.blocs.empty() || !facts.bloc_roles.empty() || !facts.awards.empty();
}

std::string as_json(const events::Extraction& extraction) {
  return events::to_json(extraction, {.with_text = true, .version = "test", .grammars = "test"});
}

std::string as_facts(const events::Extraction& extraction) {
  std::string all;
  for (const std::string& line : events::expected_lines(extraction)) all += line + "\n";
  return all;
}

}  // namespace bangvang::pipeline
