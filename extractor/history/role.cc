#include "extractor/history/role.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <utility>

#include "extractor/base/date.h"
#include "extractor/history/partition.h"

namespace bangvang::history {
namespace {

// A role told without its year is that of news within half a year.
constexpr std::int64_t kSameTermDays = 180;

struct Clue {
  const ToldRole* told = nullptr;
  std::optional<Body> holder;
  std::string holder_key, holder_place, person, time;  // keys; empty: not told
  std::optional<std::int64_t> day;
};

Clue clue_of(const ToldRole& told, const Lineage& lineage) {
  const facts::BlocRole& role = told.role;
  Clue clue{.told = &told, .person = name_key(role.person.value_or(""))};
  if (!role.holder.empty()) {
    clue.holder = lineage.body(role.holder, told.place, told.told.announced);
    clue.holder_key = name_key(clue.holder->name);
    clue.holder_place = clue.holder->place;
  }
  if (role.period) clue.time = *role.period;
  if (role.year) clue.time = std::to_string(*role.year);
  const auto day = parse_iso_date(std::string_view(told.told.announced).substr(0, 10));
  if (day) clue.day = days_from_civil(*day);
  return clue;
}

bool both_and_differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}

bool same_role(const Clue& a, const Clue& b) {
  if (a.told->role.role != b.told->role.role || both_and_differ(a.holder_key, b.holder_key) ||
      both_and_differ(a.holder_place, b.holder_place))
    return false;
  // A body may send one after another; without a body the person is all there is to go by.
  if ((a.holder_key.empty() || b.holder_key.empty()) && a.person != b.person) return false;
  if (!a.time.empty() && !b.time.empty()) return a.time == b.time;
  return !a.day || !b.day || std::abs(*a.day - *b.day) <= kSameTermDays;
}

// What takes the place of a bloc's name where it stands with another spelling.
void add_names(const ToldRole& told, std::map<std::string, std::string>& names) {
  const auto add = [&](const std::string& name) { names.emplace(name_key(name), name); };
  if (told.role.bloc) add(*told.role.bloc);
  for (const std::string& alias : told.aliases) add(alias);
}

RoleRecord record(const std::vector<const Clue*>& members) {
  RoleRecord out;
  std::set<std::string> articles, persons;
  std::map<std::string, std::string> names;
  for (const Clue* clue : members) {
    const ToldRole& told = *clue->told;
    out.facts.push_back(told.told.fact);
    articles.insert(told.told.article);
    const std::string& day = told.told.announced;
    if (!day.empty() && (out.first_day.empty() || day < out.first_day)) out.first_day = day;
    if (told.role.person) persons.insert(*told.role.person);
    if (told.role.year && !out.year) out.year = told.role.year;
    if (told.role.period && !out.period) out.period = told.role.period;
    if (clue->holder && !out.holder) out.holder = clue->holder;
    add_names(told, names);
  }
  std::ranges::sort(out.facts);
  out.id = out.facts.front();
  out.role = members.front()->told->role.role;
  out.province = members.front()->told->told.province;
  for (const auto& [key, name] : names) {
    if (name.size() > out.bloc.size()) out.bloc = name;
  }
  for (const auto& [key, name] : names) {
    if (name != out.bloc) out.aliases.push_back(name);
  }
  out.persons.assign(persons.begin(), persons.end());
  out.articles.assign(articles.begin(), articles.end());
  return out;
}

void mark_contradictions(std::vector<RoleRecord>& records) {
  for (RoleRecord& a : records) {
    for (const RoleRecord& b : records) {
      if (a.id == b.id || a.role != "head" || b.role != "head" || a.bloc.empty()) continue;
      if (a.year == b.year && a.period == b.period && (a.year || a.period))
        a.against.push_back(b.id);
    }
  }
}

}  // namespace

std::string block_of(const ToldRole& told, const Lineage& lineage) {
  if (told.role.bloc) return "bloc|" + lineage.bloc_key(*told.role.bloc, told.told.province);
  return "holder|" + name_key(told.role.holder) + '|' + name_key(told.role.person.value_or("")) +
         '|' + told.told.province;
}

std::vector<RoleRecord> resolve_roles(std::span<const ToldRole> told, const Lineage& lineage) {
  std::vector<Clue> clues;
  for (const ToldRole& one : told) clues.push_back(clue_of(one, lineage));
  std::ranges::sort(clues, {}, [](const Clue& clue) { return clue.told->told.fact; });
  const Partition parts = partition(
      clues.size(), [&](std::size_t a, std::size_t b) { return same_role(clues[a], clues[b]); });
  std::vector<RoleRecord> records;
  for (const auto& members : parts.classes) {
    std::vector<const Clue*> list;
    for (const std::size_t i : members) list.push_back(&clues[i]);
    records.push_back(record(list));
  }
  for (const std::size_t i : parts.open) records.push_back(record({&clues[i]}));
  std::ranges::sort(records, {}, &RoleRecord::id);
  mark_contradictions(records);
  return records;
}

}  // namespace bangvang::history
