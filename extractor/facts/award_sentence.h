// Private to the award files: the reader of one sentence. Its parts stand in award_clause.cc (the
// sentence and its lists), award_recipient.cc (who gets an award) and award_scope.cc (who grants
// it, and whether it is given, proposed or held).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/facts/award.h"

namespace bangvang::facts::awards {

// A name may stand this many words behind what it is joined to: "và các đồng chí nguyên là …".
inline constexpr int kMostLead = 5;
// A place stands so close to the verb it is the subject of: "huyện A vinh dự được …".
inline constexpr int kMostPlaceLead = 2;

// What stands in brackets does not count.
int words_in(std::string_view text);

class Sentence {
 public:
  Sentence(const Context& context, Span span, bool item, Carry& carry, std::vector<Claim>& claims)
      : context_(context),
        text_(context.analysis.text()),
        span_(span),
        item_(item),
        carry_(carry),
        claims_(claims),
        events_(events_in(context, span)) {}

  void read() {
    if (item_ && names_of_list()) return;
    if (!item_ && names_of_group_before()) return;
    const std::size_t first = claims_.size();
    for (std::size_t i = 0; i < events_.size(); ++i) {
      if (events_[i].kind == Kind::kAward) read_award(i);
    }
    share_forward(first);
    remember(first);
  }

 private:
  using Kind = Event::Kind;
  using Mention = grammar::Mention;

  std::string_view gap(const Event& a, const Event& b) const {
    return a.span.end < b.span.begin ? text_.substr(a.span.end, b.span.begin - a.span.end)
                                     : std::string_view{};
  }
  // Words that lead up to an event in its clause, from `from` on.
  int lead(std::uint32_t from, const Event& e) const;
  bool joined(const Event& a, const Event& b) const;
  std::string_view tag(std::size_t i) const { return events_[i].mention.attr("tag"); }
  bool is_person(std::size_t i) const {
    return events_[i].mention.kind().starts_with("person") ||
           (of_kind(i, "award_unit") && tag(i) == "person");
  }
  bool is_place(std::size_t i) const { return of_kind(i, "place") || of_kind(i, "award_row"); }
  bool of_kind(std::size_t i, std::string_view kind) const {
    return events_[i].mention.kind() == kind;
  }
  bool is_verb(std::size_t i) const { return events_[i].kind == Kind::kVerb; }
  bool is_active(std::size_t i) const { return tag(i) == "give" || tag(i) == "propose"; }
  bool leads_on(const Mention& m) const { return m.has("to") || m.has("colon"); }
  Who who_at(std::size_t i) const {
    return {recipient_of(context_, events_[i].mention), events_[i].span, i, events_[i].clause,
            is_place(i)};
  }
  // The award before stands in the same sentence.
  bool goes_on() const { return !claims_.empty() && claims_.back().sentence == span_; }

  // --- Recipients.

