// Awards: reads every sentence that names one, or goes on with the list of one.
#include "extractor/facts/award.h"

#include <algorithm>

namespace bangvang::facts {
namespace {

using awards::Carry;
using awards::Claim;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// An item of a list begins with a dash, a bullet, a number or a letter and a bracket.
bool begins_item(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \n");
  if (first == std::string_view::npos) return false;
  line.remove_prefix(first);
  if (line.front() == '-' || line.front() == '+' || line.front() == '*') return true;
  if (line.starts_with("•") || line.starts_with("·")) return true;
  std::size_t at = 0;
  while (at < line.size() && (is_digit(line[at]) || line[at] == 'I' || line[at] == 'V')) ++at;
  return at > 0 && at < line.size() && at < 4 &&
         (line[at] == '.' || line[at] == ')' || line[at] == '/');
}

bool begins_line(std::string_view text, std::uint32_t at) {
  return at == 0 || text[at - 1] == '\n';
}

// Cuts `span` where a line begins an item.
void add_lines(std::string_view text, Span span, std::vector<Span>& out) {
  std::uint32_t begin = span.begin;
  text = text.substr(0, span.end);
  for (std::size_t line = begin; (line = text.find('\n', line)) < text.size() - 1; ++line) {
    if (!begins_item(text.substr(line + 1))) continue;
    out.push_back({begin, static_cast<std::uint32_t>(line)});
    begin = static_cast<std::uint32_t>(line) + 1;
  }
  out.push_back({begin, span.end});
}

// Longer ones number no item.
constexpr std::size_t kLongestNumber = 6;

// Where the number of an item may begin that ends at `end`: at its line's begin, or behind the mark
// that ends the item before ("…: 1. A; 2. B"); what would be too long is cut.
std::size_t item_number(std::string_view words, std::size_t end) {
  std::size_t first = end;
  while (first > 0 && (is_digit(words[first - 1]) || words[first] == '.')) --first;
  const std::size_t before = words.substr(0, first).find_last_not_of(' ');
  if (before != std::string_view::npos && (words[before] == ';' || words[before] == ':'))
    return first;
  const std::size_t from = end - std::min(end, kLongestNumber);
  const std::size_t line = words.substr(from, end + 1 - from).rfind('\n');
  return line == std::string_view::npos ? from : from + line + 1;
}

// Sentences and the items of lists, each by itself. The number of an item ("2.") ends a sentence
// for the tokenizer: it is moved to the item.
std::vector<Span> units(const grammar::Analysis& analysis) {
  std::vector<Span> found;
  const std::string_view text = analysis.text();
  constexpr std::uint32_t kNone = UINT32_MAX;
  std::uint32_t number = kNone;
  for (const Span sentence : analysis.sentences()) {
    Span unit{number == kNone ? sentence.begin : number, sentence.end};
    number = kNone;
    const std::string_view words = unit.of(text);
    const std::size_t end = words.find_last_not_of(" \n");
    const std::size_t last = end == std::string_view::npos ? end : item_number(words, end);
    if (end != std::string_view::npos && end - last < kLongestNumber &&
        begins_item(words.substr(last))) {
      number = unit.begin + static_cast<std::uint32_t>(last);
      unit.end = number;
    }
    if (!unit.empty()) add_lines(text, unit, found);
  }
  return found;
}

// A plan, a rule: the title begins with the word for it.
bool is_ruling(const Context& context) {
  for (const auto& [block, role] : context.input.blocks) {
    if (role != BlockRole::kTitle) continue;
    const auto words = context.analysis.of("award_ruling", block);
    return !words.empty() && words.front().span().begin == block.begin;
  }
  return false;
}

}  // namespace

void find_awards(Context& context) {
  const grammar::Analysis& analysis = context.analysis;
  if (analysis.of("award_phrase").empty() || is_ruling(context)) return;
  std::vector<Claim> claims;
  Carry carry;
  for (const Span sentence : units(analysis)) {
    const bool item = carry.open && begins_item(sentence.of(analysis.text()));
    if (!item && analysis.of("award_phrase", sentence).empty()) {
      // Only a head line can matter: it may open a list of awards, or of those who get one.
      const bool names = !claims.empty() && claims.back().sentence.end + 4 >= sentence.begin &&
                         !analysis.of("award_list", sentence).empty();
      const bool blank = sentence.of(analysis.text()).find_first_not_of(" \n") == std::string::npos;
      // Running text ends a list.
      if (!item && !blank && begins_line(analysis.text(), sentence.begin)) carry = Carry{};
      if (!names && sentence.of(analysis.text()).find(':') == std::string_view::npos) continue;
    }
    awards::read_sentence(context, sentence, item, carry, claims);
  }
  awards::add_facts(context, std::move(claims));
}

}  // namespace bangvang::facts
