#include "extractor/history/tell.h"

#include <algorithm>
#include <map>

#include "extractor/base/date.h"
#include "extractor/events/stored_facts.h"

namespace bangvang::history {
namespace {

class Teller {
 public:
  Teller(const Article& article, const events::StoredFacts& facts, const Lineage& lineage)
      : article_(article),
        facts_(facts),
        lineage_(lineage),
        published_(article.published.substr(0, 10)) {
    for (const auto& agency : facts.agencies) {
      places_.emplace(name_key(agency.fact.name), agency.fact.place.value_or(""));
    }
  }

  ToldArticle run() const {
    ToldArticle out;
    for (const auto& one : facts_.awards) add_award(one, out);
    for (const auto& one : facts_.bloc_roles) add_role(one, out);
    for (const auto& one : facts_.officials) add_person(one.id, one.fact.name, out);
    for (const auto& one : facts_.blocs) add_bloc(one, out);
    add_bodies(out);
    return out;
  }

 private:
  Told told(const std::string& fact) const {
    return {.fact = fact,
            .article = article_.id,
            .announced = published_,
            .province = article_.province};
  }

  // The article's own province where it does not list the agency.
  std::string place_of(const std::string& agency) const {
    const auto found = places_.find(name_key(agency));
    return found == places_.end() ? article_.province : found->second;
  }

  std::vector<facts::Position> positions_of(const std::string& person) const {
    std::vector<facts::Position> positions;
    for (const auto& official : facts_.officials) {
      if (name_key(official.fact.name) != name_key(person)) continue;
      for (const facts::Position& position : official.fact.positions) {
        if (std::ranges::count(positions, position) == 0) positions.push_back(position);
      }
    }
    return positions;
  }

  void add_award(const events::Stored<facts::Award>& one, ToldArticle& out) const {
    ToldAward award{.told = told(one.id), .award = one.fact};
    if (one.fact.decision && one.fact.decision->date && parse_iso_date(*one.fact.decision->date)) {
      award.told.announced = *one.fact.decision->date;
    }
    const std::string name = one.fact.recipient.name.value_or("");
    if (one.fact.recipient.kind == "agency") award.place = place_of(name);
    if (one.fact.recipient.kind == "person") {
      for (const facts::Position& position : positions_of(name)) {
        if (position.agency) award.bodies.push_back({*position.agency, place_of(*position.agency)});
      }
      add_person(one.id, name, out);
    }
    out.awards.push_back(std::move(award));
  }

  void add_person(const std::string& fact, const std::string& name, ToldArticle& out) const {
    ToldPerson person{.told = told(fact), .name = name, .positions = positions_of(name)};
    for (const facts::Position& position : person.positions) {
      person.places.push_back(position.agency ? place_of(*position.agency) : std::string());
    }
    out.persons.push_back(std::move(person));
  }

  void add_role(const events::Stored<facts::BlocRole>& one, ToldArticle& out) const {
    ToldRole role{.told = told(one.id), .role = one.fact, .place = place_of(one.fact.holder)};
    for (const auto& bloc : facts_.blocs) {
      if (bloc.fact.name == one.fact.bloc) role.aliases = bloc.fact.aliases;
    }
    out.roles.push_back(std::move(role));
  }

  void add_bloc(const events::Stored<facts::Bloc>& one, ToldArticle& out) const {
    ToldBloc bloc{.told = told(one.id), .bloc = one.fact};
    for (const std::string& member : one.fact.members) bloc.places.push_back(place_of(member));
    out.blocs.push_back(std::move(bloc));
  }

  void add_bodies(ToldArticle& out) const {
    std::map<std::string, Body> bodies;
    for (const auto& agency : facts_.agencies) {
      Body body = lineage_.body(agency.fact.name, agency.fact.place.value_or(""), published_);
      bodies.emplace(body.key(), std::move(body));
    }
    for (auto& [key, body] : bodies) out.bodies.push_back(std::move(body));
  }

  const Article& article_;
  const events::StoredFacts& facts_;
  const Lineage& lineage_;
  const std::string published_;
  std::map<std::string, std::string> places_;  // of agencies, by name_key
};

}  // namespace

Result<ToldArticle> tell(const Article& article, const Lineage& lineage) {
  Corrected corrected{.facts = article.facts};
  if (!article.corrections.empty()) {
    corrected = history::corrected(article.facts, article.corrections, article.text);
  }
  const auto facts = events::read_stored(corrected.facts);
  if (!facts) return std::unexpected(facts.error());
  ToldArticle told = Teller(article, *facts, lineage).run();
  told.corrected = std::move(corrected);
  return told;
}

}  // namespace bangvang::history
