// One spelling for every grammar to read: NFC, single spaces, one kind of dash and quote, one
// tone-mark style, look-alike letters mended.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/base/span.h"

namespace bangvang::text {

// utf8()[normal.begin, normal.end) stands for source[source.begin, source.end).
struct Edit {
  Span normal, source;
};

// Longer input is refused with kLimit: spans count in 32 bits, and normalising may lengthen.
inline constexpr std::size_t kMaxTextBytes = std::size_t{1} << 30;

// Normalised text that remembers where it came from. Immutable; safe to share across threads.
// Owns its bytes; the source is not kept.
class NormalText {
 public:
  // Valid while *this lives.
  std::string_view utf8() const { return utf8_; }

  // The bytes of the source behind `span`. White space that normalising put in or widened at
  // either end is left out.
  // Requires: `span` lies inside utf8(), on code-point boundaries.
  Span source(Span span) const;

  // The bytes of utf8() that stand for `span` of the source; the inverse of source() up to
  // characters that normalising dropped or merged.
  Span normal(Span span) const;

  // True when normalising changed nothing: utf8() equals the source byte for byte.
  bool unchanged() const { return edits_.empty(); }

 private:
  friend Result<NormalText> normalise(std::string_view utf8);
  std::string utf8_;
  std::vector<Edit> edits_;  // sorted, disjoint; between two of them bytes correspond one to one
};

// Fails with kBadInput, naming the byte, when `utf8` is not UTF-8, and with kLimit above
// kMaxTextBytes. Empty input is not an error. Normalising twice changes nothing.
Result<NormalText> normalise(std::string_view utf8);

// One syllable or word with its tone mark where the usual official spelling has it (Ủy, Hòa,
// hoàn); anything else comes back as it is. Requires: NFC.
std::string canonical_tones(std::string_view word);

// The search form: lower case, no marks, đ as d, punctuation kept. Requires: UTF-8.
std::string fold(std::string_view utf8);

// Lower case of UTF-8 text by simple case mapping, marks kept.
std::string lower(std::string_view utf8);

}  // namespace bangvang::text
