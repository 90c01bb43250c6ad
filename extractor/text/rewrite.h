// Private to this room: building a changed text together with the list of what was changed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/text/normal_text.h"

namespace bangvang::text {

// A text and how it came from its source: `edits` is sorted and disjoint, and between two edits
// bytes correspond one to one. No edits means that the text is the source, and `text` is empty.
struct Rewritten {
  std::string text;
  std::vector<Edit> edits;
};

// Reads a source from front to back and copies what it is not told to replace.
// The source must outlive it.
class Rewriter {
 public:
  explicit Rewriter(std::string_view source) : source_(source) {}

  // Replaces source[begin, end). An equal replacement is no edit.
  // Requires: begin is not before done().
  void replace(std::size_t begin, std::size_t end, std::string_view with);

  // All of the source before this has been decided on by a replace().
  std::size_t done() const { return done_; }

  // What stands for source[0, at), for looking back. Valid until the next call.
  // Requires: `at` is not before done().
  std::string_view written(std::size_t at);

  Rewritten finish() &&;

 private:
  void keep_until(std::size_t at);

  std::string_view source_;
  std::size_t done_ = 0;    // decided on
  std::size_t copied_ = 0;  // written; not before done_
  Rewritten out_;
};

// Edits from the first source to the last text, when `first` led to the source of `second`.
std::vector<Edit> compose(const std::vector<Edit>& first, const std::vector<Edit>& second);

}  // namespace bangvang::text
