// Pairs the awards of a sentence with those who get them, clause by clause.
//
// The word orders this reads: GIVER gives AWARD to WHO; WHO gets AWARD; AWARD: WHO; AWARD is given
// to WHO; WHO: proposed for AWARD; and any of them again after a semicolon with its subject, verb or
// granter left out.
#include <algorithm>

#include "extractor/facts/award.h"

namespace bangvang::facts::awards {
namespace {

using grammar::Mention;
using Kind = Event::Kind;

// A name may stand this many words behind what it is joined to: "và các đồng chí nguyên là …".
constexpr int kMostLead = 5;

int words_in(std::string_view text) {
  int words = 0;
  bool inside = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = byte >= 0x80 || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
    if (letter && !inside) ++words;
    inside = letter || (inside && byte >= '0' && byte <= '9');
  }
  return words;
}

class Sentence {
 public:
  Sentence(const Context& context, Span span, bool item, Carry& carry, std::vector<Claim>& claims)
      : context_(context), text_(context.analysis.text()), span_(span), item_(item),
        carry_(carry), claims_(claims), events_(events_in(context, span)) {}

  void read() {
    if (item_ && names_of_list()) return;
    const std::size_t first = claims_.size();
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (events_[i].kind == Kind::kAward) read_award(i);
    }
    share_forward(first);
    remember(first);
  }

 private:
  std::string_view gap(const Event& a, const Event& b) const {
    return a.span.end < b.span.begin ? text_.substr(a.span.end, b.span.begin - a.span.end)
                                     : std::string_view{};
  }
  // Words that lead up to an event in its clause, from `from` on.
  int lead(std::uint32_t from, const Event& e) const {
    from = std::max(from, e.clause_begin);
    return from < e.span.begin ? words_in(text_.substr(from, e.span.begin - from)) : 0;
  }
  bool joined(const Event& a, const Event& b) const {
    if (a.clause != b.clause) return true;
    if (gap(a, b).find(',') != std::string_view::npos) return true;
    return !context_.analysis.of("award_and", {a.span.end, b.span.begin}).empty();
  }
  std::string_view tag(std::size_t i) const { return events_[i].mention.attr("tag"); }
  bool is_person(std::size_t i) const { return events_[i].mention.kind().starts_with("person"); }
  bool is_place(std::size_t i) const { return events_[i].mention.kind() == "place"; }
  bool is_verb(std::size_t i) const { return events_[i].kind == Kind::kVerb; }
  bool is_active(std::size_t i) const { return tag(i) == "give" || tag(i) == "propose"; }
  bool leads_on(const Mention& m) const { return m.has("to") || m.has("colon"); }

  Who who_at(std::size_t i) const {
    return {recipient_of(context_, events_[i].mention), events_[i].span, i, events_[i].clause, is_place(i)};
  }

  // The verb that governs award `i`: the nearest before it in its clause with no award between.
  std::optional<std::size_t> verb_of(std::size_t i) const {
    for (std::size_t j = i; j-- > 0;) {
      if (events_[j].clause != events_[i].clause || events_[j].kind == Kind::kAward) break;
      if (is_verb(j)) return j;
    }
    return std::nullopt;
  }

  // --- Recipients behind an award or a verb.

  // A verb of another award follows in the clause, and event `i` is its subject: an active verb
  // stands right behind its subject; a passive one has its subject in a clause of its own.
  bool is_subject(std::size_t i, std::uint32_t first_clause) const {
    bool others = false;
    for (std::size_t j = i + 1; j < events_.size() && events_[j].clause == events_[i].clause; ++j) {
      if (events_[j].kind == Kind::kAward) return false;
      if (events_[j].kind == Kind::kWho) others = true;
      if (!is_verb(j)) continue;
      if (!governs_award(j)) return false;
      if (is_active(j)) return !others && !joined(events_[j - 1], events_[j]) && lead(events_[i].span.end, events_[j]) <= 3;
      return events_[i].clause != first_clause || comma_before(i);
    }
    return false;
  }
  bool governs_award(std::size_t verb) const {
    for (std::size_t j = verb + 1; j < events_.size() && events_[j].clause == events_[verb].clause; ++j) {
      if (events_[j].kind == Kind::kAward) return true;
    }
    return false;
  }
  bool comma_before(std::size_t i) const {
    return i > 0 && gap(events_[i - 1], events_[i]).find(',') != std::string_view::npos;
  }

