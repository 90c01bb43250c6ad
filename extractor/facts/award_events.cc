// The mentions that matter to the awards of a sentence, in order and without overlaps.
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <set>

#include "extractor/facts/award.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts::awards {
namespace {

using grammar::Mention;

struct Source {
  std::string_view kind;
  Event::Kind as;
};

// Where two overlap, the one of the earlier kind stays: a phrase holds its granter, an office its
// agency.
constexpr std::array kSources = {
    Source{"document", Event::Kind::kDocument}, Source{"award_phrase", Event::Kind::kAward},
    Source{"award_verb", Event::Kind::kVerb},   Source{"award_basis", Event::Kind::kBasis},
    Source{"award_party", Event::Kind::kWho},   Source{"group", Event::Kind::kWho},
    Source{"person", Event::Kind::kWho},        Source{"position", Event::Kind::kOffice},
    Source{"agency", Event::Kind::kWho},        Source{"award_unit", Event::Kind::kWho},
    Source{"person_name", Event::Kind::kWho},   Source{"award_row", Event::Kind::kWho},
    Source{"place", Event::Kind::kWho},         Source{"award_authority", Event::Kind::kOffice},
    Source{"award_scope", Event::Kind::kScope}, Source{"award_reason", Event::Kind::kReason},
    Source{"award_aside", Event::Kind::kAside}, Source{"award_list", Event::Kind::kList},
};

bool is_free(const std::vector<Event>& events, Span span) {
  return std::ranges::none_of(events, [&](const Event& e) { return e.span.overlaps(span); });
}

// Clauses end at a semicolon or a line end.
void number_clauses(std::string_view text, Span sentence, std::vector<Event>& events) {
  std::uint32_t clause = 0, begin = sentence.begin, at = sentence.begin;
  for (Event& event : events) {
    for (; at < event.span.begin; ++at) {
      if (text[at] != ';' && text[at] != '\n') continue;
      ++clause;
      begin = at + 1;
    }
    event.clause = clause;
    event.clause_begin = begin;
    at = std::max(at, event.span.end);
  }
}

std::optional<int> count_of(const Mention& mention) {
  const std::string text = mention.part_value("count");
  int count = 0;
  bool any = false;
  for (const char c : text) {
    if (c < '0' || c > '9') continue;
    count = count * 10 + (c - '0');
    any = true;
  }
  return any ? std::optional(count) : std::nullopt;
}

// As the officials have it, where the person is one of them: lists and captions may shout a name.
std::string person_name(const Context& context, const Mention& mention) {
  const std::string name = mention.value();
  const auto& officials = context.facts.officials;
  if (std::ranges::find(officials, name, &Official::name) != officials.end()) return name;
  const std::string low = text::lower(name);
  for (const Official& official : officials) {
    if (text::lower(official.name) == low) return official.name;
  }
  return name;
}

// A body named by its kind alone: the one of that kind last spoken of.
std::optional<std::string> unit_spoken_of(const Context& context, const Mention& unit) {
  const auto words = context.analysis.of("unit_word", unit.span());
  if (words.empty()) return std::nullopt;
  const std::string_view rest = context.analysis.text().substr(unit.span().end);
  const std::string word(rest.substr(0, rest.find_first_of(" ,.;:-()\n", 1)));
  if (text::lower(word) != word) return std::nullopt;  // a name no rule knows
  const std::string kinds = " " + words.front().value() + " ";
  const std::string low = text::lower(unit.text());
  std::optional<std::string> found;
  std::uint32_t latest = 0;
  for (const Agency& agency : context.facts.agencies) {
    if (agency.kind.empty() || kinds.find(" " + agency.kind + " ") == std::string::npos) continue;
    const bool named = text::lower(agency.name).starts_with(low);
    if (!named && unit.attr("any_name").empty()) continue;
    const auto consider = [&](Span span) {
      if (span.begin >= unit.span().begin || (found && span.begin < latest)) return;
      latest = span.begin;
      found = agency.name;
    };
    consider(agency.evidence.span);
    std::ranges::for_each(agency.evidence.also, consider);
  }
  return found;
}

// "Ông được tặng …": somebody addressed so before, or named without an address, where it is one
// person only; in the same block, else in all that stands before.
std::optional<std::string> person_spoken_of(const Context& context, const Mention& unit) {
  const std::string address = text::lower(unit.text()) + " ";
  const std::uint32_t block = context.analysis.blocks()[unit.block()].begin;
  for (const std::uint32_t from : {block, std::uint32_t{0}}) {
    std::set<std::string> addressed, named;
    for (const Mention& person : context.analysis.of("person", {from, unit.span().begin})) {
      const std::string name = person_name(context, person);
      if (text::lower(person.text()).starts_with(address)) addressed.insert(name);
      if (context.analysis.of("honorific", person.span()).empty()) named.insert(name);
    }
    if (addressed.size() == 1) return *addressed.begin();
    if (!addressed.empty() || named.size() > 1) return std::nullopt;
    if (!named.empty()) return *named.begin();
  }
  return std::nullopt;
}

// What a mention that only points back stands for.
std::optional<std::string> spoken_of(const Context& context, const Mention& unit) {
  return unit.attr("tag") == "person" ? person_spoken_of(context, unit)
                                      : unit_spoken_of(context, unit);
}

// A place gets an award only where a name can begin: behind a mark, a verb or a few words. Behind
// any other word it is the tail of a name no rule knows ("Ban An ninh quận 2"), or tells where it
// was.
bool may_begin(const Context& context, const std::vector<Event>& events, std::size_t i) {
  const std::string_view text = context.analysis.text();
  const std::uint32_t begin = events[i].span.begin;
  if (begin > 0 && text[begin - 1] == '(')
    return i > 0 && events[i - 1].kind == Event::Kind::kAward &&
           events[i - 1].span.end + 2 >= begin;
  if (begin < 2 || text[begin - 1] != ' ') return true;
  const auto byte = static_cast<unsigned char>(text[begin - 2]);
  const bool mark = byte < 0x80 && std::isalnum(byte) == 0 && byte != '(';
  if (mark || (i > 0 && events[i - 1].span.end + 1 == begin)) return true;
  for (const std::string_view kind : {"award_place_lead", "date"}) {
    const auto before = context.analysis.of(kind, {begin > 40 ? begin - 40 : 0, begin});
    if (!before.empty() && before.back().span().end + 1 == begin) return true;
  }
  return false;
}

// "Phòng Cảnh sát PCCC&CNCH", "Công ty A Chi nhánh B": the name goes on, and no rule knows how far.
bool is_cut_short(const Context& context, const std::vector<Event>& events, std::size_t i) {
  if (events[i].mention.kind() != "agency") return false;
  const std::uint32_t end = events[i].span.end;
  if (i + 1 < events.size() && events[i + 1].span.begin <= end + 1) return false;
  const std::string_view rest = context.analysis.text().substr(end);
  if (rest.starts_with('&')) return true;
  if (!rest.starts_with(' ')) return false;
  const std::string word(rest.substr(1, rest.find_first_of(" ,.;:-()\n\"", 1) - 1));
  const std::string low = text::lower(word);
  if (low == word) return false;
  std::size_t second = 1;  // where the second letter begins
  while (second < word.size() && (static_cast<unsigned char>(word[second]) & 0xC0U) == 0x80U)
    ++second;
  // A word all in capitals may be any.
  return second < word.size() && low.substr(second) == word.substr(second);
}

// "Liên hiệp các hội …": no number, and a capital before it.
bool is_inside_name(const Context& context, const Event& event) {
  if (event.mention.kind() != "group" || event.mention.has("count") || event.span.begin < 2)
    return false;
  const std::string_view before = context.analysis.text().substr(0, event.span.begin - 1);
  const std::size_t space = before.find_last_of(" \n,.;:(");
  const std::size_t other = before.substr(0, space).find_last_of(" \n,.;:(");
  const bool joins = space != std::string_view::npos && before[space] == ' ' &&
                     context.analysis.text()[event.span.begin - 1] == ' ';
  const std::string word(before.substr(other == std::string_view::npos ? 0 : other + 1));
  return joins && text::lower(word).front() != word.front() && text::lower(word) != word &&
         other != std::string_view::npos && before[other] == ' ';
}

// "Bằng khen cho 18 cơ quan đạt chuẩn văn hóa": a counted title is who gets the award before it.
void counted_titles_get(std::vector<Event>& events) {
  for (std::size_t i = 1; i < events.size(); ++i) {
    const bool next = events[i].span.begin <= events[i - 1].span.end + 1;
    if (events[i].kind == Event::Kind::kAward && events[i].mention.has("count") && next &&
        events[i - 1].mention.has("to"))
      events[i].kind = Event::Kind::kWho;
  }
}

// "UBND các huyện: A, B": the name of the first begins with the head that all share.
Span with_list_head(const Mention& mention) {
  if (mention.kind() != "agency" || !mention.has("core")) return mention.span();
  return {std::min(mention.part_span("core").begin, mention.span().begin), mention.span().end};
}

// A name of two words is as likely part of another: it counts behind a number of people ("2 em
// Kpuih Sân và Kpuih Dấu") and in a list that was opened.
bool in_list_of_names(const Context& context, Span sentence, Span name) {
  const Span before{sentence.begin, name.begin};
  if (!context.analysis.of("award_list", before).empty()) return true;
  const auto ends_at = [](const auto& mentions, std::uint32_t at) {
    return !mentions.empty() && mentions.back().span().end + 1 == at;
  };
  if (ends_at(context.analysis.of("group", before), name.begin)) return true;
  const auto ands = context.analysis.of("award_and", before);
  if (!ends_at(ands, name.begin)) return false;
  const std::uint32_t joined = ands.back().span().begin;
  const auto names = context.analysis.of("person_name", {sentence.begin, joined});
  return ends_at(names, joined) && in_list_of_names(context, sentence, names.back().span());
}

bool names_bodies(const Context& context, Span group) {
  return std::ranges::any_of(
      context.analysis.of("agency", {group.begin, group.end + 120}),
      [&](const Mention& agency) { return with_list_head(agency).begin < group.end; });
}

// "Trường Tiểu học Tạ Văn Mùi", where no rule knows the school: its name is nobody's.
bool names_a_body(const Context& context, const Event& event) {
  if (!event.mention.kind().starts_with("person")) return false;
  const std::uint32_t begin = event.span.begin;
  const auto heads = context.analysis.of("agency_head", {begin > 60 ? begin - 60 : 0, begin});
  return !heads.empty() && heads.back().span().end + 1 == begin;
}

void drop_tails(const Context& context, std::vector<Event>& events) {
  std::vector<Event> kept;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (is_cut_short(context, events, i) || is_inside_name(context, events[i]) ||
        names_a_body(context, events[i]))
      continue;
    const std::string_view kind = events[i].mention.kind();
    if ((kind != "place" && kind != "award_unit") || may_begin(context, events, i))
      kept.push_back(events[i]);
  }
  events = std::move(kept);
}

}  // namespace

