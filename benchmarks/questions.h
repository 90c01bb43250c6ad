// Asking a store what people ask, with answers checked against what is known of its articles.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "benchmarks/articles.h"
#include "extractor/base/result.h"
#include "extractor/grammar/rule_set.h"

namespace bangvang::bench {

struct Question {
  std::string kind, common, query;  // kind: search, history
};

// Lines of a table: kind, how common its words are, query. Those that begin with # are left out.
Result<std::vector<Question>> read_questions(const std::string& path);

// How many articles a store in a file holds; 0 when there is none.
std::size_t stored_articles(const std::string& store);

// Asks each question several times in each of the stores, which hold the same, and prints tables:
// how many answers there are, how long one takes. False when an answer is wrong. `there`: how many
// articles of the newsroom they hold.
bool ask_all(const std::vector<std::string>& places,
             const std::vector<grammar::SourceFile>& grammars, const Newsroom& newsroom,
             std::size_t there, const std::vector<Question>& questions);

}  // namespace bangvang::bench
