#include "extractor/page/scrambled.h"

#include <algorithm>

#include "extractor/text/reading.h"

namespace bangvang::page {
namespace {

constexpr std::size_t kReadBytes = 16u << 10;  // enough to tell text from letters at random
constexpr std::size_t kReadWords = 40;         // fewer tell nothing

}  // namespace

bool is_scrambled(std::string_view text) {
  std::string_view read = text.substr(0, kReadBytes);
  while (!read.empty() && (read.back() & 0x80) != 0) read.remove_suffix(1);
  const text::Reading reading = text::read(read);
  if (reading.words < kReadWords) return false;
  if (reading.marked * 3 > reading.words && reading.share() < 0.4) return true;
  std::size_t without_vowels = 0;
  for (std::size_t at = 0; at < read.size();) {
    const auto end = std::min(read.find_first_of(" \n", at), read.size());
    const std::string_view word = read.substr(at, end - at);
    const bool bare = word.size() >= 4 && std::ranges::all_of(word, [](char c) {
                        return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') &&
                               std::string_view("aeiouyAEIOUY").find(c) == std::string_view::npos;
                      });
    without_vowels += bare ? 1 : 0;
    at = end + 1;
  }
  return without_vowels * 5 > reading.words;
}

}  // namespace bangvang::page
