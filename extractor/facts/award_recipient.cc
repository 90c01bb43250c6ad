// Who gets an award: the names and counts behind it, before its verb, or in the list it opens.
#include <algorithm>
#include <array>
#include <cctype>

#include "extractor/facts/award_sentence.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts::awards {

namespace {

bool is_group(const Who& who) { return who.recipient.kind == "group"; }

// Of so many recipients at least one must have a name that is known, for the names to be told.
constexpr int kMostUnnamed = 3;

// "nhiều tập thể được tặng", "các đơn vị được tặng": a remark, not a list of who got it.
bool is_generic(const Who& who) { return who.recipient.kind == "group" && !who.recipient.count; }

// Two bodies of one noun and one level: "Phòng A" and "Phòng B", "Công an huyện A" and "Công an
// huyện B", but not "Công an xã A" and "Công an huyện B".
bool side_by_side(std::string_view a, std::string_view b) {
  std::size_t shared = 0;  // bytes of the words they have in common
  for (std::size_t at = 0; at < std::min(a.size(), b.size()) && a[at] == b[at]; ++at) {
    if (a[at] == ' ') shared = at + 1;
  }
  const auto names = [&](std::string_view name) {
    const std::string_view word = name.substr(shared, name.find(' ', shared) - shared);
    return !word.empty() && (text::lower(word) != word || std::isdigit(word.front()) != 0);
  };
  return shared > 0 && names(a) && names(b);
}

}  // namespace

bool Sentence::is_subject(std::size_t i, std::uint32_t first_clause) const {
  bool others = false;
  for (std::size_t j = i + 1; j < events_.size() && events_[j].clause == events_[i].clause; ++j) {
    if (events_[j].kind == Kind::kAward) return false;
    if (events_[j].kind == Kind::kWho) others = true;
    if (!is_verb(j)) continue;
    // "… cùng phần thưởng của Nhà nước, Bộ A trao tặng": a giver, whatever it gives.
    if (!governs_award(j))
      return tag(j) == "give" && !others && lead(events_[j - 1].span.end, events_[j]) == 0;
    if (is_active(j))
      return !others && !joined(events_[j - 1], events_[j]) &&
             lead(events_[j - 1].span.end, events_[j]) <= 3;
    return events_[i].clause != first_clause || comma_before(i);
  }
  return false;
}

bool Sentence::governs_award(std::size_t verb) const {
  for (std::size_t j = verb + 1; j < events_.size() && events_[j].clause == events_[verb].clause;
       ++j) {
    if (events_[j].kind == Kind::kAward) return true;
  }
  return false;
}

bool Sentence::comma_before(std::size_t i) const {
  return i > 0 && gap(events_[i - 1], events_[i]).find(',') != std::string_view::npos;
}

std::vector<Who> Sentence::behind(std::size_t start) const {
  std::vector<Who> found;
  const std::uint32_t first_clause = events_[start].clause;
  std::uint32_t clause = first_clause, from = events_[start].span.end;
  std::size_t last = start;
  std::size_t total = 0;               // found before "trong đó"
  bool closed = false, aside = false;  // aside: closed till the next number of recipients
  for (std::size_t i = start + 1; i < events_.size(); ++i) {
    const Event& e = events_[i];
    if (e.kind == Kind::kAward || (is_verb(i) && !found.empty())) break;
    if (e.clause != clause) closed = false;
    clause = e.clause;
    if (e.kind == Kind::kReason || e.kind == Kind::kScope || e.kind == Kind::kBasis)
      closed = true, aside = false;
    if (e.kind == Kind::kAside && e.mention.value() == "aside")
      aside = aside || !closed, closed = true;
    if (e.kind == Kind::kList && !in_bracket({events_[start].span.end, e.span.begin}))
      closed = aside = false, from = e.span.end;
    if (e.kind == Kind::kOffice) last = i, from = e.span.end;
    if (e.kind == Kind::kAside && e.mention.value() == "part") total = found.size();
    const bool counted = e.kind == Kind::kWho && counted_after_unknown(i);
    if (counted && closed && (aside || and_right_before(i)))
      closed = aside = false, from = e.span.begin;
    if (e.kind == Kind::kWho && aside && next_person(found, i))
      closed = aside = false, from = e.span.begin;
    if (e.kind != Kind::kWho || closed) continue;
    if (!found.empty() && in_bracket_of(found.back(), i)) continue;
    if (is_subject(i, first_clause)) break;
    if (found.empty() && (behind_unknown(start, i) || behind_noun(start, i))) continue;
    if (only_praised(i)) break;
    if (lead(from, e) > kMostLead && !counted_after_unknown(i)) {
      closed = true;
      continue;
    }
    // "cho 11 tập thể và 17 cá nhân …, gồm: A": the first name may be that of any of them.
    const bool opens =
        !found.empty() && is_group(found.back()) && i > 0 && events_[i - 1].kind == Kind::kList;
    if (!found.empty() && !opens && !is_next(found.back(), last, i)) {
      last = i;
      from = e.span.end;
      continue;
    }
    found.push_back(who_at(i));
    last = i;
    from = e.span.end;
  }
  if (total > 0 && total < found.size()) found = parts_or_total(std::move(found), total);
  return names_for_counts(one_a_clause(with_parts(std::move(found))));
}

