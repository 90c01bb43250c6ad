#include "extractor/report/blocs.h"

#include <algorithm>
#include <set>

#include "extractor/history/evidence.h"
#include "extractor/text/normal_text.h"

namespace bangvang::report {
namespace {

std::string folded(const std::string& name) { return text::fold(history::name_key(name)); }

bool is_called(const store::KeptRole& role, const std::string& wanted,
               const history::Lineage& lineage) {
  const std::string place = " " + folded(std::string(lineage.province_name(role.record.province)));
  const auto holds = [&](const std::string& name) {
    const std::string full = folded(name);
    std::string bare = full;
    if (bare.ends_with(place)) bare.erase(bare.size() - place.size());
    // The word for the province, whatever it is, may be left out too.
    const std::string shorter = bare.substr(0, bare.rfind(' '));
    return full.find(wanted) != std::string::npos ||
           (bare + place).find(wanted) != std::string::npos ||
           (bare != full && (shorter + place).find(wanted) != std::string::npos);
  };
  return holds(role.record.bloc) || std::ranges::any_of(role.record.aliases, holds);
}

}  // namespace

Result<std::vector<Bloc>> find_blocs(store::Archive& archive, const history::Lineage& lineage,
                                     const std::string& name) {
  auto roles = archive.roles_in({});
  if (!roles) return std::unexpected(roles.error());
  const std::string wanted = folded(name);
  std::set<std::int64_t> chosen;
  for (const store::KeptRole& role : *roles) {
    if (wanted.empty() || is_called(role, wanted, lineage)) chosen.insert(role.bloc);
  }
  std::map<std::int64_t, Bloc> blocs;
  for (store::KeptRole& role : *roles) {
    if (!chosen.contains(role.bloc)) continue;
    Bloc& bloc = blocs[role.bloc];
    bloc.number = role.bloc;
    bloc.province = role.record.province;
    if (role.record.bloc.size() > bloc.name.size()) bloc.name = role.record.bloc;
    bloc.years[role.shown_year].push_back(std::move(role));
  }
  std::vector<Bloc> out;
  for (auto& [number, bloc] : blocs) {
    const auto lists = archive.members_of(number);
    if (!lists) return std::unexpected(lists.error());
    for (const history::Block::Member& list : *lists) {
      const auto members = history::members_of(list, lineage);
      if (!members) return std::unexpected(members.error());
      if (members->empty()) continue;
      bloc.members.clear();
      for (const history::Member& member : *members) bloc.members.push_back(member.name);
      bloc.listed = list.evidence.told.announced;
    }
    out.push_back(std::move(bloc));
  }
  std::ranges::sort(out, {}, [](const Bloc& bloc) { return std::pair(bloc.province, bloc.name); });
  return out;
}

bool contradicts(const std::vector<store::KeptRole>& roles) {
  return std::ranges::any_of(
      roles, [](const store::KeptRole& role) { return !role.record.against.empty(); });
}

}  // namespace bangvang::report
