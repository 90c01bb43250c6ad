// How sure each fact is. A rule may declare a class for what it reads; here it is lowered by what
// the fact had to conclude. Calibrated on corpus/: see "certain" in corpus/floors.json.
#include <algorithm>
#include <array>

#include "extractor/facts/context.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts {

namespace {

constexpr std::array<std::pair<std::string_view, Confidence>, 3> kNames = {{
    {"doubtful", Confidence::kDoubtful},
    {"likely", Confidence::kLikely},
    {"certain", Confidence::kCertain},
}};

}  // namespace

std::string_view name_of(Confidence confidence) {
  return std::ranges::find(kNames, confidence, &decltype(kNames)::value_type::second)->first;
}

std::optional<Confidence> confidence_named(std::string_view name) {
  const auto found = std::ranges::find(kNames, name, &decltype(kNames)::value_type::first);
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

namespace {

void lower(Evidence& evidence, Confidence most) {
  evidence.confidence = std::min(evidence.confidence, most);
}

bool inferred(const Evidence& evidence, std::string_view field) {
  return std::ranges::find(evidence.inferred, field) != evidence.inferred.end();
}

void rate(Date& date, const Context& context) {
  // The day of publication tells the year of days near it; anything else only makes it likely.
  if (inferred(date.evidence, "year") && !context.input.published)
    lower(date.evidence, Confidence::kLikely);
}

// A word with a capital goes on where no person's name begins: perhaps the rest of the name.
bool may_go_on(const Context& context, Span name) {
  const std::string_view rest = context.analysis.text().substr(name.end);
  if (!rest.starts_with(' ')) return false;
  const std::string_view word = rest.substr(1, rest.find_first_of(" ,.;:-()\n\"", 1) - 1);
  if (word.empty() || text::lower(word) == word) return false;
  for (const std::string_view kind : {"person", "person_name", "place", "province", "district"}) {
    const auto behind = context.analysis.of(kind, {name.end, name.end + 60});
    if (!behind.empty() && behind.front().span().begin == name.end + 1) return false;
  }
  return true;
}

void rate(Agency& agency, const Context& context) {
  const auto goes_on = [&](Span place) { return may_go_on(context, place); };
  const auto& also = agency.evidence.also;
  if (goes_on(agency.evidence.span) && std::ranges::all_of(also, goes_on))
    lower(agency.evidence, Confidence::kLikely);
}

void rate(BlocRole& role) {
  if (inferred(role.evidence, "year") || role.holder.empty())
    lower(role.evidence, Confidence::kLikely);
  if (!role.bloc || (!role.year && !role.period)) lower(role.evidence, Confidence::kLikely);
}

void rate(Official& official) {
  if (!official.evidence.inferred.empty()) lower(official.evidence, Confidence::kLikely);
}

void rate(Award& award) {
  Evidence& evidence = award.evidence;
  // A granter that the form fixes is as sure as the form.
  const bool by_form = award.level == "state" || award.level == "government";
  if (inferred(evidence, "granted_by") && !by_form) lower(evidence, Confidence::kLikely);
  if (inferred(evidence, "year") || inferred(evidence, "recipient"))
    lower(evidence, Confidence::kLikely);
  const bool uncounted = award.recipient.kind == "group" && !award.recipient.count;
  if (uncounted || award.status == "held") lower(evidence, Confidence::kLikely);
}

}  // namespace

void rate_facts(Context& context) {
  for (Date& date : context.facts.dates) rate(date, context);
  for (Agency& agency : context.facts.agencies) rate(agency, context);
  for (BlocRole& role : context.facts.bloc_roles) rate(role);
  for (Official& official : context.facts.officials) rate(official);
  for (Award& award : context.facts.awards) rate(award);
}

}  // namespace bangvang::facts
