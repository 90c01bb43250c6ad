#include <algorithm>

#include "extractor/facts/bloc_parts.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts {

using grammar::Mention;

bool has_tag(const Mention& mention, std::string_view tag) {
  const std::string_view tags = mention.attr("tag");
  for (std::size_t at = tags.find(tag); at != std::string_view::npos; at = tags.find(tag, at + 1)) {
    const std::size_t end = at + tag.size();
    if ((at == 0 || tags[at - 1] == ' ') && (end == tags.size() || tags[end] == ' ')) return true;
  }
  return false;
}

std::string bloc_unit(const Mention& bloc) {
  if (const auto head = bloc.part("head", "bloc_head")) return head->value();
  // A bare noun: Khối or Cụm.
  return bloc.text().starts_with('C') ? "cum" : "khoi";
}

std::size_t bloc_at(const Context& context, Span name) {
  const auto& blocs = context.facts.blocs;
  const auto found = std::ranges::find_if(blocs, [&](const Bloc& bloc) {
    const auto& also = bloc.evidence.also;
    return bloc.evidence.span == name || std::ranges::find(also, name) != also.end();
  });
  return static_cast<std::size_t>(found - blocs.begin());
}

std::size_t bloc_meant(const Context& context, std::uint32_t at, std::string_view unit) {
  const std::size_t none = context.facts.blocs.size();
  std::size_t before = none, after = none;
  bool several_after = false;
  for (const Mention& bloc : context.analysis.of("bloc")) {
    const bool follows = bloc.span().begin > at;
    if (follows && before != none) break;
    if (!unit.empty() && bloc_unit(bloc) != unit) continue;
    const std::size_t index = bloc_at(context, bloc.span());
    if (index == none) continue;
    if (follows) several_after = several_after || (after != none && after != index);
    (follows ? after : before) = index;
  }
  return before != none || several_after ? before : after;
}

std::vector<std::string> listed_names(const Context& context, const Mention& mention,
                                      std::string_view part) {
  std::vector<std::pair<Span, std::string>> found;
  for (const Mention& agency : mention.all(part, "agency")) {
    const bool inner = !found.empty() && found.back().first.contains(agency.span());
    if (!inner) found.emplace_back(agency.span(), agency_name(context, agency));
  }
  const std::size_t agencies = found.size();
  for (const Mention& place : mention.all(part, "place")) {
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(agencies);
    const bool inner = std::any_of(found.begin(), end, [&](const auto& agency) {
      return agency.first.overlaps(place.span());
    });
    if (!inner) found.emplace_back(place.span(), place.value());
  }
  std::ranges::stable_sort(found, {}, [](const auto& item) { return item.first.begin; });
  std::vector<std::string> names;
  for (auto& [span, name] : found) names.push_back(std::move(name));
  return names;
}

namespace {

// Runs of words with a capital: the names of a list, parted by marks and small words.
std::vector<Span> names_in(std::string_view text, Span list) {
  std::vector<Span> runs;
  bool open = false;
  for (std::uint32_t at = list.begin; at < list.end;) {
    const auto end = static_cast<std::uint32_t>(
        std::min<std::size_t>(text.find_first_of(" \n,;", at), list.end));
    const std::string_view word = text.substr(at, end - at);
    const bool capital = !word.empty() && text::lower(word) != word;
    if (capital && open) runs.back().end = end;
    if (capital && !open) runs.push_back({at, end});
    const bool mark = end < list.end && (text[end] == ',' || text[end] == ';');
    open = !mark && (word.empty() ? open : capital);
    at = end + 1;
  }
  return runs;
}

// "các huyện: A, B": the type word goes on every bare name, also on one that no table has.
std::vector<std::string> locality_names(const Context& context, const Mention& list) {
  const std::string type = text::lower(list.part_text("type"));
  const auto places = list.all("names", "place");
  std::vector<std::string> names;
  for (const Span name : names_in(context.analysis.text(), list.part_span("names"))) {
    const auto place = std::ranges::find_if(
        places, [&](const Mention& mention) { return mention.span().overlaps(name); });
    names.push_back(place != places.end()
                        ? (*place).value()
                        : type + " " + std::string(name.of(context.analysis.text())));
  }
  return names;
}

}  // namespace

void add_members(Bloc& bloc, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const bool known = std::ranges::find(bloc.members, name) != bloc.members.end();
    if (!name.empty() && !known) bloc.members.push_back(name);
  }
}

void find_members(Context& context) {
  for (const Mention& list : context.analysis.of("bloc_members")) {
    if (has_tag(list, "others")) continue;
    // Of several blocs nobody can tell whose event it is.
    if (has_tag(list, "taking_part") && context.facts.blocs.size() != 1) continue;
    const std::size_t bloc = list.has("bloc") ? bloc_at(context, list.part_span("bloc"))
                                              : bloc_meant(context, list.span().begin, {});
    if (bloc == context.facts.blocs.size()) continue;
    add_members(context.facts.blocs[bloc], list.has("names") ? locality_names(context, list)
                                                             : listed_names(context, list, "list"));
  }
}

}  // namespace bangvang::facts
