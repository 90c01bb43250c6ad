// The façade: a document or an article in, its facts and events out. Nothing else composes the
// stages.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/events/events.h"
#include "extractor/grammar/rule_set.h"
#include "extractor/page/article.h"
#include "extractor/page/html.h"
#include "extractor/source/document.h"
#include "extractor/text/normal_text.h"

namespace bangvang::pipeline {

// Longer texts are no articles; spans are 32-bit.
inline constexpr std::size_t kLongestText = std::size_t{1} << 30;

struct Options {
  // Leave out texts where no rule can fire. Changes the time taken, never the result.
  bool gate = true;
  // Used where the document does not say itself when it was published.
  std::optional<std::string> published = {};
  // What one document may take.
  std::size_t max_page_bytes = page::kMaxPageBytes;
  std::size_t max_markup_depth = page::kMaxMarkupDepth;
  std::optional<double> max_seconds = {};  // of processor time; no bound when nothing is said
};

// What extraction looked at on its way, for explaining. Mentions refer to `text` and `blocks`.
struct Trace {
  page::Article article;
  text::NormalText text;
  std::vector<Span> blocks;
  grammar::Analysis analysis;
  events::Extraction extraction;
};

// Pure: equal documents and grammars give equal extractions on any machine and thread. Immutable
// and safe to share across threads; copies share the rule set.
class Extractor {
 public:
  explicit Extractor(std::shared_ptr<const grammar::RuleSet> rules, Options options = {});

  // Fails when the document is not text (kBadInput, kUnsupported) or more than allowed (kLimit; its
  // code is "time" when it took too long).
  Result<events::Extraction> extract(const source::Document& document) const;
  // For an article that a page reader has made.
  Result<events::Extraction> extract(page::Article article) const;
  // For those who want articles on topic only, which tell of blocs, roles in them or awards;
  // nothing when the document is none. Most are passed over by is_off_topic(), and so are lists and
  // other pages without an article; captures that failed are errors here too.
  Result<std::optional<events::Extraction>> extract_on_topic(
      const source::Document& document) const;
  // True when the document can tell of nothing on topic and is no capture that failed, found
  // without parsing its markup. False in any doubt.
  bool is_off_topic(const source::Document& document) const;
  // The same, keeping what was seen on the way. Never gated.
  Result<std::unique_ptr<Trace>> trace(const source::Document& document) const;

  const grammar::RuleSet& rules() const { return *rules_; }

 private:
  Deadline deadline() const;
  Result<std::unique_ptr<Trace>> run(page::Article article, bool gated,
                                     const Deadline& deadline) const;
  Result<events::Extraction> extract(page::Article article, const Deadline& deadline) const;

  std::shared_ptr<const grammar::RuleSet> rules_;
  Options options_;
};

}  // namespace bangvang::pipeline
