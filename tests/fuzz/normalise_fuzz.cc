// Normalising any UTF-8 twice gives what normalising it once gave, and the map back stays inside
// the source, in order and on code-point boundaries.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "extractor/text/normal_text.h"

namespace {

using bangvang::Span;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

bool at_boundary(std::string_view text, std::size_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

bool is_white(char c) { return c == ' ' || c == '\n'; }

void check_words(std::string_view source, const bangvang::text::NormalText& text) {
  const std::string_view normal = text.utf8();
  std::uint32_t last_end = 0;
  for (std::size_t at = 0; at < normal.size();) {
    std::size_t end = at + 1;
    while (end < normal.size() && !at_boundary(normal, end)) ++end;
    if (!is_white(normal[at])) {
      while (end < normal.size() && !is_white(normal[end])) ++end;
    }
    const Span word{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    const Span back = text.source(word);
    require(back.begin <= back.end && back.end <= source.size(), "map in range");
    require(at_boundary(source, back.begin) && at_boundary(source, back.end), "map on code points");
    if (!is_white(normal[at])) {
      require(back.begin >= last_end, "map in order");
      require(!back.empty(), "a word has a source");
      require(text.normal(back).contains(word), "there and back covers");
      last_end = back.end;
    }
    at = end;
  }
  const Span all = text.normal({0, static_cast<std::uint32_t>(source.size())});
  require(all.end <= normal.size(), "normal in range");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  const auto text = bangvang::text::normalise(source);
  if (!text) return 0;
  check_words(source, *text);
  const auto again = bangvang::text::normalise(text->utf8());
  require(again.has_value(), "output is UTF-8");
  require(again->unchanged() && again->utf8() == text->utf8(), "twice is once");
  require(bangvang::text::normalise(bangvang::text::fold(text->utf8())).has_value(),
          "fold gives UTF-8");
  require(bangvang::text::normalise(bangvang::text::lower(text->utf8())).has_value(),
          "lower gives UTF-8");
  return 0;
}
