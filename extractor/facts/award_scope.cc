// What an award of a sentence stands under: given, proposed, held or only talked about; and who
// grants it.
#include <algorithm>

#include "extractor/facts/award_sentence.h"

namespace bangvang::facts::awards {

namespace {

bool is_put_forward(std::string_view scope) { return scope == "proposed" || scope == "asked"; }

}  // namespace

bool Sentence::is_void(std::size_t i) const {
  for (std::size_t j = 0; j < i; ++j) {
    if (events_[j].kind == Kind::kScope && events_[j].mention.value() == "void") return true;
  }
  return false;
}

std::string Sentence::status_of(std::size_t i, std::optional<std::size_t> verb) const {
  if (verb && (tag(*verb) == "propose" || tag(*verb) == "proposed")) return "proposed";
  std::string status = item_ ? carry_.status : std::string();
  for (std::size_t j = 0; j < events_.size(); ++j) {
    const bool after = j > i;
    if (after && events_[j].clause != events_[i].clause) break;
    if (is_verb(j) && !after && (tag(j) == "propose" || tag(j) == "proposed")) status = "proposed";
    if (events_[j].kind != Kind::kScope) continue;
    const std::string scope = events_[j].mention.value();
    if (scope == "voted" || (is_put_forward(scope) && !after)) status = "proposed";
    if (after) continue;
    if (scope == "decided") status = "conferred";
    if (scope == "held" && !(verb && is_active(*verb))) status = "held";
  }
  return status;
}

Granter Sentence::granter_of(std::size_t i, std::optional<std::size_t> verb) {
  const Mention& phrase = events_[i].mention;
  if (phrase.has("unread")) return {};
  const bool named_by_verb = verb && events_[*verb].mention.has("granter");
  // "Cờ thi đua TAND": a name without "của" may be part of the award's.
  if (phrase.has("granter") && (phrase.has("of") || !named_by_verb)) {
    const std::string name = authority_name(context_, phrase, "granter");
    return name.empty() ? Granter{} : Granter{name};
  }
  if (verb) {
    const Mention& m = events_[*verb].mention;
    if (named_by_verb) return last_granter_ = granter_named(m);
    const Granter giver = tag(*verb) == "give" ? giver_of(*verb) : Granter{};
    if (const auto basis = basis_of(*verb, giver)) return last_granter_ = *basis;
    if (giver.name && giver.subject) {
      if (const auto behind = decision_behind(i)) return last_granter_ = *behind;
    }
    if (giver.name) return last_granter_ = giver;
    if (tag(*verb) == "give" && !last_granter_.name && !item_) {
      if (Granter shared = shared_giver(*verb); shared.name) return last_granter_ = shared;
    }
  }
  if (!last_granter_.name && item_) return carry_.granter;
  return last_granter_;
}

std::optional<Granter> Sentence::basis_of(std::size_t verb, const Granter& giver) const {
  bool own_subject = false;
  for (std::size_t j = verb; j-- > 0;) {
    const Event& e = events_[j];
    // "Thực hiện Quyết định số 1 của B, UBND tỉnh tặng …": the subject behind it grants, but for
    // one who speaks for somebody.
    const bool who = e.kind == Kind::kWho || e.kind == Kind::kOffice;
    const bool delegated = e.kind == Kind::kBasis && e.mention.attr("tag") == "delegated";
    if (own_subject && e.kind == Kind::kAward) return std::nullopt;
    own_subject = own_subject || (who && giver.name && !giver.inferred);
    if (own_subject && !delegated) continue;
    if (e.kind == Kind::kBasis) return Granter{authority_name(context_, e.mention, "granter")};
    if (decides(j)) return Granter{issuer_of(e.mention)};
  }
  return std::nullopt;
}

std::optional<Granter> Sentence::decision_behind(std::size_t award) const {
  for (std::size_t j = award + 1; j < events_.size() && events_[j].kind != Kind::kAward; ++j) {
    if (events_[j].kind == Kind::kVerb) return std::nullopt;
    if (decides(j)) return Granter{issuer_of(events_[j].mention)};
  }
  return std::nullopt;
}

// A document's issuer is the body; the text may name its head.
std::string Sentence::issuer_of(const Mention& document) const {
  const Span issuer = document.part_span("issuer");
  for (const Mention& office : document.inside("position")) {
    if (office.span().contains(issuer)) return office_of(context_, office);
  }
  return authority_name(context_, document, "issuer");
}

Granter Sentence::granter_named(const Mention& verb) const {
  const auto authority = verb.part("granter", "award_authority");
  return {.name = authority_name(context_, verb, "granter"),
          .nation = authority && authority->attr("tag") == "nation"};
}

bool Sentence::decides(std::size_t i) const {
  const Mention& m = events_[i].mention;
  if (events_[i].kind != Kind::kDocument || !m.has("issuer")) return false;
  const bool apart = !m.part_span("number").overlaps(m.part_span("issuer"));
  return apart && events_[i].span.contains(m.part_span("issuer")) && is_decision(m);
}

Granter Sentence::giver_of(std::size_t verb) const {
  for (std::size_t j = verb; j-- > 0 && events_[j].clause == events_[verb].clause;) {
    const Event& e = events_[j];
    if (e.kind == Kind::kAward || e.kind == Kind::kVerb) break;
    if (after_award(j) && joined(events_[verb - 1], events_[verb])) break;
    if (e.kind != Kind::kOffice && !(e.kind == Kind::kWho && e.mention.kind() != "group")) continue;
    if (e.kind == Kind::kWho && e.mention.kind() == "agency")
      return {.name = with_organ(e.mention), .subject = true};
    if (e.kind == Kind::kWho && e.mention.kind() == "award_unit")
      return {recipient_of(context_, e.mention).name};
    if (e.kind == Kind::kWho) return decided_by(j, verb).value_or(presenter(j));
    if (const auto person = person_beside(j))
      return decided_by(*person, verb).value_or(presenter(*person));
    return speaks_for_body(j) ? presenter_office(e.mention) : Granter{office_name(e.mention)};
  }
  return {};
}

Granter Sentence::shared_giver(std::size_t verb) const {
  for (std::size_t j = verb; j-- > 0;) {
    if (events_[j].kind == Kind::kAward) return {};
    if (!is_verb(j)) continue;
    if (tag(j) != "give") return {};
    if (Granter giver = giver_of(j); giver.name) return giver;
  }
  return {};
}

std::string Sentence::with_organ(const Mention& agency) const {
  const std::string name = agency_name(context_, agency);
  const std::uint32_t begin = agency.span().begin;
  const auto before = context_.analysis.of("agency", {span_.begin, begin});
  if (before.empty() || before.back().span().end + 1 < begin) return name;
  const Mention& organ = before.back();
  return organ.attr("uncounted") == "bare" ? agency_name(context_, organ) + " " + name : name;
}

bool Sentence::after_award(std::size_t i) const {
  while (i-- > 0 && events_[i].clause == events_[i + 1].clause) {
    if (events_[i].kind == Kind::kAward) return true;
  }
  return false;
}

bool Sentence::speaks_for_body(std::size_t office) const {
  const Event& e = events_[office];
  for (const Mention& title : e.mention.inside("office_title")) {
    if (title.attr("tag").find("deputy") != std::string_view::npos) return true;
  }
  const std::uint32_t begin = e.span.begin;
  const auto before = context_.analysis.of("honorific", {begin > 24 ? begin - 24 : 0, begin});
  return !before.empty() && before.back().span().end + 1 >= begin;
}

Granter Sentence::presenter_office(const Mention& office) const {
  const auto agencies = office.inside("agency");
  if (agencies.empty()) return {};
  return {agency_name(context_, agencies.back()), true};
}

std::optional<std::size_t> Sentence::person_beside(std::size_t office) const {
  // "ông A, Ủy viên B, Bí thư C trao": the last of several offices.
  while (office > 0 && events_[office - 1].kind == Kind::kOffice &&
         lead(events_[office - 1].span.end, events_[office]) == 0)
    --office;
  if (office > 0 && is_person(office - 1) &&
      lead(events_[office - 1].span.end, events_[office]) <= 1) {
    return office - 1;
  }
  return std::nullopt;
}

std::optional<Granter> Sentence::decided_by(std::size_t person, std::size_t verb) const {
  bool decision = false;
  for (std::size_t i = person + 1; i < verb; ++i) {
    decision = decision ||
               (events_[i].kind == Kind::kScope && events_[i].mention.value() == "decided") ||
               (events_[i].kind == Kind::kDocument && is_decision(events_[i].mention));
  }
  if (!decision) return std::nullopt;
  for (const std::size_t j : {person + 1, person - 1}) {
    if (j < events_.size() && events_[j].kind == Kind::kOffice && !speaks_for_body(j))
      return Granter{.name = office_name(events_[j].mention)};
  }
  return std::nullopt;
}

Granter Sentence::presenter(std::size_t person) const {
  // The last office of a row is the one that hands over.
  std::size_t last = person + 1;
  while (last + 1 < events_.size() && events_[last].kind == Kind::kOffice &&
         events_[last + 1].kind == Kind::kOffice &&
         lead(events_[last].span.end, events_[last + 1]) == 0)
    ++last;
  for (const std::size_t j : {last, person - 1}) {
    if (j >= events_.size() || events_[j].kind != Kind::kOffice) continue;
    if (Granter body = presenter_office(events_[j].mention); body.name) return body;
  }
  return {};
}

std::string Sentence::office_name(const Mention& office) const {
  return office_of(context_, office);
}

std::string Sentence::carry_status() const {
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (is_verb(i) && (tag(i) == "propose" || tag(i) == "proposed")) return "proposed";
    if (events_[i].kind == Kind::kScope && is_put_forward(events_[i].mention.value()))
      return "proposed";
    if (events_[i].kind == Kind::kScope && events_[i].mention.value() == "honours") return "held";
  }
  return {};
}

}  // namespace bangvang::facts::awards
