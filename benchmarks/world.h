// What every benchmark reads, loaded and checked once.
#pragma once

#include <cstddef>
#include <memory>

#include "benchmarks/texts.h"
#include "extractor/base/result.h"
#include "extractor/pipeline/extractor.h"

namespace bangvang::bench {

struct World {
  std::shared_ptr<const grammar::RuleSet> rules;
  Texts on_topic, off_topic, news, on_topic_nfd;
};

// `bytes` of each kind of text. Fails when a file of the project cannot be read.
Result<World> load_world(std::size_t bytes);

// Nothing is timed whose answers are wrong: the gate changes no fact, texts without a gate phrase
// yield none, NFD yields what NFC does. Fails with the first article that says otherwise.
Result<bool> check(const World& world);

// The document a reader would make of the article.
source::Document document(const Article& article);

}  // namespace bangvang::bench