std::vector<Who> Sentence::with_parts(std::vector<Who> found) const {
  std::vector<Who> all;
  for (Who& who : found) {
    const std::uint32_t end = bracket_end(who.event);
    std::vector<Who> parts{who};
    for (std::size_t i = who.event + 1; i < events_.size() && events_[i].span.end <= end; ++i) {
      if (of_kind(i, "group") && events_[i].mention.has("count")) parts.push_back(who_at(i));
    }
    const bool several = parts.size() > 2 && who.recipient.count;
    parts = several ? parts_or_total(std::move(parts), 1) : std::vector{who};
    std::ranges::move(parts, std::back_inserter(all));
  }
  return all;
}

bool Sentence::next_person(const std::vector<Who>& found, std::size_t i) const {
  return !found.empty() && found.back().recipient.kind == "person" &&
         events_[i].mention.kind() == "person" && joined_right_before(i);
}

std::vector<Who> Sentence::parts_or_total(std::vector<Who> found, std::size_t total) {
  int sum = 0;
  bool counted = true;
  for (std::size_t i = total; i < found.size(); ++i) {
    counted = counted && found[i].recipient.count;
    sum += found[i].recipient.count.value_or(0);
  }
  const Recipient& whole = found.front().recipient;
  const bool same =
      std::ranges::all_of(found, [&](const Who& who) { return who.recipient.of == whole.of; });
  if (total == 1 && counted && (whole.of == "mixed" || same) && whole.count == sum) {
    found.erase(found.begin());
  } else {
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(total), found.end());
  }
  return found;
}

bool Sentence::only_praised(std::size_t i) const {
  const std::uint32_t begin = events_[i].span.begin;
  const auto before = context_.analysis.of("award_form", {begin > 24 ? begin - 24 : 0, begin});
  return !before.empty() && before.back().attr("form") == "none" &&
         before.back().span().end + 1 == begin;
}

bool Sentence::behind_unknown(std::size_t start, std::size_t i) const {
  if (is_person(i) || events_[i].mention.kind() == "group" || i != start + 1) return false;
  const std::string_view before = gap(events_[start], events_[i]);
  const std::size_t end = before.find_last_not_of(' ');
  return end != std::string_view::npos && before[end] == ',' && words_in(before) > 0;
}

bool Sentence::behind_noun(std::size_t start, std::size_t i) const {
  if (events_[i].mention.kind() != "agency" || i != start + 1) return false;
  const std::uint32_t begin = events_[i].span.begin;
  if (lead(events_[start].span.end, events_[i]) == 0 || begin < 2 || text_[begin - 1] != ' ')
    return false;
  const auto byte = static_cast<unsigned char>(text_[begin - 2]);
  if (byte < 0x80 && std::isalnum(byte) == 0) return false;
  return std::ranges::none_of(
      std::array{"award_place_lead", "award_list", "award_and", "award_aside", "honorific"},
      [&](std::string_view kind) {
        const auto before = context_.analysis.of(kind, {begin > 40 ? begin - 40 : 0, begin});
        return !before.empty() && before.back().span().end + 1 == begin;
      });
}

