#include <algorithm>

#include "extractor/facts/bloc_parts.h"

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
  std::size_t meant = none;
  for (const Mention& bloc : context.analysis.of("bloc")) {
    if (bloc.span().begin > at && meant != none) break;
    if (!unit.empty() && bloc_unit(bloc) != unit) continue;
    if (const std::size_t index = bloc_at(context, bloc.span()); index != none) meant = index;
  }
  return meant;
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

// "các huyện: A, B": the type word goes on every bare name.
std::vector<std::string> locality_names(const Mention& list) {
  std::vector<std::pair<Span, std::string>> found;
  const auto add = [&](const Mention& mention, std::string name) {
    const bool taken = std::ranges::any_of(
        found, [&](const auto& item) { return item.first.overlaps(mention.span()); });
    if (!taken) found.emplace_back(mention.span(), std::move(name));
  };
  const std::string type = std::string(list.part_text("type")) + " ";
  for (const Mention& place : list.all("names", "place")) add(place, place.value());
  for (const Mention& district : list.all("names", "district"))
    add(district, type + district.value());
  for (const Mention& province : list.all("names", "province"))
    add(province, type + province.value());
  std::ranges::sort(found, {}, [](const auto& item) { return item.first.begin; });
  std::vector<std::string> names;
  for (auto& [span, name] : found) names.push_back(std::move(name));
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
    add_members(context.facts.blocs[bloc],
                list.has("names") ? locality_names(list) : listed_names(context, list, "list"));
  }
}

}  // namespace bangvang::facts
