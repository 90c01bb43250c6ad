#include "extractor/history/evidence.h"

#include <algorithm>
#include <utility>

#include "extractor/events/stored_facts.h"
#include "extractor/json/value.h"
#include "extractor/json/writer.h"

namespace bangvang::history {
namespace {

using Strings = std::vector<std::string>;

Result<Strings> unpack(const std::string& rest, const std::string& fact) {
  const auto list = json::Value::parse(rest, fact);
  if (!list) return std::unexpected(list.error());
  Strings out;
  for (const json::Value& item : list->items()) out.push_back(item.string().value_or(""));
  return out;
}

Result<Strings> unpack(const Evidence& evidence) {
  return unpack(evidence.rest, evidence.told.fact);
}

void read_rest(ToldAward& told, const Strings& rest) {
  if (!rest.empty()) told.place = rest.front();
  for (std::size_t i = 1; i + 1 < rest.size(); i += 2) {
    told.bodies.push_back({rest[i], rest[i + 1]});
  }
}

void read_rest(ToldRole& told, const Strings& rest) {
  if (rest.empty()) return;
  told.place = rest.front();
  told.aliases.insert(told.aliases.end(), rest.begin() + 1, rest.end());
}

// A person merged with another has the offices of both.
void read_rest(ToldPerson& told, const Strings& rest) {
  if (!rest.empty()) told.name = rest.front();
  told.places.resize(told.positions.size(), told.told.province);
  for (std::size_t i = 1; i + 3 < rest.size(); i += 4) {
    const std::string& agency = rest[i + 1];
    told.positions.push_back(
        {rest[i], agency.empty() ? std::nullopt : std::optional(agency), !rest[i + 3].empty()});
    told.places.push_back(rest[i + 2]);
  }
}

void read_rest(ToldBloc& told, const Strings& rest) { told.places = rest; }

// `value`: as adoption() wrote it.
template <class One>
void adopt(One& told, const std::string& kind, const std::string& value) {
  const auto parsed = json::Value::parse(value);
  if (!parsed || (*parsed)["kind"].string() != kind) return;
  const auto rest = unpack((*parsed)["rest"].string().value_or("[]"), told.told.fact);
  if (!rest) return;
  told.told.province = (*parsed)["province"].string().value_or("");
  read_rest(told, *rest);
}

Strings rest_of(const ToldAward& told) {
  Strings out{told.place};
  for (const Named& body : told.bodies) {
    out.push_back(body.name);
    out.push_back(body.place);
  }
  return out;
}

Strings rest_of(const ToldRole& told) {
  Strings out{told.place};
  out.insert(out.end(), told.aliases.begin(), told.aliases.end());
  return out;
}

Strings rest_of(const ToldPerson& told) {
  Strings out{told.name};
  for (std::size_t i = 0; i < told.positions.size(); ++i) {
    const facts::Position& position = told.positions[i];
    out.push_back(position.title);
    out.push_back(position.agency.value_or(""));
    out.push_back(told.place(i));
    out.push_back(position.former ? "former" : "");
  }
  return out;
}

Strings rest_of(const ToldBloc& told) { return told.places; }

std::string block_of(const ToldBloc& told, const Lineage& lineage) {
  return history::block_of(ToldRole{.told = told.told, .role = {.bloc = told.bloc.name}}, lineage);
}

// Facts with different keys never tell of one thing.
std::string block_key(const ToldPerson& told, const Lineage&) { return history::block_of(told); }
template <class One>
std::string block_key(const One& told, const Lineage& lineage) {
  return block_of(told, lineage);
}

// The only fact of `list` in a stored fact's JSON.
template <class Fact>
Result<Fact> fact_of(const Block::Member& member, const char* kind,
                     std::vector<events::Stored<Fact>> events::StoredFacts::*list) {
  auto read = events::read_stored({{member.evidence.told.fact, kind, {}, member.fact}});
  if (!read) return std::unexpected(read.error());
  return std::move(((*read).*list).front().fact);
}

Result<ToldAward> award_of(const Block::Member& member) {
  auto award = fact_of(member, "award", &events::StoredFacts::awards);
  if (!award) return std::unexpected(award.error());
  const auto rest = unpack(member.evidence);
  if (!rest) return std::unexpected(rest.error());
  ToldAward out{.told = member.evidence.told, .award = *std::move(award)};
  read_rest(out, *rest);
  return out;
}

Result<ToldRole> role_of(const Block::Member& member) {
  auto role = fact_of(member, "bloc_role", &events::StoredFacts::bloc_roles);
  if (!role) return std::unexpected(role.error());
  const auto rest = unpack(member.evidence);
  if (!rest) return std::unexpected(rest.error());
  ToldRole out{.told = member.evidence.told, .role = *std::move(role)};
  read_rest(out, *rest);
  return out;
}

Result<ToldPerson> person_of(const Block::Member& member) {
  const auto rest = unpack(member.evidence);
  if (!rest) return std::unexpected(rest.error());
  ToldPerson out{.told = member.evidence.told};
  read_rest(out, *rest);
  return out;
}

// What all members tell, with their origins.
template <class One>
Result<std::vector<One>> told_of(const Block& block, Result<One> (*read)(const Block::Member&)) {
  const auto origin = origins(block.near_keys);
  std::vector<One> out;
  for (const Block::Member& member : block.members) {
    auto one = read(member);
    if (!one) return std::unexpected(one.error());
    const auto found = origin.find(one->told.article);
    if (found != origin.end()) one->told.origin = found->second;
    out.push_back(*std::move(one));
  }
  return out;
}

// Articles that are near copies of each other, by index.
class Groups {
 public:
  explicit Groups(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) parent_.push_back(i);
  }
  std::size_t least(std::size_t i) const {
    while (parent_[i] != i) i = parent_[i];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    a = least(a), b = least(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

std::vector<Evidence> evidence_of(const ToldArticle& told, const Lineage& lineage) {
  std::vector<Evidence> out;
  const auto add = [&](const char* kind, const auto& list) {
    for (auto one : list) {
      const std::string& fact = one.told.fact;
      if (const auto found = told.corrected.adopted.find(fact);
          found != told.corrected.adopted.end()) {
        adopt(one, kind, found->second);
      }
      Evidence& evidence = out.emplace_back();
      evidence = {kind, block_key(one, lineage), one.told, json::array_of(rest_of(one)), {}};
      if (const auto found = told.corrected.parts.find(fact);
          found != told.corrected.parts.end() && found->second.starts_with(kind)) {
        evidence.block += '|' + found->second;
      }
      const auto changed = told.corrected.changed.find(fact);
      if (changed != told.corrected.changed.end()) evidence.corrected = changed->second;
    }
  };
  add("award", told.awards);
  add("role", told.roles);
  add("person", told.persons);
  add("bloc", told.blocs);
  return out;
}

std::string adoption(const Evidence& member, const std::string& fields) {
  std::string out;
  json::Writer json(out);
  json.begin_object();
  json.key("kind").string(member.kind);
  json.key("province").string(member.told.province);
  json.key("rest").string(member.rest);
  json.end_object();
  out.pop_back();
  return out + ",\"fields\":" + (fields.empty() ? "{}" : fields) + '}';
}

Result<Records> resolve(const Block& block, const Lineage& lineage) {
  Records out;
  if (block.kind == "award") {
    const auto told = told_of(block, award_of);
    if (!told) return std::unexpected(told.error());
    out.awards = resolve_awards(*told, lineage);
  } else if (block.kind == "role") {
    const auto told = told_of(block, role_of);
    if (!told) return std::unexpected(told.error());
    out.roles = resolve_roles(*told, lineage);
  } else if (block.kind == "person") {
    const auto told = told_of(block, person_of);
    if (!told) return std::unexpected(told.error());
    out.persons = resolve_persons(*told, lineage);
  }
  return out;
}

Result<std::vector<Member>> members_of(const Block::Member& bloc, const Lineage& lineage) {
  const auto fact = fact_of(bloc, "bloc", &events::StoredFacts::blocs);
  if (!fact) return std::unexpected(fact.error());
  const auto places = unpack(bloc.evidence);
  if (!places) return std::unexpected(places.error());
  std::vector<Member> out;
  for (std::size_t i = 0; i < fact->members.size(); ++i) {
    const std::string place = i < places->size() ? (*places)[i] : std::string();
    out.push_back(
        {fact->members[i], lineage.body(fact->members[i], place, bloc.evidence.told.announced)});
  }
  return out;
}

std::map<std::string, std::string> origins(
    const std::map<std::string, std::vector<std::int64_t>>& near_keys) {
  std::vector<const std::string*> articles;  // in order, so that the least index is the least id
  Groups groups(near_keys.size());
  std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> first_with;
  for (const auto& [article, keys] : near_keys) {
    const std::size_t index = articles.size();
    articles.push_back(&article);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      for (std::size_t j = i + 1; j < keys.size(); ++j) {
        const auto pair = std::minmax(keys[i], keys[j]);
        const auto [at, fresh] = first_with.emplace(pair, index);
        if (!fresh) groups.join(at->second, index);
      }
    }
  }
  std::map<std::string, std::string> out;
  for (std::size_t i = 0; i < articles.size(); ++i) out[*articles[i]] = *articles[groups.least(i)];
  return out;
}

}  // namespace bangvang::history