bool Sentence::joined_right_before(std::size_t i) const {
  if (i == 0) return false;
  const std::string_view before = gap(events_[i - 1], events_[i]);
  const std::size_t end = before.find_last_not_of(' ');
  if (end != std::string_view::npos && (before[end] == ',' || before[end] == ';')) return true;
  return and_right_before(i);
}

bool Sentence::and_right_before(std::size_t i) const {
  if (i == 0) return false;
  const auto ands =
      context_.analysis.of("award_and", {events_[i - 1].span.end, events_[i].span.begin});
  return !ands.empty() && ands.back().span().end + 1 >= events_[i].span.begin;
}

bool Sentence::counted_after_unknown(std::size_t i) const {
  return events_[i].mention.kind() == "group" && events_[i].mention.has("count") &&
         joined_right_before(i);
}

bool Sentence::is_next(const Who& before, std::size_t last, std::size_t i) const {
  const Event& e = events_[i];
  if (!joined(events_[last], e)) return named_list(before, i);
  if (is_place(i) && !before.is_place) return false;
  // "8 đồng chí … ở các phòng, đơn vị của A": where those counted work.
  if (before.recipient.count && e.mention.kind() == "agency" && before.clause == e.clause &&
      !joined_right_before(i))
    return named_list(before, i);
  const bool with_word =
      !context_.analysis.of("award_and", {events_[last].span.end, e.span.begin}).empty();
  if (before.clause != e.clause || with_word || e.mention.kind() != "agency") return true;
  return before.recipient.kind != "person" && (!owns(e.mention, before) || one_of_row(i));
}

bool Sentence::one_of_row(std::size_t i) const {
  return i + 1 < events_.size() && of_kind(i + 1, "agency") && joined(events_[i], events_[i + 1]) &&
         side_by_side(agency_name(context_, events_[i].mention),
                      agency_name(context_, events_[i + 1].mention));
}

bool Sentence::owns(const Mention& body, const Who& unit) const {
  // From units inside a body to bodies that own others; of one standing they stand side by side.
  constexpr std::array<std::pair<std::string_view, int>, 17> kStanding = {{
      {"to", 0},
      {"doi", 0},
      {"khoa", 0},
      {"phong", 1},
      {"vu", 1},
      {"cuc", 2},
      {"office", 2},
      {"center", 2},
      {"hospital", 2},
      {"chi_cuc", 2},
      {"school", 2},
      {"tram", 2},
      {"branch", 2},
      {"so", 4},
      {"bo", 5},
      {"ministry", 5},
      {"procuracy", 5},
  }};
  constexpr int kOther = 3;
  const auto standing = [&](const std::string& name) {
    const auto known = std::ranges::find(context_.facts.agencies, name, &Agency::name);
    if (known == context_.facts.agencies.end()) return kOther;
    const auto found =
        std::ranges::find(kStanding, known->kind, &decltype(kStanding)::value_type::first);
    return found == kStanding.end() ? kOther : found->second;
  };
  if (unit.recipient.kind != "agency" || !unit.recipient.name) return false;
  // "Phòng A huyện B, Trường C": what has a place of its own is nobody's unit.
  const Mention& inside = events_[unit.event].mention;
  if (inside.has("tail") && inside.part("tail", "place")) return false;
  const int inner = standing(*unit.recipient.name), outer = standing(agency_name(context_, body));
  return inner < 2 ? outer >= 2 : inner == 2 && outer > kOther;
}

