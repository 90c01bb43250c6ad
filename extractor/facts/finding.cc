// What in an article does not fit together: told to the reader, never put right.
#include <algorithm>
#include <charconv>

#include "extractor/facts/bloc_parts.h"

namespace bangvang::facts {
namespace {

using grammar::Mention;

std::optional<int> first_number(std::string_view text) {
  const std::size_t at = text.find_first_of("0123456789");
  if (at == std::string_view::npos) return std::nullopt;
  int number = 0;
  std::from_chars(text.data() + at, text.data() + text.size(), number);
  return number;
}

// The place of a fact's part; empty without one.
Span part_of(const Evidence& evidence, std::string_view name) {
  for (const auto& [part, span] : evidence.parts) {
    if (part == name) return span;
  }
  return {};
}

// How many recipients are named behind a number of them, before the next number or award, where
// their list begins at once: "03 tập thể gồm: A, B"; 0 when they are not listed.
int listed_behind(const Context& context, const Mention& group) {
  const Span sentence = context.analysis.sentences()[group.sentence()];
  std::uint32_t end = sentence.end;
  for (const std::string_view next : {"group", "award_phrase"}) {
    for (const Mention& mention : context.analysis.of(next, {group.span().end, end}))
      end = std::min(end, mention.span().begin);
  }
  const bool people = group.attr("tag") == "person";
  std::vector<Span> named;
  for (const Award& award : context.facts.awards) {
    const Span who = part_of(award.evidence, "recipient");
    const bool fits = award.recipient.kind == (people ? "person" : "agency");
    if (!fits || !Span{group.span().end, end}.contains(who)) continue;
    if (std::ranges::find(named, who) == named.end()) named.push_back(who);
  }
  if (named.empty()) return 0;
  const Span lead{group.span().end, std::ranges::min(named, {}, &Span::begin).begin};
  const bool list =
      lead.of(context.analysis.text()).find_first_of(":(") != std::string_view::npos ||
      !context.analysis.of("award_list", lead).empty();
  return list ? static_cast<int>(named.size()) : 0;
}

void compare_recipients(Context& context) {
  for (const Mention& group : context.analysis.of("group")) {
    const auto stated =
        group.attr("tag") == "mixed" ? std::nullopt : first_number(group.part_value("count"));
    const int listed = stated ? listed_behind(context, group) : 0;
    if (listed > 0 && listed != *stated)
      context.findings.push_back({"count_differs", group.span(), stated, listed});
  }
}

void compare_members(Context& context) {
  for (const Mention& list : context.analysis.of("bloc_members")) {
    if (!list.has("list") || has_tag(list, "others")) continue;
    const std::uint32_t begin = list.has("bloc") ? list.part_span("bloc").end : list.span().begin;
    const Span lead{begin, list.part_span("list").begin};
    const auto stated = first_number(lead.of(context.analysis.text()));
    const int listed = static_cast<int>(listed_names(context, list, "list").size());
    if (stated && *stated > 1 && listed != *stated)
      context.findings.push_back({"count_differs", list.span(), stated, listed});
  }
}

void compare_heads(Context& context) {
  const auto& roles = context.facts.bloc_roles;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (!roles[i].bloc)
      context.findings.push_back({"role_without_bloc", roles[i].evidence.span, {}, {}});
    const bool twice = std::ranges::any_of(roles.begin(), roles.begin() + i, [&](const auto& r) {
      return r.role == "head" && roles[i].role == "head" && r.bloc && r.bloc == roles[i].bloc &&
             r.holder != roles[i].holder && r.year && r.year == roles[i].year;
    });
    if (twice) context.findings.push_back({"two_heads", roles[i].evidence.span, {}, {}});
  }
}

// An award for a year that had not come when it was decided, or told of.
void compare_years(Context& context) {
  for (const Award& award : context.facts.awards) {
    auto announced =
        context.input.published ? std::optional(context.input.published->year) : std::nullopt;
    if (award.decision && award.decision->date) {
      if (const auto year = year_of(*award.decision->date)) announced = year;
    }
    if (announced && award.year && *award.year > *announced)
      context.findings.push_back({"award_after_announcement", award.evidence.span, {}, {}});
  }
}

}  // namespace

void find_findings(Context& context) {
  compare_recipients(context);
  compare_members(context);
  compare_heads(context);
  compare_years(context);
  std::ranges::stable_sort(context.findings, {}, [](const Finding& f) { return f.span.begin; });
}

}  // namespace bangvang::facts