std::vector<Event> events_in(const Context& context, Span sentence) {
  std::vector<Event> events;
  for (const Source& source : kSources) {
    for (const Mention& mention : context.analysis.of(source.kind, sentence)) {
      if (source.kind == "place" && !mention.has("name")) continue;
      if (source.kind == "agency" && mention.attr("uncounted") == "bare") continue;
      // "74/79 chi hội": a share of them.
      const std::uint32_t begin = mention.span().begin;
      const bool counted =
          source.kind == "group" || (source.kind == "award_phrase" && mention.has("count"));
      if (counted && begin > 0 && context.analysis.text()[begin - 1] == '/') continue;
      if (source.kind == "award_unit" && !spoken_of(context, mention)) continue;
      if (source.kind == "person_name" && std::ranges::count(mention.text(), ' ') < 2 &&
          !in_list_of_names(context, sentence, mention.span()))
        continue;
      // "các Sở Y tế A, B": the bodies are named.
      if (source.kind == "group" && !mention.has("count") && names_bodies(context, mention.span()))
        continue;
      const Span span = with_list_head(mention);
      if (is_free(events, span)) {
        events.push_back({source.as, mention, span});
      } else if (is_free(events, mention.span())) {
        events.push_back({source.as, mention, mention.span()});
      }
    }
  }
  std::ranges::sort(events, {}, [](const Event& e) { return e.span.begin; });
  drop_tails(context, events);
  counted_titles_get(events);
  number_clauses(context.analysis.text(), sentence, events);
  return events;
}