  std::vector<Who> behind(std::size_t start) const {
    std::vector<Who> found;
    const std::uint32_t first_clause = events_[start].clause;
    std::uint32_t clause = first_clause, from = events_[start].span.end;
    std::size_t last = start;
    bool closed = false;
    for (std::size_t i = start + 1; i < events_.size(); ++i) {
      const Event& e = events_[i];
      if (e.kind == Kind::kAward || (is_verb(i) && !found.empty())) break;
      if (e.clause != clause) closed = false;
      clause = e.clause;
      if (e.kind == Kind::kReason || e.kind == Kind::kScope || e.kind == Kind::kBasis) closed = true;
      if (e.kind == Kind::kAside && e.mention.value() == "aside" && !found.empty()) closed = true;
      if (e.kind == Kind::kList) closed = false;
      if (e.kind == Kind::kOffice) last = i;
      if (e.kind != Kind::kWho || closed) continue;
      if (is_subject(i, first_clause)) break;
      if (lead(from, e) > kMostLead && !counted_after_unknown(i)) { closed = true; continue; }
      if (!found.empty() && !is_next(found.back(), last, i)) { last = i; from = e.span.end; continue; }
      found.push_back(who_at(i));
      last = i;
      from = e.span.end;
    }
    return names_for_counts(one_a_clause(std::move(found)));
  }

  // A count right behind a comma or "và" is a recipient, whatever stood before it.
  bool counted_after_unknown(std::size_t i) const {
    if (events_[i].mention.kind() != "group" || !events_[i].mention.has("count") || i == 0) return false;
    const std::string_view before = gap(events_[i - 1], events_[i]);
    const std::size_t end = before.find_last_not_of(' ');
    if (end != std::string_view::npos && before[end] == ',') return true;
    const auto ands = context_.analysis.of("award_and", {events_[i - 1].span.end, events_[i].span.begin});
    return !ands.empty() && ands.back().span().end + 1 >= events_[i].span.begin;
  }