bool Sentence::named_list(const Who& before, std::size_t i) const {
  if (before.recipient.kind != "group") return false;
  // A number of people is named by people, one of bodies by bodies.
  const bool people = before.recipient.of == "person", bodies = before.recipient.of == "collective";
  if (is_group(who_at(i)) || (people && !is_person(i)) || (bodies && is_person(i))) return false;
  const std::string_view between = gap(events_[before.event], events_[i]);
  return is_person(i) || between.find_first_of("(:") != std::string_view::npos ||
         has_list(before.event, i);
}

bool Sentence::has_list(std::size_t from, std::size_t to) const {
  for (std::size_t i = from; i < to; ++i) {
    if (events_[i].kind == Kind::kList || events_[i].mention.has("list")) return true;
  }
  return false;
}

bool Sentence::bracket_between(Span a, Span b) const {
  return a.end < b.begin && Span{a.end, b.begin}.of(text_).find('(') != std::string_view::npos;
}

std::vector<Who> Sentence::one_a_clause(std::vector<Who> found) const {
  std::uint32_t clauses = 0;
  for (std::size_t i = 1; i < found.size(); ++i) clauses += found[i].clause != found[i - 1].clause;
  if (clauses == 0) return found;
  std::vector<Who> kept;
  for (Who& who : found) {
    const bool owner =
        !kept.empty() && kept.back().clause == who.clause && who.recipient.kind == "agency" &&
        kept.back().recipient.kind != "group" &&
        !side_by_side(kept.back().recipient.name.value_or(""), who.recipient.name.value_or("")) &&
        !bracket_between(kept.back().span, who.span) &&
        context_.analysis.of("award_and", {kept.back().span.end, who.span.begin}).empty();
    if (!owner) kept.push_back(std::move(who));
  }
  return kept;
}

std::vector<Who> Sentence::names_for_counts(std::vector<Who> found) const {
  std::vector<Who> kept;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool named = i + 1 < found.size() && is_group(found[i]) && !is_group(found[i + 1]) &&
                       named_list(found[i], found[i + 1].event);
    if (!named) {
      kept.push_back(found[i]);
      continue;
    }
    std::size_t names = i + 1;
    while (names < found.size() && !is_group(found[names])) ++names;
    // Of a number only few of whom have known names, the number is told.
    const int known = static_cast<int>(names - i - 1);
    if (found[i].recipient.count.value_or(0) <= kMostUnnamed * known) continue;
    kept.push_back(found[i]);
    i = names - 1;
  }
  return kept;
}

std::vector<Who> Sentence::before(std::size_t verb) const {
  std::size_t begin = verb;
  const std::uint32_t clause = events_[verb].clause;
  while (begin > 0 && events_[begin - 1].clause == clause && !ends_subject(begin - 1)) --begin;
  if (begin > 0 && events_[begin - 1].kind == Kind::kAward) {
    const std::uint32_t end = bracket_end(begin - 1);
    while (begin < verb && events_[begin].span.begin < end) ++begin;
  }
  std::vector<Who> found = chain(begin, verb);
  if (!found.empty() && found.front().event == first_who(begin, verb))
    found = listed(begin, verb, found);
  // "huyện A có … được tặng": the place only says where, but right before the verb.
  const bool places = std::ranges::all_of(found, [](const Who& who) { return who.is_place; });
  if (places && !found.empty() && lead(found.back().span.end, events_[verb]) > kMostPlaceLead)
    return {};
  std::erase_if(found, [](const Who& who) { return is_generic(who); });
  return found;
}

bool Sentence::ends_subject(std::size_t i) const {
  return events_[i].kind == Kind::kAward || (is_verb(i) && tag(i) != "get");
}

std::size_t Sentence::first_who(std::size_t begin, std::size_t end) const {
  while (begin < end && events_[begin].kind != Kind::kWho) ++begin;
  return begin;
}

