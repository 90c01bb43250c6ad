// Expected facts of an article: gold files in JSON, or the lines of our corpus form.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/events/events.h"
#include "extractor/events/record.h"
#include "extractor/facts/facts.h"

namespace bangvang::events {

// Facts without evidence; what is absent in an extraction must be absent here.
struct FactSet {
  facts::Facts facts;
  std::vector<Meeting> meetings;
};

struct Gold {
  std::string name;  // of the article: a file's name without directory and extension
  std::optional<std::string> province, title, author;
  FactSet wanted;
  FactSet optional;  // count neither for nor against
};

// Reads a gold file, or one line of what `extract` writes (its facts are then `wanted`). `name` is
// taken from article.source when the JSON has one, else from `file`. Fails with kBadInput when the
// text is no JSON object.
Result<Gold> read_gold(std::string_view json, std::string_view file);

// Reads the lines below "----" (docs/corpus.md). Fails with kBadInput, quoting the line.
Result<FactSet> read_expected(const std::vector<std::string>& lines, bool optional,
                              std::string_view file);

// The facts of an extraction as lines of the corpus form, in the order of the kinds there.
std::vector<std::string> expected_lines(const Extraction& extraction);
// Likewise of facts that were stored. Fails with kBadInput when one is damaged.
Result<std::vector<std::string>> expected_lines(const std::vector<StoredFact>& facts);

}  // namespace bangvang::events
