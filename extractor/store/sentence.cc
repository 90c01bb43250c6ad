#include "extractor/store/sentence.h"

#include <algorithm>
#include <string_view>

#include "extractor/json/value.h"

namespace bangvang::store {
namespace {

// A line of a list or a sentence is shorter; more would not be read in a table.
constexpr std::size_t kLongest = 600;

bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return true;
  const bool stop = text[at] == '.' || text[at] == '!' || text[at] == '?';
  return stop && at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\n') &&
         // "TP. Huế", "TS. Lò": what is abbreviated begins with a capital of its own.
         !(at >= 2 && text[at - 1] >= 'A' && text[at - 1] <= 'Z') &&
         !(at >= 2 && text[at - 2] >= 'A' && text[at - 2] <= 'Z');
}

bool inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

std::size_t byte_of(std::string_view text, std::int64_t code_points) {
  std::size_t at = 0;
  for (; at < text.size() && code_points > 0; ++at) {
    if (!inside_character(text, at + 1)) --code_points;
  }
  return at;
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace

std::string sentence_of(const std::string& fact, const std::optional<std::string>& text) {
  const auto json = json::Value::parse(fact);
  if (!json) return {};
  const auto begin = (*json)["begin"].integer(), end = (*json)["end"].integer();
  if (!text || !begin || !end) return one_line((*json)["text"].string().value_or(""));
  const std::string_view all(*text);
  std::size_t first = byte_of(all, *begin), last = byte_of(all, *end);
  const std::size_t from = first > kLongest / 2 ? first - kLongest / 2 : 0;
  const std::size_t to = std::min(all.size(), std::max(last, from + kLongest));
  while (first > from && !ends_sentence(all, first - 1)) --first;
  while (last < to && !ends_sentence(all, last)) ++last;
  if (last < all.size() && all[last] != '\n') ++last;
  while (inside_character(all, first)) ++first;
  while (inside_character(all, last)) ++last;
  return one_line(all.substr(first, last - first));
}

}  // namespace bangvang::store