  // A verb of another award follows in the clause, and event `i` is its subject: an active verb
  // stands right behind its subject; a passive one has its subject in a clause of its own.
  bool is_subject(std::size_t i, std::uint32_t first_clause) const;
  bool governs_award(std::size_t verb) const;
  bool comma_before(std::size_t i) const;
  std::vector<Who> behind(std::size_t start) const;
  // "… và tuyên dương 9 cán bộ": no more recipients of the award.
  bool only_praised(std::size_t i) const;
  // "tặng Vụ 3, VKSND tối cao": a body behind a comma and words no rule knows is their owner.
  bool behind_unknown(std::size_t start, std::size_t i) const;
  // "cho nam sinh Trường A": the body belongs to a noun that no rule knows.
  bool behind_noun(std::size_t start, std::size_t i) const;
  // More than "và" stands between the two.
  bool words_between(const Event& a, const Event& b) const;
  // A mark or "và" stands right before event `i`.
  bool joined_right_before(std::size_t i) const;
  bool and_right_before(std::size_t i) const;
  // A count right behind a comma or "và" is a recipient, whatever stood before it.
  bool counted_after_unknown(std::size_t i) const;
  // Recipient at `i` stands beside the one before, and is not what that one belongs to.
  bool is_next(const Who& before, std::size_t last, std::size_t i) const;
  // "25 tập thể, cá nhân, trong đó có 10 tập thể, 15 cá nhân": the parts, where they make up a
  // mixed total; else the total.
  static std::vector<Who> parts_or_total(std::vector<Who> found, std::size_t total);
  // "337 mẹ (65 mẹ được tặng, 272 mẹ được truy tặng)": the parts in the bracket behind a number.
  std::vector<Who> with_parts(std::vector<Who> found) const;
  // "96 Kỷ niệm chương cho các cá nhân": what only people can get was given to as many of them.
  std::optional<Who> people_of_pieces(std::size_t award) const;
  // "là đồng chí A sinh hoạt tại B và đồng chí C": one more person behind a comma or "và".
  bool next_person(const std::vector<Who>& found, std::size_t i) const;
  // "Vụ 3, VKSND tối cao": the body behind an inner unit and a comma is its owner.
  bool owns(const Mention& body, const Who& unit) const;
  // "Phòng A, Công an huyện B, Công an huyện C": the next has the same noun and level.
  bool one_of_row(std::size_t i) const;
  // A count may be followed by its names at once: "hai cụ Lê Văn Sáu và …".
  bool named_list(const Who& before, std::size_t i) const;
  bool has_list(std::size_t from, std::size_t to) const;
  // In a list set apart by semicolons or lines, a second unit names the owner of the first.
  std::vector<Who> one_a_clause(std::vector<Who> found) const;
  // "A (Bộ B), C (Bộ D)": what A belongs to is told in its bracket.
  bool bracket_between(Span a, Span b) const;
  // Where names follow a count, the names count.
  std::vector<Who> names_for_counts(std::vector<Who> found) const;
  std::vector<Who> before(std::size_t verb) const;
  bool ends_subject(std::size_t i) const;
  std::size_t first_who(std::size_t begin, std::size_t end) const;
  // The last chain of joined recipients in [begin, end).
  std::vector<Who> chain(std::size_t begin, std::size_t end) const;
  // A body behind words that say where the person works: "ông A, giáo viên thuộc B, C".
  bool belongs(const Who& person, std::size_t i) const;
  // Two numbers of the same: "1 đồng chí … 5 đồng chí".
  bool same_noun(const Who& before, std::size_t i) const;
  // "Ban A (nay là Sở B)": what stands in a bracket behind a name explains it.
  bool in_bracket_of(const Who& who, std::size_t i) const;
  // A bracket is open where `before` ends.
  bool in_bracket(Span before) const;
  // Events [begin, end) open the sentence and are names and offices with hardly a word between:
  // "Phòng A và ông B; bà C nhận …".
  bool only_names(std::size_t begin, std::size_t end) const;
  // "tại Sở A", "đại diện Sở A": the words right before it make it no recipient.
  bool is_aside(std::size_t i) const;
  // "Trường A, xã B": where the body before it stands.
  bool is_address(std::size_t i) const;
  // "02 đơn vị gồm: A; B được …", "các đồng chí: A; B được …": the subject began in clauses before.
  std::vector<Who> listed(std::size_t begin, std::size_t end, std::vector<Who> found) const;
  std::vector<Who> chain_across(std::size_t begin, std::size_t end) const;
  std::vector<Who> recipients(std::size_t i, std::optional<std::size_t> verb);
  // "… đón nhận AWARD do A trao tặng.": nobody can stand behind event `i`.
  bool ends_clause(std::size_t i) const;
  // Where the bracket right behind an award ends; 0 without one.
  std::uint32_t bracket_end(std::size_t i) const;
  std::vector<Who> in_brackets(std::size_t i) const;
  // "… được tặng AWARD là A, B", "… AWARD (A, B)".
  bool list_follows(std::size_t i) const;
  // "công nhận xã A, xã B đạt chuẩn …": between the verb, or the award before, and the award.
  std::vector<Who> right_before(std::size_t i, std::optional<std::size_t> verb) const;
  // "gửi Thư khen cán bộ, chiến sĩ …", "tặng Giấy khen 12 tập thể"
  bool directly_followed(std::size_t i) const;
  std::vector<Who> subject(std::size_t verb, std::size_t award);
  // "7 người được tặng AWARD (1 AWARD hạng Nhì, 6 AWARD hạng Ba)": how many pieces, not who got
  // them.
  bool is_share(std::size_t award) const;
  // "đề nghị Hội đồng A xem xét, trình B tặng …": put to them, not for them.
  bool is_asked(const Who& who) const;
  // Hardly a word before the verb: not so in "…, 40 trường hợp được tặng", where somebody no rule
  // knows is the subject.
  bool subject_left_out(std::size_t verb) const;
  // An active proposal with nobody behind it is about its subject only where that was ranked or put
  // forward before: "A xếp thứ nhất, đề nghị B tặng …", "suy tôn A, trình B tặng …".
  bool stands_alone(std::size_t verb) const;
  // No verb of its own: it goes on with the award before, or waits for the one behind it.
  std::vector<Who> leads_from_before();
  std::vector<Who> holder() const;