std::vector<Who> Sentence::chain(std::size_t begin, std::size_t end) const {
  std::vector<Who> found;
  std::size_t last = begin;
  std::uint32_t from = 0;
  bool put_forward = false, aside = false;
  for (std::size_t i = begin; i < end; ++i) {
    const Event& e = events_[i];
    if (e.kind == Kind::kScope) put_forward = true;
    if (e.kind == Kind::kAside && e.mention.value() != "aside") found.clear();
    if (e.kind == Kind::kOffice && !found.empty()) last = i, from = e.span.end;
    // "ông A, giáo viên thuộc B, C được tặng": B and C say where A belongs.
    if (!found.empty() && belongs(found.back(), i)) {
      last = i, from = e.span.end;
      continue;
    }
    if (e.kind != Kind::kWho || (!found.empty() && in_bracket_of(found.back(), i))) continue;
    const bool named = is_person(i) || e.mention.has("count");
    const bool goes_on_aside = aside && !named && i > 0 && words_in(gap(events_[i - 1], e)) > 0;
    aside = is_aside(i) || goes_on_aside;
    if (aside || (is_address(i) && (found.empty() || !found.back().is_place))) {
      if (!found.empty()) last = i, from = e.span.end;
      continue;
    }
    const bool listed = !found.empty() && comma_before(i) && has_list(begin, found.front().event);
    if (!found.empty() &&
        ((lead(from, e) > kMostLead && !listed) || (put_forward && !joined(events_[last], e)))) {
      found.clear();
    }
    if (!found.empty() && found.back().is_place && !is_place(i)) found.clear();
    // "1 đồng chí 45 năm, 5 đồng chí được nhận": numbers of the same people are not one subject.
    if (!found.empty() && same_noun(found.back(), i)) found.clear();
    // "Sở A có 02 tập thể được tặng", "Sở A cho biết, 02 tập thể được tặng": the count is who gets
    // it.
    if (!found.empty() && e.mention.has("count") &&
        (!joined(events_[last], e) || words_between(events_[last], e)))
      found.clear();
    put_forward = false;
    if (!found.empty() && !is_next(found.back(), last, i)) {
      last = i, from = e.span.end;
      continue;
    }
    found.push_back(who_at(i));
    last = i, from = e.span.end;
  }
  return names_for_counts(std::move(found));
}

bool Sentence::belongs(const Who& person, std::size_t i) const {
  if (person.recipient.kind != "person" || person.clause != events_[i].clause ||
      !of_kind(i, "agency") ||
      (i > 0 && !context_.analysis.of("award_and", {events_[i - 1].span.end, events_[i].span.begin})
                     .empty()))
    return false;
  for (std::size_t j = person.event + 1; j < i; ++j) {
    if (events_[j].kind == Kind::kAside && events_[j].mention.value() == "aside") return true;
  }
  return false;
}

bool Sentence::words_between(const Event& a, const Event& b) const {
  const Span between{a.span.end, std::max(a.span.end, b.span.begin)};
  const auto ands = context_.analysis.of("award_and", between);
  return words_in(between.of(text_)) > static_cast<int>(ands.size());
}

bool Sentence::same_noun(const Who& before, std::size_t i) const {
  const Mention& a = events_[before.event].mention;
  const Mention& b = events_[i].mention;
  if (!a.has("count") || !b.has("count") || a.kind() != "group" || b.kind() != "group")
    return false;
  return text_.substr(a.part_span("count").end, a.span().end - a.part_span("count").end) ==
         text_.substr(b.part_span("count").end, b.span().end - b.part_span("count").end);
}

bool Sentence::in_bracket_of(const Who& who, std::size_t i) const {
  return who.recipient.kind != "group" && in_bracket({who.span.end, events_[i].span.begin});
}

bool Sentence::in_bracket(Span before) const {
  if (before.end < before.begin) return false;
  const std::string_view between = before.of(text_);
  const std::size_t open = between.rfind('(');
  return open != std::string_view::npos && between.find(')', open) == std::string_view::npos;
}

bool Sentence::is_aside(std::size_t i) const {
  return i > 0 && events_[i - 1].kind == Kind::kAside &&
         events_[i - 1].mention.value() == "aside" && !joined(events_[i - 1], events_[i]) &&
         lead(events_[i - 1].span.end, events_[i]) <= 2;
}