Recipient recipient_of(const Context& context, const Mention& mention) {
  const std::string_view kind = mention.kind();
  if (kind == "person" || kind == "person_name")
    return {"person", person_name(context, mention), {}, {}};
  if (kind == "group") return {"group", {}, std::string(mention.attr("tag")), count_of(mention)};
  if (kind == "award_phrase") {  // a count before a title
    const auto name = mention.part("name", "award_name");
    const auto form = name ? name->part("form", "award_form") : std::nullopt;
    const std::string_view who = form ? form->attr("recipients") : std::string_view{};
    const bool single = who == "person" || who == "household";
    return {"group", {}, std::string(single ? who : "collective"), count_of(mention)};
  }
  if (kind == "award_party" && mention.attr("tag") == "household") {
    const auto person = mention.part("person", "person");
    return {"household", person ? person_name(context, *person) : mention.value(), {}, {}};
  }
  if (kind == "award_party") return {"agency", mention.part_value("place"), {}, {}};
  if (kind == "place" || kind == "award_row") return {"agency", mention.value(), {}, {}};
  if (kind == "award_unit") {
    const bool person = mention.attr("tag") == "person";
    return {person ? "person" : "agency",
            spoken_of(context, mention).value_or(mention.value()),
            {},
            {}};
  }
  return {"agency", agency_name(context, mention), {}, {}};
}

