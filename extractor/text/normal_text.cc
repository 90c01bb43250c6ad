#include "extractor/text/normal_text.h"

#include <algorithm>

#include "extractor/text/rewrite.h"
#include "extractor/text/stages.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

bool is_white(char c) { return c == ' ' || c == '\n'; }

bool is_white(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_white(c); });
}

// The edit that holds byte `at` of side `side`, or null: an edit's own begin counts, its end not.
const Edit* holding(const std::vector<Edit>& edits, Span Edit::*side, std::uint32_t at) {
  auto next = std::upper_bound(
      edits.begin(), edits.end(), at,
      [side](std::uint32_t value, const Edit& e) { return value < (e.*side).begin; });
  // Of several edits that begin at one place only the last can hold anything.
  if (next == edits.begin()) return nullptr;
  const Edit& edit = *--next;
  return at < (edit.*side).end ? &edit : nullptr;
}

enum class Bound { kBegin, kEnd };

// Carries one end of a span from side `from` to side `to`. Inside an edit the whole edit is
// taken in; at a place where something was put in or dropped, the span stays outside of it.
std::uint32_t carried(const std::vector<Edit>& edits, Span Edit::*from, Span Edit::*to,
                      std::uint32_t at, Bound bound) {
  // The edits that end at or before `at`, those at `at` itself belonging to what a begin leaves
  // behind and an end does not reach.
  const auto after = std::partition_point(edits.begin(), edits.end(), [&](const Edit& e) {
    const Span s = e.*from;
    if (s.empty()) return bound == Bound::kBegin ? s.begin <= at : s.begin < at;
    return s.end <= at;
  });
  if (after != edits.end() && ((*after).*from).begin < at) {
    return bound == Bound::kBegin ? ((*after).*to).begin : ((*after).*to).end;
  }
  if (after == edits.begin()) return at;
  const Edit& last = *std::prev(after);
  return (last.*to).end + (at - (last.*from).end);
}

}  // namespace

Span NormalText::source(Span span) const {
  if (edits_.empty()) return span;
  const std::string_view text = utf8_;
  while (!span.empty()) {
    const Edit* edit = holding(edits_, &Edit::normal, span.begin);
    if (!edit || !is_white(edit->normal.of(text))) break;
    span.begin = std::min(edit->normal.end, span.end);
  }
  while (!span.empty()) {
    const Edit* edit = holding(edits_, &Edit::normal, span.end - 1);
    if (!edit || !is_white(edit->normal.of(text))) break;
    span.end = std::max(edit->normal.begin, span.begin);
  }
  const auto begin = carried(edits_, &Edit::normal, &Edit::source, span.begin, Bound::kBegin);
  const auto end = carried(edits_, &Edit::normal, &Edit::source, span.end, Bound::kEnd);
  return {begin, std::max(begin, end)};
}

Span NormalText::normal(Span span) const {
  const auto begin = carried(edits_, &Edit::source, &Edit::normal, span.begin, Bound::kBegin);
  const auto end = carried(edits_, &Edit::source, &Edit::normal, span.end, Bound::kEnd);
  return {begin, std::max(begin, end)};
}

Result<NormalText> normalise(std::string_view utf8) {
  if (utf8.size() > kMaxTextBytes) {
    return fail(Error::Kind::kLimit,
                "text is longer than " + std::to_string(kMaxTextBytes) + " bytes");
  }
  if (const auto bad = invalid_at(utf8); bad != std::string_view::npos) {
    return fail(Error::Kind::kBadInput, "not UTF-8", "byte " + std::to_string(bad));
  }
  NormalText out;
  std::string_view current = utf8;
  for (const auto step : {clean_characters, mend_words, join_lines}) {
    Rewritten next = step(current);
    if (next.edits.empty()) continue;
    out.edits_ = out.edits_.empty() ? std::move(next.edits) : compose(out.edits_, next.edits);
    out.utf8_ = std::move(next.text);
    current = out.utf8_;
  }
  if (out.edits_.empty()) out.utf8_ = utf8;
  return out;
}

}  // namespace bangvang::text