bool Sentence::is_address(std::size_t i) const {
  if (!is_place(i) || i == 0 || events_[i - 1].kind != Kind::kWho) return false;
  const std::string_view kind = events_[i - 1].mention.kind();
  if (kind != "agency" && kind != "place") return false;
  return gap(events_[i - 1], events_[i]).find_first_not_of(" ,(-") == std::string_view::npos;
}

std::vector<Who> Sentence::listed(std::size_t begin, std::size_t end,
                                  std::vector<Who> found) const {
  std::size_t at = begin;
  while (at > 0 && events_[at - 1].kind != Kind::kAward && !is_verb(at - 1)) {
    --at;
    if (events_[at].kind != Kind::kWho) continue;
    const std::size_t next = first_who(at + 1, end);
    if (events_[at].clause != events_[next].clause) continue;
    const bool head = gap(events_[at], events_[next]).find(':') != std::string_view::npos;
    if (head) return names_for_counts(one_a_clause(chain_across(at, end)));
  }
  const std::string_view head_line = text_.substr(
      events_[at].clause_begin, events_[first_who(at, end)].span.begin - events_[at].clause_begin);
  // "Các đồng chí A, giáo viên; B, bác sĩ được tặng …"
  const std::size_t first = first_who(at, end);
  const auto many =
      context_.analysis.of("honorific", {events_[first].clause_begin, events_[first].span.end});
  const bool together = std::ranges::any_of(many, [](const Mention& address) {
    return address.attr("tag").find("many") != std::string_view::npos;
  });
  const bool head = at < begin && (head_line.find(':') != std::string_view::npos || together ||
                                   only_names(at, begin));
  return head ? names_for_counts(one_a_clause(chain_across(at, end))) : found;
}

bool Sentence::only_names(std::size_t begin, std::size_t end) const {
  constexpr int kMostBetween = 6;
  if (begin > 0) return false;
  std::uint32_t from = span_.begin;
  for (std::size_t i = begin; i < end; ++i) {
    const Kind kind = events_[i].kind;
    if (kind != Kind::kWho && kind != Kind::kOffice) return false;
    if (lead(from, events_[i]) > kMostBetween) return false;
    from = events_[i].span.end;
    const std::size_t stop = text_.find_first_of(";\n", from);
    const bool last = i + 1 == end || events_[i + 1].clause != events_[i].clause;
    if (last && words_in(text_.substr(from, stop - from)) > kMostBetween) return false;
  }
  return true;
}

std::vector<Who> Sentence::chain_across(std::size_t begin, std::size_t end) const {
  std::vector<Who> found;
  for (std::size_t i = begin; i < end; ++i) {
    const bool first = i == 0 || events_[i - 1].clause != events_[i].clause || found.empty() ||
                       joined(events_[i - 1], events_[i]) || named_list(found.back(), i);
    if (events_[i].kind == Kind::kWho && first) found.push_back(who_at(i));
  }
  return found;
}

std::vector<Who> Sentence::recipients(std::size_t i, std::optional<std::size_t> verb) {
  const Mention& phrase = events_[i].mention;
  if (phrase.has("count")) {
    // "hai «nghệ nhân nhân dân» là A và B"
    auto found = list_follows(i) ? behind(i) : std::vector<Who>{};
    const bool named = !found.empty() && std::ranges::none_of(found, is_group);
    return named ? found : std::vector{who_at(i)};
  }
  const std::size_t next = i + 1;
  if (leads_on(phrase) || phrase.has("list")) {
    auto found = behind(i);
    if (const auto pieces = found.empty() ? people_of_pieces(i) : std::nullopt) return {*pieces};
    // "05 tập thể được tặng AWARD:" – their names are in the list below.
    const bool below = item_ || phrase.has("colon") || ends_clause(i);
    // "A vinh dự được nhận AWARD do B trao tặng và nghỉ hưu"
    const bool passed = found.empty() && phrase.has("of") && verb && !is_active(*verb);
    if (!found.empty() || (!below && !passed)) return found;
  }
  // "AWARD được trao tặng cho WHO"
  if (next < events_.size() && is_verb(next) && events_[next].clause == events_[i].clause &&
      events_[next].mention.has("to") && lead(events_[i].span.end, events_[next]) <= 3) {
    return behind(next);
  }
  if (verb && events_[*verb].mention.has("to")) {
    if (auto found = behind(*verb); !found.empty()) return found;
  }
  if (auto found = in_brackets(i); !found.empty()) return found;
  if (list_follows(i)) {
    if (auto found = behind(i); !found.empty()) return found;
  }
  if (auto found = right_before(i, verb); !found.empty()) return found;
  if (!verb) return is_share(i) ? std::vector<Who>{} : leads_from_before();
  if (tag(*verb) == "give" && directly_followed(i)) return behind(i);
  return subject(*verb, i);
}

