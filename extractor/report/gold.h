// What people corrected, as gold for `eval` and as examples for rules.
#pragma once

#include <string>

#include "extractor/base/result.h"
#include "extractor/source/corpus.h"
#include "extractor/store/review.h"

namespace bangvang::report {

// The article in our corpus form (docs/corpus.md). Facts that a person has seen to are expected,
// the others count neither for nor against. Fails with kBadInput when a fact is damaged, and with
// kUnsupported when its text is not kept or cannot stand in that form.
Result<source::CorpusArticle> gold_of(const store::ReviewedArticle& article);

// For each rule whose facts were judged in the article, the sentence as an example in the form of
// the grammars; to be moved to the file of the rule, with what is expected of it.
Result<std::string> examples_of(store::Review& review, const store::ReviewedArticle& article);

}  // namespace bangvang::report