bool is_decision(const Mention& document) {
  const auto type = document.part("type", "document_type");
  return type && type->attr("tag").find("decision") != std::string_view::npos;
}

std::string office_of(const Context& context, const Mention& office) {
  if (const auto agency = office.part("agency", "agency")) {
    return office.part_value("title") + " " + agency_name(context, *agency);
  }
  if (!office.has("unit")) return office.value();
  // "Giám đốc Sở": the body of that kind last spoken of.
  const std::string_view unit = office.part_text("unit");
  const auto before = context.analysis.of("agency", {0, office.span().begin});
  for (auto at = before.rbegin(); at != before.rend(); ++at) {
    const std::string name = agency_name(context, *at);
    if (name.starts_with(unit) && name.size() > unit.size())
      return office.part_value("title") + " " + name;
  }
  return office.value();
}

std::string authority_name(const Context& context, const Mention& holder, std::string_view part) {
  if (const auto authority = holder.part(part, "award_authority")) return authority->value();
  if (const auto unit = holder.part(part, "award_unit")) {
    return unit_spoken_of(context, *unit).value_or(std::string());
  }
  if (const auto office = holder.part(part, "position")) return office_of(context, *office);
  if (const auto agency = holder.part(part, "agency")) {
    const std::string name = agency_name(context, *agency);
    if (!holder.has("organ")) return name;
    std::string organ = text::lower(holder.part_text("organ"));
    organ.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(organ.front())));
    return organ + " " + name;
  }
  return holder.part_value(part);
}

}  // namespace bangvang::facts::awards
