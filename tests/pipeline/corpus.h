// The project's own articles and grammars, read once for all tests of this room.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/pipeline/extractor.h"
#include "extractor/source/corpus.h"

namespace bangvang::pipeline {

const std::vector<source::CorpusArticle>& corpus();

std::shared_ptr<const grammar::RuleSet> rules();
std::shared_ptr<const grammar::RuleSet> load_rules();  // afresh

// `bytes` as a file named and published like `article`.
source::Document document(const source::CorpusArticle& article, std::string bytes);

// Fails the test and gives an empty extraction when extracting fails.
events::Extraction extract(const source::Document& document, bool gate = true);

// Whether it tells of blocs, roles in them or awards.
bool is_on_topic(const events::Extraction& extraction);

// All that is written about an article, its text included.
std::string as_json(const events::Extraction& extraction);

// What was found, one fact a line, without places: equal however the same words were encoded.
std::string as_facts(const events::Extraction& extraction);

}  // namespace bangvang::pipeline
