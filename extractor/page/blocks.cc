#include "extractor/page/blocks.h"

#include <optional>

#include "extractor/page/character.h"

namespace bangvang::page {
namespace {

constexpr int kLeadWords = 12;
constexpr int kPlainItemWords = 12;  // of a list item without any mark
constexpr int kInnerHeadWords = 6;   // a list line that ends in ":" and heads a list of its own

char32_t last_of(std::string_view text, const Line& line) {
  return character_before(text, line.span.end).value;
}

bool ends_item(std::string_view text, const Line& line) {
  const char32_t last = last_of(text, line);
  return last == ';' || last == ',';
}

bool is_head(std::string_view text, const Line& line) { return last_of(text, line) == ':'; }

// A numbered or long list line ending in ":" begins a block of its own: "2. Tặng Bằng khen cho:".
bool is_inner_head(std::string_view text, const Line& line) {
  if (!is_head(text, line)) return false;
  const Character first = character_at(text, line.span.begin);
  return !is_bullet(first.value) || line.words >= kInnerHeadWords;
}

// What marks the items of the list under a head line.
enum class Marks { kBullets, kSemicolons, kNone };

std::optional<Marks> marks_of(std::string_view text, const Line& first) {
  if (first.kind == Kind::kList) return Marks::kBullets;
  if (ends_item(text, first)) return Marks::kSemicolons;
  if (first.kind == Kind::kShort && !first.gap && first.words <= kPlainItemWords)
    return Marks::kNone;
  return std::nullopt;
}

bool goes_on(std::string_view text, const Line& above, const Line& line, Marks marks) {
  switch (marks) {
    case Marks::kBullets:
      return line.kind == Kind::kList && !is_inner_head(text, line);
    case Marks::kSemicolons:
      return ends_item(text, above) && line.kind != Kind::kList;
    case Marks::kNone:
      return line.kind == Kind::kShort && !line.gap && line.words <= kPlainItemWords;
  }
  return false;
}

// The line behind the list that `head` has under it; head + 1 when it has none.
std::size_t end_of_list(std::string_view text, const std::vector<Line>& lines, std::size_t head,
                        std::size_t end) {
  const std::size_t first = head + 1;
  if (first >= end || !is_content(lines[first])) return first;
  const auto marks = marks_of(text, lines[first]);
  if (!marks || is_inner_head(text, lines[first])) return first;
  std::size_t at = first + 1;
  while (at < end && is_content(lines[at]) && goes_on(text, lines[at - 1], lines[at], *marks)) ++at;
  return at;
}

Role role_of(std::string_view text, const Line& line, bool running) {
  const bool caption = running && line.kind == Kind::kShort && !ends_sentence(line.span.of(text));
  return caption ? Role::kCaption : Role::kParagraph;
}

}  // namespace

bool is_content(const Line& line) {
  switch (line.kind) {
    case Kind::kProse:
    case Kind::kHead:
    case Kind::kList:
    case Kind::kItem:
    case Kind::kShort:
      return true;
    case Kind::kStamp:
    case Kind::kCredit:
    case Kind::kFurniture:
    case Kind::kWeakEnd:
    case Kind::kEnd:
      return false;
  }
  return false;
}

void append_blocks(std::string_view text, const std::vector<Line>& lines, std::size_t begin,
                   std::size_t end, bool running, std::vector<Block>& blocks) {
  bool lead_found = false;
  for (std::size_t at = begin; at < end;) {
    const Line& line = lines[at];
    if (!is_content(line)) {
      ++at;
      continue;
    }
    const std::size_t stop = is_head(text, line) ? end_of_list(text, lines, at, end) : at + 1;
    Block block{role_of(text, line, running), {line.span.begin, lines[stop - 1].span.end}};
    if (!lead_found && line.words >= kLeadWords) {
      block.role = Role::kLead;
      lead_found = true;
    }
    blocks.push_back(block);
    at = stop;
  }
}

}  // namespace bangvang::page
