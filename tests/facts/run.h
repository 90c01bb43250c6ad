// Reads a text with the project's grammars and finds its facts, as a page reader would hand it
// over: every line a block, a first line without a full stop the title, the next one the lead.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/facts/context.h"
#include "extractor/grammar/rule_set.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts {

// The grammars, loaded once. A test program without grammars has nothing to say, so it stops.
inline const grammar::RuleSet& project_grammars() {
  static const grammar::RuleSet rules = [] {
    const auto files = grammar::read_directory(std::filesystem::path(PROJECT_DIR "/grammars"));
    auto loaded = grammar::RuleSet::load(files.value());
    if (!loaded) {
      for (const Error& error : loaded.error())
        std::fprintf(stderr, "%s\n", error.message().c_str());
      std::abort();
    }
    return std::move(*loaded);
  }();
  return rules;
}

// A read article; everything its context refers to lives in it.
class ReadArticle {
 public:
  explicit ReadArticle(std::string_view text, std::string_view published = {})
      : normal_(text::normalise(text).value()),
        analysis_(std::make_unique<grammar::Analysis>(analyse())),
        input_(std::make_unique<Input>(Input{.analysis = *analysis_, .blocks = roles_})) {
    if (!published.empty()) input_->published = parse_local_day(published);
    context_ = std::make_unique<Context>(find_facts(*input_));
  }

  ReadArticle(const ReadArticle&) = delete;

  const Facts& facts() const { return context_->facts; }
  const Context& context() const { return *context_; }
  std::string_view text() const { return normal_.utf8(); }

 private:
  grammar::Analysis analyse() {
    const std::string_view whole = normal_.utf8();
    std::vector<Span> blocks;
    for (std::size_t at = 0; at < whole.size();) {
      const std::size_t end = std::min(whole.find('\n', at), whole.size());
      if (end > at)
        blocks.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
      at = end + 1;
    }
    const bool titled = blocks.size() > 1 && whole[blocks.front().end - 1] != '.';
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const BlockRole role = titled && i == 0          ? BlockRole::kTitle
                             : i == (titled ? 1u : 0u) ? BlockRole::kLead
                                                       : BlockRole::kParagraph;
      roles_.emplace_back(blocks[i], role);
    }
    return project_grammars().analyse(whole, blocks);
  }

  text::NormalText normal_;
  std::vector<std::pair<Span, BlockRole>> roles_;
  std::unique_ptr<grammar::Analysis> analysis_;
  std::unique_ptr<Input> input_;
  std::unique_ptr<Context> context_;
};

inline ReadArticle run(std::string_view text, std::string_view published = {}) {
  return ReadArticle(text, published);
}

}  // namespace bangvang::facts
