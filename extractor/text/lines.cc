// The third step of normalising: undoing the line breaks of texts wrapped at a fixed width.
#include <vector>

#include "extractor/base/code_points.h"
#include "extractor/text/letters.h"
#include "extractor/text/stages.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

// Widths at which mail programs, terminals and typists wrap.
constexpr std::size_t kMinWidth = 55, kMaxWidth = 95;
// A shorter line was ended by its writer, unless a long word did not fit any more.
constexpr std::size_t kMinJoined = 45;
// Fewer breaks than this inside paragraphs are no habit.
constexpr std::size_t kMinBreaks = 3;

struct Break {
  std::size_t at;  // byte of the '\n'
  bool typical;    // the line before has the width of wrapped text
  bool continued;  // the next line goes on in lower case
  bool may_join;
};

// Columns of the line; of one too long to be wrapped only so many that this shows.
std::size_t width(std::string_view line) {
  constexpr std::size_t kLongestCharacter = 4;
  return count_code_points(line.substr(0, kLongestCharacter * (kMaxWidth + 1)));
}

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
  return line;
}

bool ends_itself(std::string_view line) {
  while (!line.empty() && (line.back() == '"' || line.back() == '\'' || line.back() == ')')) {
    line.remove_suffix(1);
  }
  return !line.empty() && std::string_view(".:;!?").find(line.back()) != std::string_view::npos;
}

// "- x", "+ x", "• x", "1. x", "a) x", "2/ x": a line of its own whatever stands before.
bool begins_item(std::string_view line) {
  const CodePoint first = code_point_at(line, 0);
  if (std::u32string_view(U"-+*•◦▪●").find(first.value) != std::u32string_view::npos) return true;
  std::size_t at = 0;
  while (at < line.size() && at < 3 && line[at] >= '0' && line[at] <= '9') ++at;
  if (at == 0 && letter(first.value)) at = first.size;
  return at > 0 && at < line.size() &&
         std::string_view(".)/").find(line[at]) != std::string_view::npos;
}

bool begins_lower(std::string_view line) {
  const auto first = letter(code_point_at(line, 0).value);
  return first && !first->upper;
}

// The breaks with text on both sides.
std::vector<Break> inner_breaks(std::string_view text) {
  std::vector<Break> breaks;
  std::size_t begin = 0;
  for (std::size_t end; (end = text.find('\n', begin)) != std::string_view::npos; begin = end + 1) {
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    const std::size_t next_end = text.find('\n', end + 1);
    if (line.empty() || next_end == end + 1) continue;
    const std::string_view next = trimmed(text.substr(end + 1, next_end - end - 1));
    if (next.empty()) continue;
    const std::size_t columns = width(line);
    const bool joins = columns >= kMinJoined && !ends_itself(line) && !begins_item(next);
    breaks.push_back(
        {end, columns >= kMinWidth && columns <= kMaxWidth, begins_lower(next), joins});
  }
  return breaks;
}

// A writer's own line breaks come at all widths, and the next line begins with a capital.
bool is_wrapped(const std::vector<Break>& breaks) {
  std::size_t typical = 0, continued = 0;
  for (const Break& b : breaks) {
    typical += b.typical ? 1u : 0u;
    continued += b.typical && b.continued ? 1u : 0u;
  }
  return breaks.size() >= kMinBreaks && typical * 2 > breaks.size() && continued * 5 >= typical * 2;
}

bool joins_any(std::string_view text) {
  const auto breaks = inner_breaks(text);
  if (!is_wrapped(breaks)) return false;
  for (const Break& b : breaks) {
    if (b.may_join) return true;
  }
  return false;
}

}  // namespace

Rewritten join_lines(std::string_view source) {
  const auto breaks = inner_breaks(source);
  if (!is_wrapped(breaks)) return {};
  Rewriter out(source);
  for (const Break& b : breaks) {
    if (!b.may_join) continue;
    std::size_t begin = b.at, end = b.at + 1;
    while (begin > out.done() && source[begin - 1] == ' ') --begin;
    while (end < source.size() && source[end] == ' ') ++end;
    out.replace(begin, end, " ");
  }
  Rewritten joined = std::move(out).finish();
  // Where the joined lines look wrapped again, we misread the text; leave it as it is, so that
  // normalising twice changes nothing.
  if (joins_any(joined.text)) return {};
  return joined;
}

}  // namespace bangvang::text
