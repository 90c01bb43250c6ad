// Who holds which role in which bloc, and for which year.
#include <algorithm>

#include "extractor/facts/bloc_parts.h"

namespace bangvang::facts {
namespace {

using grammar::Mention;

// The year a role is held for, or the school year or term.
struct Term {
  std::optional<int> year;
  std::optional<std::string> period;
  bool inferred = false;

  bool known() const { return year || period; }
};

struct Holder {
  std::string agency;
  std::optional<std::string> person;
  Span span;
};

// One sentence part that says who holds a role.
struct Claim {
  Mention mention;
  Mention role;
  std::string_view way;    // held, new, past
  bool joined = false;     // goes on from the claim before it
  bool announced = false;  // the sentence said before that the holders follow
  Term said;               // with the role itself
  Term term;               // concluded
};

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "2022/2023": years alone on both sides.
bool is_period(const std::string& value) {
  return value.size() == 9 && value[4] == '/' && is_digits(value.substr(0, 4)) &&
         is_digits(value.substr(5));
}

Term term_of(const std::string& value) {
  if (is_period(value)) return {.period = value};
  return {.year = year_of(value)};
}

Term term_in(const Context& context, Span span) {
  for (const auto& date : context.dates_in(span)) {
    if (const Term term = term_of(date.value); term.known()) return term;
  }
  return {};
}

Term shifted(Term term, int by) {
  if (term.year) *term.year += by;
  if (term.period) {
    const int from = std::stoi(term.period->substr(0, 4)), to = std::stoi(term.period->substr(5));
    // Only a school year moves on by one; the term before a term of years is not told.
    term.period = to - from == 1
                      ? std::optional(std::to_string(from + by) + "/" + std::to_string(to + by))
                      : std::nullopt;
  }
  term.inferred = true;
  return term;
}

class Claims {
 public:
  explicit Claims(const Context& context) : context_(context) {
    for (const Mention& mention : context.analysis.of("bloc_role")) read(mention);
    for (std::size_t i = 1; i < claims_.size(); ++i) {
      const Claim& before = claims_[i - 1];
      claims_[i].announced = announced_by(before, claims_[i]);
      const bool goes_on = joined(i) || claims_[i].announced;
      if (goes_on && before.way == "new" && claims_[i].way == "held") claims_[i].way = "new";
    }
    for (std::size_t i = 0; i < claims_.size(); ++i) claims_[i].term = conclude(i);
  }

  const std::vector<Claim>& all() const { return claims_; }

 private:
  void read(const Mention& mention) {
    const auto roles = mention.all("role", "role");
    if (roles.empty()) return;
    Claim claim{mention, roles.front(), mention.attr("way")};
    claim.joined = mention.has("join");
    claim.said = term_in(context_, mention.part_span("when"));
    if (!claim.said.known()) claim.said = term_in(context_, mention.part_span("front"));
    claims_.push_back(std::move(claim));
  }

  // "The meeting chose its head for 2024. The outcome: …"
  static bool announced_by(const Claim& before, const Claim& claim) {
    const std::uint32_t apart = claim.mention.sentence() - before.mention.sentence();
    if (before.announced) return apart == 0;
    const bool empty = !before.mention.has("holder") && !before.mention.has("person");
    return empty && before.mention.block() == claim.mention.block() &&
           (apart == 0 || (apart == 1 && claim.mention.attr("who") != "speaker"));
  }

  bool joined(std::size_t i) const {
    if (i == 0 || i >= claims_.size() || !claims_[i].joined) return false;
    const Mention& before = claims_[i - 1].mention;
    return before.sentence() == claims_[i].mention.sentence() &&
           claims_[i].mention.span().begin <= before.span().end + 1;
  }

  // A year of its own, else one that a row of claims shares, else one that opens the sentence, else
  // what the article is about.
  Term conclude(std::size_t i) const {
    if (claims_[i].said.known()) return claims_[i].said;
    for (std::size_t j = i + 1; joined(j); ++j) {
      if (claims_[j].said.known()) return shared(claims_[j].said);
    }
    if ((joined(i) || claims_[i].announced) && claims_[i - 1].term.known())
      return shared(claims_[i - 1].term);
    if (const Term term = opening(claims_[i]); term.known()) return term;
    return of_article(i);
  }

