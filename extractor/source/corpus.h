// Our corpus form (docs/corpus.md): articles with what each must yield, in one readable file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"

namespace bangvang::source {

struct CorpusArticle {
  std::string name;                           // unique in its file
  std::optional<std::string> published, url;  // handed to the extractor
  std::optional<std::string> province;        // a slug, expected of it
  std::string text;                           // without the line break before "----"
  std::vector<std::string> expected;          // lines as written, remarks ("#") among them,
                                              // blank lines left out
  std::size_t line = 0;                       // of "==== NAME", from 1
  std::vector<std::string> remarks;           // "#" lines above the first article of a file
};

// Whether a file's bytes are in this form: "==== " begins them, after a byte order mark, remarks
// and blank lines at most.
bool is_corpus(std::string_view bytes);

// Fails with kBadInput, naming the line, when `bytes` are not in the form: something stands before
// the first "==== NAME", a name is missing or comes twice, a ":" line is unknown or comes twice, or
// a text does not end in "----". `file` is used in errors only.
Result<std::vector<CorpusArticle>> parse_corpus(std::string_view bytes, std::string_view file);

// The same articles as a file; parse_corpus gives them back equal but for `line`.
// Requires: no text holds a line "----" or one that begins "==== ".
std::string write_corpus(const std::vector<CorpusArticle>& articles);

}  // namespace bangvang::source
