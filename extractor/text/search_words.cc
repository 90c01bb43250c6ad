#include "extractor/text/search_words.h"

#include <unicode/uchar.h>

#include "extractor/text/normal_text.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

// Above this stand addresses of pictures packed into a page and the like, never a word.
constexpr std::size_t kLongestWord = 128;

bool is_word_character(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  const auto wide = static_cast<UChar32>(c);
  return u_isalnum(wide) || (U_GET_GC_MASK(wide) & U_GC_M_MASK) != 0;
}

}  // namespace

std::vector<SearchWord> search_words(std::string_view normalised) {
  std::vector<SearchWord> words;
  for (std::size_t at = 0; at < normalised.size();) {
    const std::size_t begin = at;
    CodePoint c = code_point_at(normalised, at);
    while (c.size > 0 && is_word_character(c.value)) {
      at += c.size;
      c = code_point_at(normalised, at);
    }
    const std::string_view word = normalised.substr(begin, at - begin);
    if (!word.empty() && word.size() <= kLongestWord) {
      words.push_back({lower(word),
                       fold(word),
                       {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}});
    }
    at += c.size;
  }
  return words;
}

}  // namespace bangvang::text
