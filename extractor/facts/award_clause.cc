// Pairs the awards of a sentence with those who get them, clause by clause.
//
// The word orders this reads: GIVER gives AWARD to WHO; WHO gets AWARD; AWARD: WHO; AWARD is given
// to WHO; WHO: proposed for AWARD; and any of them again after a semicolon with its subject, verb
// or granter left out.
#include <algorithm>

#include "extractor/facts/award_sentence.h"

namespace bangvang::facts::awards {

int words_in(std::string_view text) {
  int words = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const std::size_t close = c == '(' ? text.find(')', at) : std::string_view::npos;
    if (close != std::string_view::npos) at = close;
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
    if (letter && !inside) ++words;
    inside = letter || (inside && byte >= '0' && byte <= '9');
  }
  return words;
}

int Sentence::lead(std::uint32_t from, const Event& e) const {
  from = std::max(from, e.clause_begin);
  return from < e.span.begin ? words_in(text_.substr(from, e.span.begin - from)) : 0;
}

bool Sentence::joined(const Event& a, const Event& b) const {
  if (a.clause != b.clause) return true;
  const std::string_view between = gap(a, b);
  if (between.find(',') != std::string_view::npos) return true;
  const bool people =
      a.mention.kind().starts_with("person") && b.mention.kind().starts_with("person");
  if (people && (between == "-" || between == "- " || between == " - ")) return true;
  return !context_.analysis.of("award_and", {a.span.end, b.span.begin}).empty();
}

std::optional<std::size_t> Sentence::verb_of(std::size_t i) const {
  for (std::size_t j = i; j-- > 0;) {
    if (events_[j].clause != events_[i].clause || events_[j].kind == Kind::kAward) break;
    if (is_verb(j)) return j;
  }
  return std::nullopt;
}

bool Sentence::says_what_for(std::size_t i) const {
  if (i == 0 || events_[i - 1].kind != Kind::kAward || tag(i) == "grade_only" ||
      joined(events_[i - 1], events_[i]))
    return false;
  return only_praised(i) || gap(events_[i - 1], events_[i]) == " ";
}

bool Sentence::only_counted(std::size_t i, std::optional<std::size_t> verb) const {
  if (!events_[i].mention.has("count") || verb || item_ || goes_on()) return false;
  // "40 nhà giáo nhân dân và 570 nhà giáo ưu tú được phong tặng"
  for (std::size_t j = i + 1; j < events_.size() && events_[j].clause == events_[i].clause; ++j) {
    if (events_[j].kind == Kind::kAward && !events_[j].mention.has("count")) break;
    if (is_verb(j)) return tag(j) != "given" || governs_award(j);
  }
  return std::ranges::none_of(events_, [&](const Event& e) {
    const bool before = e.span.begin < events_[i].span.begin;
    return (before && (e.kind == Kind::kVerb || e.kind == Kind::kScope)) || e.kind == Kind::kList;
  });
}

void Sentence::read_award(std::size_t i) {
  if (says_what_for(i)) return;
  const Mention& phrase = events_[i].mention;
  const auto verb = verb_of(i);
  if (only_counted(i, verb)) return;
  Claim claim{.phrase = phrase,
              .verb = {},
              .who = {},
              .status = {},
              .granter = {},
              .void_ = is_void(i),
              .nobody = first_who(0, events_.size()) == events_.size(),
              .sentence = span_,
              .clause_begin = events_[i].clause_begin,
              .head = item_ ? carry_.head : Span{},
              .named_by = {}};
  if (verb) {
    claim.verb = events_[*verb].mention;
  } else if (goes_on()) {
    claim.verb = claims_.back().verb;
  }
  if (tag(i) == "grade_only" && goes_on()) claim.named_by = claims_.back().naming();
  shared_who_ = false;
  claim.who = recipients(i, verb);
  claim.shared_who = shared_who_;
  claim.status = status_of(i, verb);
  claim.granter = granter_of(i, verb);
  claims_.push_back(std::move(claim));
}

void Sentence::share_forward(std::size_t first) {
  for (std::size_t i = claims_.size(); i-- > first + 1;) {
    Claim& claim = claims_[i - 1];
    const Claim& next = claims_[i];
    if (!claim.who.empty() || next.who.empty() || next.phrase.has("count")) continue;
    const Span between{claim.phrase.span().end, next.phrase.span().begin};
    if (between.begin >= between.end || words_in(between.of(text_)) > 9) continue;
    if (!next.verb || !claim.verb || *next.verb != *claim.verb) continue;
    if (context_.analysis.of("award_and", between).empty() &&
        between.of(text_).find(',') == std::string_view::npos)
      continue;
    if (between.of(text_).find_first_of(";\n") != std::string_view::npos) continue;
    claim.who = next.who;
    claim.shared_who = true;
  }
}