  // Read, but with another claim.
  static Term shared(Term term) {
    term.inferred = true;
    return term;
  }

  // "Năm 2024, …"
  Term opening(const Claim& claim) const {
    const Span sentence = context_.analysis.sentences()[claim.mention.sentence()];
    for (const auto& date : context_.dates_in(sentence)) {
      if (date.span.begin != sentence.begin) break;
      if (date.value.size() == 4 || is_period(date.value)) return term_of(date.value);
    }
    return {};
  }

  Term of_article(std::size_t i) const {
    const Claim& claim = claims_[i];
    Term term{.inferred = true};
    if (i > 0 && claims_[i - 1].term.period &&
        claim.mention.sentence() - claims_[i - 1].mention.sentence() <= 1) {
      term.period = claims_[i - 1].term.period;
      return term;
    }
    const auto reviewed = context_.reviewed_year, planned = context_.planned_year;
    if (claim.way == "new") {
      // Who is put in at midyear serves the year that is running.
      const int ahead = reviews_half(reviewed) ? 0 : 1;
      term.year = planned ? planned : reviewed ? std::optional(*reviewed + ahead) : std::nullopt;
    } else if (claim.way == "held") {
      term.year = reviewed ? reviewed : planned;
    }
    if (!reviewed && !planned && claim.way != "past") term.year = only_year();
    if (claim.way == "held" && term.year && succeeded_in(claim, *term.year)) --*term.year;
    if (claim.way == "held" && !term.known()) term.year = year_before_others();
    return term;
  }

  // Where no year is told but the one others are put in for.
  std::optional<int> year_before_others() const {
    std::optional<int> only;
    for (const Claim& other : claims_) {
      if (other.way != "new" || !other.said.year) continue;
      if (only && *only != *other.said.year) return std::nullopt;
      only = other.said.year;
    }
    return only ? std::optional(*only - 1) : std::nullopt;
  }

  // Others are put into the roles for that year: who held one did so before.
  bool succeeded_in(const Claim& claim, int year) const {
    return std::ranges::any_of(claims_, [&](const Claim& other) {
      return other.way == "new" && other.said.year == year &&
             other.mention.part_text("holder") != claim.mention.part_text("holder");
    });
  }

  // Title or lead speak of the first half of that year.
  bool reviews_half(std::optional<int> year) const {
    return year && std::ranges::any_of(context_.dates, [&](const auto& date) {
             const BlockRole role = context_.role_of_block(date.span);
             return date.value == std::to_string(*year) + "-H1" &&
                    (role == BlockRole::kTitle || role == BlockRole::kLead);
           });
  }

  // The one year that title and lead speak of.
  std::optional<int> only_year() const {
    std::optional<int> only;
    for (const auto& date : context_.dates) {
      const BlockRole role = context_.role_of_block(date.span);
      if (date.value.size() != 4 || (role != BlockRole::kTitle && role != BlockRole::kLead))
        continue;
      const auto year = year_of(date.value);
      if (only && only != year) return std::nullopt;
      only = year;
    }
    return only;
  }