  // --- Status and granter.

  bool is_void(std::size_t i) const;
  std::string status_of(std::size_t i, std::optional<std::size_t> verb) const;
  Granter granter_of(std::size_t i, std::optional<std::size_t> verb);
  // The granter by delegation or by a decision, where no authority is the subject behind it.
  std::optional<Granter> basis_of(std::size_t verb, const Granter& giver) const;
  // "Sở A trao AWARD cho … theo Quyết định số 1 của B": who hands over by the decision of another.
  std::optional<Granter> decision_behind(std::size_t award) const;
  std::string issuer_of(const Mention& document) const;
  Granter granter_named(const Mention& verb) const;
  // "công bố Quyết định số 12/QĐ-UBND của UBND tỉnh về việc tặng …"
  bool decides(std::size_t i) const;
  // The subject of an active verb: an authority, or a person who hands over for one.
  Granter giver_of(std::size_t verb) const;
  // The giver of the verb, or of an earlier one of the sentence whose subject it shares.
  Granter shared_giver(std::size_t verb) const;
  // "Ban Thường vụ" before "Tỉnh đoàn": the organ that acts for the body.
  std::string with_organ(const Mention& agency) const;
  // What stands behind an award of the same clause may be its recipient.
  bool after_award(std::size_t i) const;
  // A deputy, or a person spoken of by the office ("đồng chí Bí thư Quận ủy"), hands over for the
  // body.
  bool speaks_for_body(std::size_t office) const;
  Granter presenter_office(const Mention& office) const;
  // The person whose office stands at `office`: "ông A, Giám đốc Sở B" or "Giám đốc Sở B A".
  std::optional<std::size_t> person_beside(std::size_t office) const;
  Granter presenter(std::size_t person) const;
  // "Chủ tịch A Nguyễn B ký Quyết định … tặng": a head who decides grants by the office.
  std::optional<Granter> decided_by(std::size_t person, std::size_t verb) const;
  std::string office_name(const Mention& office) const;
  std::string carry_status() const;

  // --- Awards and lists.

  // The verb that governs award `i`: the nearest before it in its clause with no award between.
  std::optional<std::size_t> verb_of(std::size_t i) const;
  // "tỉnh có 26 gia đình văn hóa được biểu dương": nothing says that they were given the title
  // there.
  bool only_counted(std::size_t i, std::optional<std::size_t> verb) const;
  // "giấy khen của A danh hiệu B", "giấy khen biểu dương 26 gia đình văn hóa": no second award.
  bool says_what_for(std::size_t i) const;
  void read_award(std::size_t i);
  // "tặng Bằng khen và Huy hiệu cho em A": the first award is for those of the second.
  void share_forward(std::size_t first);
  // A line of a list with names and no award: they belong to the award of the head line.
  bool names_of_list();
  // "Theo đó, 39 tập thể … gồm: A; B" behind the sentence that gives the award to a number, or to
  // no one named.
  bool names_of_group_before();
  // Who stands behind a list's opening word, one a clause; `head` is the group they are.
  std::vector<Who> names_behind(std::size_t list, const std::optional<Who>& head) const;
  void remember(std::size_t first);
  // "Danh sách gồm:" behind the sentence that gives the award.
  bool goes_on_from_before() const;
  // Whose honours the list tells: "Trường A đã được tặng thưởng:", "phần thưởng mà Công ty B đón
  // nhận:".
  std::optional<Recipient> holder_named(std::size_t first) const;

  const Context& context_;
  std::string_view text_;
  Span span_;
  bool item_;
  Carry& carry_;
  std::vector<Claim>& claims_;
  std::vector<Event> events_;
  std::vector<Who> last_subject_;
  bool shared_who_ = false;  // recipients() answered with those of another award
  Granter last_granter_;
};

}  // namespace bangvang::facts::awards