bool Sentence::names_of_list() {
  if (!carry_.last ||
      std::ranges::any_of(events_, [](const Event& e) { return e.kind == Kind::kAward; })) {
    return false;
  }
  const std::size_t first = first_who(0, events_.size());
  if (first == events_.size() || lead(span_.begin, events_[first]) > kMostLead) return true;
  Claim& claim = claims_[*carry_.last];
  std::erase_if(claim.who, [](const Who& who) { return who.recipient.kind == "group"; });
  std::uint32_t clause = UINT32_MAX;
  for (std::size_t i = first; i < events_.size(); ++i) {
    if (events_[i].kind != Kind::kWho || events_[i].clause == clause) continue;
    const bool body = events_[i].mention.kind() == "agency";
    if (lead(span_.begin, events_[i]) > (body ? kMostPlaceLead : kMostLead)) continue;
    clause = events_[i].clause;
    claim.who.push_back(who_at(i));
  }
  return true;
}

bool Sentence::names_of_group_before() {
  if (claims_.empty() || claims_.back().void_) return false;
  std::vector<Who>& known = claims_.back().who;
  const auto is_group = [](const Who& who) { return who.recipient.kind == "group"; };
  if (claims_.back().sentence.end + 4 < span_.begin) return false;
  std::size_t list = 0;
  std::optional<Who> head;
  for (; list < events_.size() && events_[list].kind != Kind::kList; ++list) {
    const Kind kind = events_[list].kind;
    if (kind == Kind::kWho && events_[list].mention.kind() == "group" && !head) {
      head = who_at(list);
    } else if (kind != Kind::kReason && kind != Kind::kAside && !is_place(list)) {
      return false;
    }
  }
  if (list == events_.size() || (!head && lead(span_.begin, events_[list]) > 1)) return false;
  const auto same = [&](const Who& who) {
    const std::optional<int> count = who.recipient.count;
    return !head ||
           (who.recipient.of == head->recipient.of && (!count || count == head->recipient.count));
  };
  // "Các cá nhân gồm: …" behind the bodies that are named already: more of them.
  const bool more =
      head && !head->recipient.count && !known.empty() && std::ranges::none_of(known, is_group);
  if (!more && (known.empty() || std::ranges::count_if(known, same) != 1)) return false;
  const std::vector<Who> names = names_behind(list, head ? head : std::optional(known.front()));
  if (names.empty()) return false;
  if (!more) std::erase_if(known, same);
  known.insert(known.end(), names.begin(), names.end());
  carry_ = Carry{};
  return true;
}

std::vector<Who> Sentence::names_behind(std::size_t list, const std::optional<Who>& head) const {
  std::vector<Who> names;
  for (std::size_t i = list + 1; i < events_.size(); ++i) {
    const Kind kind = events_[i].kind;
    if (kind == Kind::kAward || kind == Kind::kVerb || kind == Kind::kScope) return {};
    if (kind == Kind::kWho && events_[i].mention.kind() == "group") return {};
    const bool people = head->recipient.of == "person";
    const bool fits = people == is_person(i) && (people || !is_place(i));
    if (kind == Kind::kWho && fits && !is_aside(i)) names.push_back(who_at(i));
  }
  if (head->recipient.of == "collective") names = one_a_clause(std::move(names));
  const std::optional<int> count = head->recipient.count;
  // Of a number only few of whom have known names, the number is told.
  const bool fits = !count || (names.size() <= static_cast<std::size_t>(*count) &&
                               names.size() * 2 >= static_cast<std::size_t>(*count));
  return fits ? names : std::vector<Who>{};
}

void Sentence::remember(std::size_t first) {
  const std::string_view text = span_.of(text_);
  const std::size_t end = text.find_last_not_of(" \n");
  const bool open = end != std::string_view::npos && text[end] == ':';
  if (open) {
    if (!item_) carry_.head = span_;
    carry_.open = true;
    const std::string status = first < claims_.size() ? claims_.back().status : carry_status();
    if (!item_ || !status.empty()) carry_.status = status;
    if (!item_ || last_granter_.name) carry_.granter = last_granter_;
    if (first < claims_.size() || goes_on_from_before()) carry_.last = claims_.size() - 1;
    if (!item_) carry_.holder = holder_named(first);
    if (carry_.holder) carry_.status = "held";
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (is_verb(i) && events_[i].mention.has("granter") && is_active(i)) {
        carry_.granter = {authority_name(context_, events_[i].mention, "granter")};
      }
    }
  } else if (!item_) {
    carry_ = Carry{};
  }
  if (item_ && first < claims_.size()) carry_.last = claims_.size() - 1;
}

bool Sentence::goes_on_from_before() const {
  const bool list =
      std::ranges::any_of(events_, [](const Event& e) { return e.kind == Kind::kList; });
  return list && !claims_.empty() && claims_.back().sentence.end + 4 >= span_.begin;
}

std::optional<Recipient> Sentence::holder_named(std::size_t first) const {
  if (first < claims_.size()) return std::nullopt;
  for (std::size_t i = events_.size(); i-- > 0;) {
    if (!is_verb(i)) continue;
    if (tag(i) != "given" && tag(i) != "get") return std::nullopt;
    const std::vector<Who> found = before(i);
    if (found.size() == 1 && found.front().recipient.kind != "group")
      return found.front().recipient;
    return std::nullopt;
  }
  return std::nullopt;
}

void read_sentence(const Context& context, Span sentence, bool item, Carry& carry,
                   std::vector<Claim>& claims) {
  Sentence(context, sentence, item, carry, claims).read();
}

}  // namespace bangvang::facts::awards