  const Context& context_;
  std::vector<Claim> claims_;
};

// The agency an office belongs to.
std::string agency_of(const Context& context, const Mention& position) {
  if (const auto agency = position.part("agency", "agency")) return agency_name(context, *agency);
  const auto agencies = position.inside("agency");
  return agencies.empty() ? std::string() : agency_name(context, agencies.front());
}

std::string agency_of_person(const Context& context, const std::string& person) {
  for (const Official& official : context.facts.officials) {
    if (official.name != person) continue;
    for (const Position& position : official.positions) {
      if (position.agency && !position.former) return *position.agency;
    }
  }
  return {};
}

Holder holder_of(const Context& context, const Mention& mention) {
  Holder holder{.span = mention.span()};
  const std::string_view tag = mention.attr("tag");
  if (tag == "body") {
    // Quốc hội, Chính phủ: part of a name that no rule knows.
    const auto agency = mention.part("name", "agency");
    if (agency && agency->attr("uncounted").empty()) holder.agency = agency_name(context, *agency);
  } else if (tag == "locality") {
    if (const auto place = mention.part("name", "place")) holder.agency = place->value();
  } else if (const auto position = mention.part("name", "position")) {
    holder.agency = agency_of(context, *position);
  }
  if (const auto person = mention.part("person", "person")) {
    holder.person = person->value();
    if (holder.agency.empty()) holder.agency = agency_of_person(context, *holder.person);
  }
  return holder;
}

std::optional<std::string> bloc_of(const Context& context, const Mention& role) {
  const auto& blocs = context.facts.blocs;
  for (const Mention& bloc : role.inside("bloc")) {
    const std::size_t index = bloc_at(context, bloc.span());
    if (index < blocs.size()) return blocs[index].name;
  }
  const auto words = role.inside("bloc_word");
  const std::string unit(words.empty() ? std::string_view{} : words.front().attr("unit"));
  const std::size_t index = bloc_meant(context, role.span().begin, unit);
  return index < blocs.size() ? std::optional(blocs[index].name) : std::nullopt;
}

class Roles {
 public:
  explicit Roles(Context& context) : context_(context) {}

  void add(const Claim& claim) {
    Term term = claim.term;
    Term before = shifted(term, -1);
    const bool handed = claim.mention.has("giver") || claim.mention.has("giver_after");
    // A hand-over told with the year just reviewed names the year of the one who leaves.
    if (handed && term.year && term.year == context_.reviewed_year &&
        term.year != context_.planned_year) {
      before = term;
      term = shifted(term, 1);
    }
    for (const Mention& holder : claim.mention.all("holder", "bloc_holder")) {
      keep(claim, claim.role, holder_of(context_, holder), term);
    }
    add_second(claim, term);
    add_between(claim, term);
    if (!before.known()) return;
    for (const std::string_view giver : {"giver", "giver_after"}) {
      for (const Mention& holder : claim.mention.all(giver, "bloc_holder")) {
        keep(claim, claim.role, holder_of(context_, holder), before);
      }
    }
  }

  // A year concluded gives way to one read, for the same bloc and role or the same holder.
  void settle() {
    drop_persons_of_known_holders();
    auto& roles = context_.facts.bloc_roles;
    const std::vector<BlocRole> all = roles;
    std::erase_if(roles, [&](const BlocRole& role) {
      const bool guessed =
          !role.evidence.inferred.empty() && role.evidence.inferred.front() == "year";
      if (!guessed && (role.year || role.period)) return false;
      return std::ranges::any_of(all, [&](const BlocRole& other) {
        if (other.role != role.role || other.bloc != role.bloc) return false;
        const bool read =
            other.evidence.inferred.empty() || other.evidence.inferred.front() != "year";
        if (!read || (!other.year && !other.period)) return false;
        if (!role.year && !role.period) return other.holder == role.holder;
        return role.role == "head" && other.holder != role.holder && other.year == role.year &&
               other.period == role.period;
      });
    });
  }

 private:
  // Somebody in a role that an agency holds: of that agency, though nothing says so.
  void drop_persons_of_known_holders() {
    auto& roles = context_.facts.bloc_roles;
    const std::vector<BlocRole> all = roles;
    std::erase_if(roles, [&](const BlocRole& role) {
      return role.holder.empty() && std::ranges::any_of(all, [&](const BlocRole& other) {
               return !other.holder.empty() && other.role == role.role && other.bloc == role.bloc;
             });
    });
  }

  // "A and B were chosen head and deputy."
  void add_second(const Claim& claim, const Term& term) {
    const auto roles = claim.mention.all("role_second", "role");
    for (const Mention& holder : claim.mention.all("holder_second", "bloc_holder")) {
      if (!roles.empty()) keep(claim, roles.front(), holder_of(context_, holder), term);
    }
  }

  // "Mr A, head of the bloc, director of B"; his agency may be told elsewhere, or nowhere.
  void add_between(const Claim& claim, const Term& term) {
    const auto person = claim.mention.part("person", "person");
    if (!person) return;
    const auto position = claim.mention.part("position", "position");
    Holder holder{position ? agency_of(context_, *position) : std::string(), person_name(*person),
                  person->span()};
    if (holder.agency.empty()) holder.agency = agency_of_person(context_, *holder.person);
    keep(claim, claim.role, std::move(holder), term);
  }