bool Sentence::ends_clause(std::size_t i) const {
  const std::size_t next = text_.find_first_not_of(' ', events_[i].span.end);
  return next == std::string_view::npos || next >= span_.end ||
         std::string_view(".,;\n").find(text_[next]) != std::string_view::npos;
}

std::uint32_t Sentence::bracket_end(std::size_t i) const {
  const std::string_view rest = text_.substr(events_[i].span.end, span_.end - events_[i].span.end);
  const std::size_t open = rest.find_first_not_of(' ');
  if (open == std::string_view::npos || rest[open] != '(') return 0;
  const std::size_t close = rest.find(')');
  return close == std::string_view::npos ? 0
                                         : events_[i].span.end + static_cast<std::uint32_t>(close);
}

std::vector<Who> Sentence::in_brackets(std::size_t i) const {
  const std::uint32_t end = bracket_end(i);
  std::size_t last = i + 1;
  while (last < events_.size() && events_[last].span.end <= end) ++last;
  // "17 đơn vị nhận AWARD (trong đó có A)": one of them.
  if (last > i + 1 && events_[i + 1].kind == Kind::kAside) return {};
  return end > 0 ? one_a_clause(chain(i + 1, last)) : std::vector<Who>{};
}

bool Sentence::list_follows(std::size_t i) const {
  if (i + 1 >= events_.size() || events_[i + 1].kind != Kind::kList ||
      events_[i + 1].clause != events_[i].clause)
    return false;
  // "… nhận AWARD trong chiều ngày 27-12 gồm A, B": a day may stand between.
  constexpr int kMostOfDay = 4;
  const Span between{events_[i].span.end, events_[i + 1].span.begin};
  const int words = lead(between.begin, events_[i + 1]);
  return words == 0 || (words <= kMostOfDay && !context_.analysis.of("date", between).empty());
}

std::optional<Who> Sentence::people_of_pieces(std::size_t award) const {
  const std::uint32_t begin = events_[award].span.begin;
  const auto counts = context_.analysis.of("award_share", {begin > 24 ? begin - 24 : 0, begin});
  const auto name = read_name(events_[award].mention);
  if (!is_share(award) || !name || name->recipients != "person") return std::nullopt;
  int count = 0;
  for (const char c : counts.back().value()) {
    if (c < '0' || c > '9') return std::nullopt;
    count = count * 10 + (c - '0');
  }
  return Who{{"group", {}, "person", count}, events_[award].span, award, events_[award].clause};
}

std::vector<Who> Sentence::right_before(std::size_t i, std::optional<std::size_t> verb) const {
  std::size_t begin = i;
  while (begin > 0 && events_[begin - 1].clause == events_[i].clause && !is_verb(begin - 1) &&
         events_[begin - 1].kind != Kind::kAward) {
    --begin;
  }
  const bool after_award = begin > 0 && events_[begin - 1].kind == Kind::kAward && !verb &&
                           goes_on() && claims_.back().verb;
  const bool after_giving = verb && begin == *verb + 1 && tag(*verb) == "give";
  if (begin == i || events_[i - 1].kind != Kind::kWho || !(after_award || after_giving)) return {};
  return lead(events_[i - 1].span.end, events_[i]) <= 2 ? chain(begin, i) : std::vector<Who>{};
}