  // Recipient at `i` stands beside the one before, and is not what that one belongs to.
  bool is_next(const Who& before, std::size_t last, std::size_t i) const {
    const Event& e = events_[i];
    if (!joined(events_[last], e)) return named_list(before, i);
    if (is_place(i) && !before.is_place) return false;
    const bool with_word =
        !context_.analysis.of("award_and", {events_[last].span.end, e.span.begin}).empty();
    return before.clause != e.clause || with_word || before.recipient.kind != "person" ||
           e.mention.kind() != "agency";
  }
  // A count may be followed by its names at once: "hai cụ Lê Văn Sáu và …".
  bool named_list(const Who& before, std::size_t i) const {
    if (before.recipient.kind != "group") return false;
    const std::string_view between = gap(events_[before.event], events_[i]);
    return is_person(i) ||
           between.find_first_of("(:") != std::string_view::npos || has_list(before.event, i);
  }
  bool has_list(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      if (events_[i].kind == Kind::kList || events_[i].mention.has("list")) return true;
    }
    return false;
  }

  // In a list set apart by semicolons or lines, a second unit names the owner of the first.
  std::vector<Who> one_a_clause(std::vector<Who> found) const {
    std::uint32_t clauses = 0;
    for (std::size_t i = 1; i < found.size(); ++i) clauses += found[i].clause != found[i - 1].clause;
    if (clauses == 0) return found;
    std::vector<Who> kept;
    for (Who& who : found) {
      const bool owner = !kept.empty() && kept.back().clause == who.clause &&
                         who.recipient.kind == "agency" && kept.back().recipient.kind != "group" &&
                         context_.analysis.of("award_and", {kept.back().span.end, who.span.begin}).empty();
      if (!owner) kept.push_back(std::move(who));
    }
    return kept;
  }

  // Where names follow a count, the names count.
  std::vector<Who> names_for_counts(std::vector<Who> found) const {
    std::vector<Who> kept;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const bool named = i + 1 < found.size() && found[i].recipient.kind == "group" &&
                         found[i + 1].recipient.kind != "group" &&
                         named_list(found[i], found[i + 1].event);
      if (!named) kept.push_back(found[i]);
    }
    return kept;
  }

  // --- Recipients before a verb.

  std::vector<Who> before(std::size_t verb) const {
    std::size_t begin = verb;
    const std::uint32_t clause = events_[verb].clause;
    while (begin > 0 && events_[begin - 1].clause == clause && !ends_subject(begin - 1)) --begin;
    if (begin > 0 && events_[begin - 1].kind == Kind::kAward) {
      const std::uint32_t end = bracket_end(begin - 1);
      while (begin < verb && events_[begin].span.begin < end) ++begin;
    }
    std::vector<Who> found = chain(begin, verb);
    if (!found.empty() && found.front().event == first_who(begin, verb)) found = listed(begin, verb, found);
    return found;
  }
  bool ends_subject(std::size_t i) const {
    return events_[i].kind == Kind::kAward || (is_verb(i) && tag(i) != "get");
  }
  std::size_t first_who(std::size_t begin, std::size_t end) const {
    while (begin < end && events_[begin].kind != Kind::kWho) ++begin;
    return begin;
  }

  // The last chain of joined recipients in [begin, end).
  std::vector<Who> chain(std::size_t begin, std::size_t end) const {
    std::vector<Who> found;
    std::size_t last = begin;
    std::uint32_t from = 0;
    bool put_forward = false;
    for (std::size_t i = begin; i < end; ++i) {
      const Event& e = events_[i];
      if (e.kind == Kind::kScope) put_forward = true;
      if (e.kind == Kind::kAside && e.mention.value() == "proxy") found.clear();
      if (e.kind == Kind::kOffice && !found.empty()) last = i, from = e.span.end;
      if (e.kind != Kind::kWho) continue;
      if (is_aside(i)) {
        if (!found.empty()) last = i, from = e.span.end;
        continue;
      }
      if (!found.empty() && (lead(from, e) > kMostLead || (put_forward && !joined(events_[last], e)))) {
        found.clear();
      }
      if (!found.empty() && found.back().is_place && !is_place(i)) found.clear();
      // "Sở A có 02 tập thể được tặng": the count is who gets it.
      if (!found.empty() && e.mention.has("count") && !joined(events_[last], e)) found.clear();
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

  // "tại Sở A", "đại diện Sở A": the words right before it make it no recipient.
  bool is_aside(std::size_t i) const {
    return i > 0 && events_[i - 1].kind == Kind::kAside && events_[i - 1].mention.value() == "aside" &&
           !joined(events_[i - 1], events_[i]) &&
           lead(events_[i - 1].span.end, events_[i]) <= 2;
  }

  // "02 đơn vị gồm: A; B được …", "các đồng chí: A; B được …": the subject began in clauses before.
  std::vector<Who> listed(std::size_t begin, std::size_t end, std::vector<Who> found) const {
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
    const bool head = at < begin && head_line.find(':') != std::string_view::npos;
    return head ? names_for_counts(one_a_clause(chain_across(at, end))) : found;
  }
  std::vector<Who> chain_across(std::size_t begin, std::size_t end) const {
    std::vector<Who> found;
    for (std::size_t i = begin; i < end; ++i) {
      const bool first = i == 0 || events_[i - 1].clause != events_[i].clause || found.empty() ||
                         joined(events_[i - 1], events_[i]) || named_list(found.back(), i);
      if (events_[i].kind == Kind::kWho && first) found.push_back(who_at(i));
    }
    return found;
  }

  // --- One award.

  void read_award(std::size_t i) {
    const Mention& phrase = events_[i].mention;
    const auto verb = verb_of(i);
    Claim claim{.phrase = phrase, .verb = {}, .who = {}, .status = {}, .granter = {},
                .void_ = is_void(i), .sentence = span_, .head = item_ ? carry_.head : Span{}, .named_by = {}};
    if (verb) {
      claim.verb = events_[*verb].mention;
    } else if (goes_on()) {
      claim.verb = claims_.back().verb;
    }
    if (tag(i) == "grade_only" && goes_on()) claim.named_by = claims_.back().naming();
    claim.who = recipients(i, verb);
    claim.status = status_of(i, verb);
    claim.granter = granter_of(i, verb);
    claims_.push_back(std::move(claim));
  }

  std::vector<Who> recipients(std::size_t i, std::optional<std::size_t> verb) {
    const Mention& phrase = events_[i].mention;
    if (phrase.has("count")) return {who_at(i)};
    const std::size_t next = i + 1;
    if (leads_on(phrase) || phrase.has("list")) {
      if (auto found = behind(i); !found.empty() || !item_) return found;
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
    if (!verb) return leads_from_before();
    if (tag(*verb) == "give" && directly_followed(i)) return behind(i);
    return subject(*verb);
  }

  // Where the bracket right behind an award ends; 0 without one.
  std::uint32_t bracket_end(std::size_t i) const {
    const std::string_view rest = text_.substr(events_[i].span.end, span_.end - events_[i].span.end);
    const std::size_t open = rest.find_first_not_of(' ');
    if (open == std::string_view::npos || rest[open] != '(') return 0;
    const std::size_t close = rest.find(')');
    return close == std::string_view::npos ? 0 : events_[i].span.end + static_cast<std::uint32_t>(close);
  }
  std::vector<Who> in_brackets(std::size_t i) const {
    const std::uint32_t end = bracket_end(i);
    std::size_t last = i + 1;
    while (last < events_.size() && events_[last].span.end <= end) ++last;
    return end > 0 ? one_a_clause(chain_across(i + 1, last)) : std::vector<Who>{};
  }

  // "… được tặng AWARD là A, B", "… AWARD (A, B)".
  bool list_follows(std::size_t i) const {
    return i + 1 < events_.size() && events_[i + 1].kind == Kind::kList &&
           events_[i + 1].clause == events_[i].clause &&
           lead(events_[i].span.end, events_[i + 1]) == 0;
  }

  // "công nhận xã A, xã B đạt chuẩn …": between the verb, or the award before, and the award.
  std::vector<Who> right_before(std::size_t i, std::optional<std::size_t> verb) const {
    std::size_t begin = i;
    while (begin > 0 && events_[begin - 1].clause == events_[i].clause && !is_verb(begin - 1) &&
           events_[begin - 1].kind != Kind::kAward) {
      --begin;
    }
    const bool after_award = begin > 0 && events_[begin - 1].kind == Kind::kAward && !verb;
    const bool after_giving = verb && begin == *verb + 1 && tag(*verb) == "give";
    if (begin == i || events_[i - 1].kind != Kind::kWho || !(after_award || after_giving)) return {};
    return lead(events_[i - 1].span.end, events_[i]) <= 2 ? chain(begin, i) : std::vector<Who>{};
  }

  // "gửi Thư khen cán bộ, chiến sĩ …", "tặng Giấy khen 12 tập thể"
  bool directly_followed(std::size_t i) const {
    return i + 1 < events_.size() && events_[i + 1].kind == Kind::kWho && !joined(events_[i], events_[i + 1]) &&
           events_[i + 1].mention.kind() != "agency" && lead(events_[i].span.end, events_[i + 1]) <= 1;
  }

  std::vector<Who> subject(std::size_t verb) {
    if (tag(verb) == "give") return {};
    if (tag(verb) == "propose" && !stands_alone(verb)) return {};
    if (auto found = before(verb); !found.empty()) return last_subject_ = found;
    return last_subject_;
  }

  // An active proposal with nobody behind it is about its subject only where that was ranked or put
  // forward before: "A xếp thứ nhất, đề nghị B tặng …", "suy tôn A, trình B tặng …".
  bool stands_alone(std::size_t verb) const {
    const std::uint32_t clause = events_[verb].clause;
    for (std::size_t j = verb; j-- > 0 && events_[j].clause == clause;) {
      if (events_[j].kind == Kind::kScope) return true;
      if (events_[j].kind == Kind::kWho && events_[j].mention.kind() == "group") return true;
      if (events_[j].kind == Kind::kAward) return false;
    }
    for (const Mention& rank : context_.analysis.of("award_form", {events_[verb].clause_begin, events_[verb].span.begin})) {
      if (rank.attr("form") == "none") return true;
    }
    return false;
  }

  // No verb of its own: it goes on with the award before, or waits for the one behind it.
  std::vector<Who> leads_from_before() const {
    if (!goes_on()) return holder();
    const Claim& previous = claims_.back();
    const bool from_subject = previous.verb && !leads_on(previous.phrase) && !previous.phrase.has("count");
    return from_subject ? previous.who : std::vector<Who>{};
  }
  // The award before stands in the same sentence.
  bool goes_on() const { return !claims_.empty() && claims_.back().sentence == span_; }
  std::vector<Who> holder() const {
    if (!item_ || !carry_.holder) return {};
    return {{*carry_.holder, span_, 0, 0, false}};
  }

  // "tặng Bằng khen và Huy hiệu cho em A": the first award is for those of the second.
  void share_forward(std::size_t first) {
    for (std::size_t i = claims_.size(); i-- > first + 1;) {
      Claim& claim = claims_[i - 1];
      const Claim& next = claims_[i];
      if (!claim.who.empty() || next.who.empty() || next.phrase.has("count")) continue;
      const Span between{claim.phrase.span().end, next.phrase.span().begin};
      if (between.begin >= between.end || words_in(between.of(text_)) > 9) continue;
      if (!next.verb || !claim.verb || *next.verb != *claim.verb) continue;
      if (context_.analysis.of("award_and", between).empty() && between.of(text_).find(',') == std::string_view::npos) continue;
      if (between.of(text_).find_first_of(";\n") != std::string_view::npos) continue;
      claim.who = next.who;
    }
  }

  // --- Status and granter.

  bool is_void(std::size_t i) const {
    for (std::size_t j = 0; j < i; ++j) {
      if (events_[j].kind == Kind::kScope && events_[j].mention.value() == "void") return true;
    }
    return false;
  }

  std::string status_of(std::size_t i, std::optional<std::size_t> verb) const {
    if (verb && (tag(*verb) == "propose" || tag(*verb) == "proposed")) return "proposed";
    std::string status = item_ ? carry_.status : std::string();
    for (std::size_t j = 0; j < events_.size(); ++j) {
      const bool after = j > i;
      if (after && events_[j].clause != events_[i].clause) break;
      if (is_verb(j) && !after && (tag(j) == "propose" || tag(j) == "proposed")) status = "proposed";
      if (events_[j].kind != Kind::kScope) continue;
      const std::string scope = events_[j].mention.value();
      if (scope == "proposed") status = "proposed";
      if (after) continue;
      if (scope == "decided") status = "conferred";
      if (scope == "held") status = "held";
    }
    return status;
  }

  Granter granter_of(std::size_t i, std::optional<std::size_t> verb) {
    const Mention& phrase = events_[i].mention;
    if (phrase.has("unread")) return {};
    const bool named_by_verb = verb && events_[*verb].mention.has("granter");
    // "Cờ thi đua TAND": a name without "của" may be part of the award's.
    if (phrase.has("granter") && (phrase.has("of") || !named_by_verb)) {
      return {authority_name(context_, phrase, "granter")};
    }
    if (verb) {
      const Mention& m = events_[*verb].mention;
      if (named_by_verb) return last_granter_ = granter_named(m);
      for (std::size_t j = i; j-- > 0;) {
        if (events_[j].kind == Kind::kBasis) {
          return last_granter_ = {authority_name(context_, events_[j].mention, "granter")};
        }
        if (decides(j)) return last_granter_ = {authority_name(context_, events_[j].mention, "issuer")};
      }
      if (tag(*verb) == "give") {
        if (const Granter giver = giver_of(*verb); giver.name) return last_granter_ = giver;
      }
    }
    if (!last_granter_.name && item_) return carry_.granter;
    return last_granter_;
  }

  Granter granter_named(const Mention& verb) const {
    const auto authority = verb.part("granter", "award_authority");
    return {authority_name(context_, verb, "granter"), false, authority && authority->attr("tag") == "nation"};
  }

  // "công bố Quyết định số 12/QĐ-UBND của UBND tỉnh về việc tặng …"
  bool decides(std::size_t i) const {
    const Mention& m = events_[i].mention;
    if (events_[i].kind != Kind::kDocument || !m.has("issuer")) return false;
    const bool apart = !m.part_span("number").overlaps(m.part_span("issuer"));
    return apart && events_[i].span.contains(m.part_span("issuer")) && m.part_text("number").find("QĐ") != std::string_view::npos;
  }

  // The subject of an active verb: an authority, or a person who hands over for one.
  Granter giver_of(std::size_t verb) const {
    for (std::size_t j = verb; j-- > 0 && events_[j].clause == events_[verb].clause;) {
      const Event& e = events_[j];
      if (e.kind == Kind::kAward || e.kind == Kind::kVerb) break;
      if (after_award(j) && joined(events_[verb - 1], events_[verb])) break;
      if (e.kind != Kind::kOffice && !(e.kind == Kind::kWho && e.mention.kind() != "group")) continue;
      if (e.kind == Kind::kWho && e.mention.kind() == "agency") return {agency_name(context_, e.mention)};
      if (e.kind == Kind::kWho) return presenter(j);
      if (const auto person = person_beside(j)) return presenter(*person);
      return speaks_for_body(j) ? presenter_office(e.mention) : Granter{office_name(e.mention)};
    }
    return {};
  }
  // What stands behind an award of the same clause may be its recipient.
  bool after_award(std::size_t i) const {
    while (i-- > 0 && events_[i].clause == events_[i + 1].clause) {
      if (events_[i].kind == Kind::kAward) return true;
    }
    return false;
  }
  // A deputy, or a person spoken of by the office ("đồng chí Bí thư Quận ủy"), hands over for the body.
  bool speaks_for_body(std::size_t office) const {
    const Event& e = events_[office];
    for (const Mention& title : e.mention.inside("office_title")) {
      if (title.attr("tag").find("deputy") != std::string_view::npos) return true;
    }
    const std::uint32_t begin = e.span.begin;
    const auto before = context_.analysis.of("honorific", {begin > 24 ? begin - 24 : 0, begin});
    return !before.empty() && before.back().span().end + 1 >= begin;
  }
  Granter presenter_office(const Mention& office) const {
    const auto agencies = office.inside("agency");
    if (agencies.empty()) return {};
    return {agency_name(context_, agencies.back()), true};
  }
  // The person whose office stands at `office`: "ông A, Giám đốc Sở B" or "Giám đốc Sở B A".
  std::optional<std::size_t> person_beside(std::size_t office) const {
    if (office > 0 && is_person(office - 1) &&
        lead(events_[office - 1].span.end, events_[office]) <= 1) {
      return office - 1;
    }
    return std::nullopt;
  }
  Granter presenter(std::size_t person) const {
    for (const std::size_t j : {person + 1, person - 1}) {
      if (j >= events_.size() || events_[j].kind != Kind::kOffice) continue;
      if (Granter body = presenter_office(events_[j].mention); body.name) return body;
    }
    return {};
  }
  std::string office_name(const Mention& office) const {
    return office_of(context_, office);
  }

  // --- Lists.

  // A line of a list with names and no award: they belong to the award of the head line.
  bool names_of_list() {
    if (!carry_.last || std::ranges::any_of(events_, [](const Event& e) { return e.kind == Kind::kAward; })) {
      return false;
    }
    const std::size_t first = first_who(0, events_.size());
    if (first == events_.size() || lead(span_.begin, events_[first]) > kMostLead) return true;
    Claim& claim = claims_[*carry_.last];
    std::erase_if(claim.who, [](const Who& who) { return who.recipient.kind == "group"; });
    std::uint32_t clause = UINT32_MAX;
    for (std::size_t i = first; i < events_.size(); ++i) {
      if (events_[i].kind != Kind::kWho || events_[i].clause == clause) continue;
      if (lead(span_.begin, events_[i]) > kMostLead) continue;
      clause = events_[i].clause;
      claim.who.push_back(who_at(i));
    }
    return true;
  }

  void remember(std::size_t first) {
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
  // "Danh sách gồm:" behind the sentence that gives the award.
  bool goes_on_from_before() const {
    const bool list = std::ranges::any_of(events_, [](const Event& e) { return e.kind == Kind::kList; });
    return list && !claims_.empty() && claims_.back().sentence.end + 4 >= span_.begin;
  }
  // Whose honours the list tells: "Trường A đã được tặng thưởng:", "phần thưởng mà Công ty B đón nhận:".
  std::optional<Recipient> holder_named(std::size_t first) const {
    if (first < claims_.size()) return std::nullopt;
    for (std::size_t i = events_.size(); i-- > 0;) {
      if (!is_verb(i)) continue;
      if (tag(i) != "given" && tag(i) != "get") return std::nullopt;
      const std::vector<Who> found = before(i);
      if (found.size() == 1 && found.front().recipient.kind != "group") return found.front().recipient;
      return std::nullopt;
    }
    return std::nullopt;
  }
  std::string carry_status() const {
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (is_verb(i) && (tag(i) == "propose" || tag(i) == "proposed")) return "proposed";
      if (events_[i].kind == Kind::kScope && events_[i].mention.value() == "proposed") return "proposed";
      if (events_[i].kind == Kind::kScope && events_[i].mention.value() == "honours") return "held";
    }
    return {};
  }

  const Context& context_;
  std::string_view text_;
  Span span_;
  bool item_;
  Carry& carry_;
  std::vector<Claim>& claims_;
  std::vector<Event> events_;
  std::vector<Who> last_subject_;
  Granter last_granter_;
};

}  // namespace

void read_sentence(const Context& context, Span sentence, bool item, Carry& carry,
                   std::vector<Claim>& claims) {
  Sentence(context, sentence, item, carry, claims).read();
}

}  // namespace bangvang::facts::awards