  void keep(const Claim& claim, const Mention& word, Holder holder, const Term& term) {
    const bool speaker = claim.mention.attr("who") == "speaker";
    if (holder.agency.empty() && (speaker || !holder.person)) return;
    BlocRole role{.role = has_tag(word, "head") ? "head" : "deputy",
                  .holder = std::move(holder.agency)};
    if (!speaker) role.person = std::move(holder.person);
    role.bloc = bloc_of(context_, word);
    if (role.holder.empty() && !role.bloc) return;
    role.year = term.year;
    role.period = term.period;
    role.evidence = evidence_of(claim.mention);
    if (claim.mention.has("join")) role.evidence.span.begin = after_join(claim.mention);
    role.evidence.parts.emplace_back("role", word.span());
    role.evidence.parts.emplace_back("holder", holder.span);
    const std::string_view when = claim.mention.has("when") ? "when" : "front";
    if (claim.mention.has(when))
      role.evidence.parts.emplace_back("year", claim.mention.part_span(when));
    if (term.inferred && term.known()) role.evidence.inferred.push_back("year");
    if (role.bloc && word.inside("bloc").empty()) role.evidence.inferred.push_back("bloc");
    merge(std::move(role));
  }

  // The mark or word that joins a claim to the one before it is no part of it.
  std::uint32_t after_join(const Mention& claim) const {
    std::uint32_t at = claim.part_span("join").end;
    while (at < claim.span().end && context_.analysis.text()[at] == ' ') ++at;
    return at;
  }

  void merge(BlocRole role) {
    auto& roles = context_.facts.bloc_roles;
    const auto known = std::ranges::find_if(roles, [&](const BlocRole& r) {
      return r.role == role.role && r.holder == role.holder && r.year == role.year &&
             r.period == role.period && r.bloc == role.bloc &&
             (!r.holder.empty() || r.person == role.person);
    });
    if (known == roles.end()) return roles.push_back(std::move(role));
    known->evidence.also.push_back(role.evidence.span);
    if (!known->person) known->person = role.person;
    if (role.evidence.inferred.empty()) known->evidence.inferred.clear();
  }

  Context& context_;
};

// Role words of schools, companies and streets look the same: the article must be about emulation.
bool about_emulation(const Context& context) {
  if (!context.facts.blocs.empty() || !context.analysis.of("bloc_head").empty()) return true;
  const auto words = context.analysis.of("bloc_context");
  return std::ranges::any_of(words, [](const Mention& m) { return m.value() == "pledge"; });
}

// "The other members are …": those and the holders named in the same block before.
void add_other_members(Context& context) {
  for (const Mention& list : context.analysis.of("bloc_members")) {
    const std::size_t index = bloc_meant(context, list.span().begin, {});
    if (!has_tag(list, "others") || index == context.facts.blocs.size()) continue;
    Bloc& bloc = context.facts.blocs[index];
    const Span block = context.analysis.blocks()[list.block()];
    for (const BlocRole& role : context.facts.bloc_roles) {
      const Span place = role.evidence.span;
      if (role.bloc == bloc.name && block.contains(place) && place.begin < list.span().begin) {
        add_members(bloc, {role.holder});
      }
    }
    add_members(bloc, listed_names(context, list, "list"));
  }
}

// Who is known by a role alone is an official without a position.
void add_officials(Context& context) {
  auto& officials = context.facts.officials;
  for (const BlocRole& role : context.facts.bloc_roles) {
    if (!role.holder.empty() || !role.person) continue;
    if (std::ranges::find(officials, *role.person, &Official::name) != officials.end()) continue;
    officials.push_back({*role.person, {}, role.evidence});
    officials.back().evidence.parts.clear();
  }
}

}  // namespace

void find_bloc_roles(Context& context) {
  if (!about_emulation(context)) return;
  const Claims claims(context);
  Roles roles(context);
  for (const Claim& claim : claims.all()) roles.add(claim);
  roles.settle();
  add_officials(context);
  add_other_members(context);
}

}  // namespace bangvang::facts