bool Sentence::directly_followed(std::size_t i) const {
  // "Thư khen của Bộ trưởng A": the person is the granter.
  if (events_[i].mention.part("granter", "position") && i + 1 < events_.size() && is_person(i + 1))
    return false;
  return i + 1 < events_.size() && events_[i + 1].kind == Kind::kWho &&
         !joined(events_[i], events_[i + 1]) && events_[i + 1].mention.kind() != "agency" &&
         lead(events_[i].span.end, events_[i + 1]) <= 1;
}

bool Sentence::is_share(std::size_t award) const {
  const std::uint32_t begin = events_[award].span.begin;
  const auto counts = context_.analysis.of("award_share", {begin > 24 ? begin - 24 : 0, begin});
  return !counts.empty() && counts.back().span().end + 1 >= begin;
}

std::vector<Who> Sentence::subject(std::size_t verb, std::size_t award) {
  if (tag(verb) == "give") return {};
  if (tag(verb) == "propose" && !stands_alone(verb)) return {};
  auto found = before(verb);
  if (tag(verb) == "propose") std::erase_if(found, [&](const Who& who) { return is_asked(who); });
  // "HUY HIỆU là A … được nhận AWARD": those behind one award are not the subject of the next.
  if (goes_on()) {
    const auto had = [&](const Who& who) {
      return std::ranges::find(claims_.back().who, who.span, &Who::span) !=
             claims_.back().who.end();
    };
    const bool others = !std::ranges::all_of(found, had);
    if (claims_.back().phrase.has("list") || (leads_on(claims_.back().phrase) && others))
      std::erase_if(found, had);
  }
  if (is_share(award)) std::erase_if(found, is_group);
  if (!found.empty()) return last_subject_ = found;
  if (is_share(award)) return {};
  shared_who_ = subject_left_out(verb);
  return shared_who_ ? last_subject_ : std::vector<Who>{};
}

bool Sentence::subject_left_out(std::size_t verb) const {
  constexpr int kMostWords = 3;
  if (verb == 0) return true;
  if (lead(events_[verb - 1].span.end, events_[verb]) > kMostWords) return false;
  const std::string_view between = gap(events_[verb - 1], events_[verb]);
  return between.find_first_of("0123456789") == std::string_view::npos ||
         !context_.analysis.of("date", {events_[verb - 1].span.end, events_[verb].span.begin})
              .empty();
}

bool Sentence::is_asked(const Who& who) const {
  return who.event > 0 && events_[who.event - 1].kind == Kind::kScope &&
         events_[who.event - 1].mention.value() == "asked" &&
         lead(events_[who.event - 1].span.end, events_[who.event]) <= 1;
}

bool Sentence::stands_alone(std::size_t verb) const {
  const std::uint32_t clause = events_[verb].clause;
  // "A được đề nghị tặng …; B đề nghị tặng …": it goes on with those put forward.
  if (goes_on() && claims_.back().status == "proposed" && !claims_.back().who.empty() &&
      claims_.back().clause_begin != events_[verb].clause_begin)
    return true;
  for (std::size_t j = verb; j-- > 0 && events_[j].clause == clause;) {
    if (events_[j].kind == Kind::kScope && events_[j].mention.value() == "proposed") return true;
    if (events_[j].kind == Kind::kWho && events_[j].mention.kind() == "group") return true;
    if (events_[j].kind == Kind::kAward) return false;
  }
  for (const Mention& rank :
       context_.analysis.of("award_form", {events_[verb].clause_begin, events_[verb].span.begin})) {
    if (rank.attr("form") == "none") return true;
  }
  return false;
}

std::vector<Who> Sentence::leads_from_before() {
  shared_who_ = true;
  if (!goes_on()) return holder();
  const Claim& previous = claims_.back();
  const bool from_subject =
      previous.verb && !leads_on(previous.phrase) && !previous.phrase.has("count");
  if (from_subject) return previous.who;
  return holder();
}

std::vector<Who> Sentence::holder() const {
  if (!item_ || !carry_.holder) return {};
  return {{*carry_.holder, span_, 0, 0, false}};
}

}  // namespace bangvang::facts::awards
