// Turns claims into facts: form, grade, level, year, and one fact for each recipient.
#include <algorithm>
#include <array>

#include "extractor/facts/award.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts::awards {
namespace {

using grammar::Mention;

std::string level_of(const Context& context, const Name& name,
                     const std::optional<std::string>& granter) {
  if (!name.level.empty()) return name.level;
  for (const Mention& authority : context.analysis.of("award_authority")) {
    if (granter && authority.value() == *granter) return std::string(authority.attr("level"));
  }
  return "ministry_province";
}

// A decision of somebody else is about something else: only Government and President sign for
// one another.
bool may_decide(const Mention& document, const Award& award) {
  if (!document.has("issuer") || !award.granted_by) return true;
  if (award.level == "government" || award.level == "state") return true;
  return award.granted_by->ends_with(document.part_value("issuer"));
}

std::optional<Decision> decision_of(const Context& context, const Claim& claim,
                                    const Award& award) {
  for (const Mention& document : context.analysis.of("document", claim.sentence)) {
    if (!is_decision(document) || !may_decide(document, award)) continue;
    Decision decision;
    decision.number = std::string(document.part_text("number"));
    if (document.has("date")) {
      const auto dates = context.dates_in(document.part_span("date"));
      if (!dates.empty()) decision.date = dates.front().value;
    }
    if (document.has("issuer")) decision.issuer = document.part_value("issuer");
    return decision;
  }
  return std::nullopt;
}

Evidence evidence_for(const Claim& claim, const Who& who) {
  const Span phrase = claim.phrase.span();
  Evidence evidence;
  evidence.span = claim.sentence.contains(who.span) ? Span{std::min(phrase.begin, who.span.begin),
                                                           std::max(phrase.end, who.span.end)}
                                                    : phrase;
  evidence.rule = std::string(claim.verb ? claim.verb->rule() : claim.phrase.rule());
  evidence.parts.emplace_back("form", claim.phrase.part_span("name"));
  evidence.parts.emplace_back("recipient", who.span);
  if (claim.phrase.has("granter"))
    evidence.parts.emplace_back("granter", claim.phrase.part_span("granter"));
  if (claim.phrase.has("date")) evidence.parts.emplace_back("year", claim.phrase.part_span("date"));
  evidence.confidence = declared_confidence(claim.phrase);
  if (claim.verb)
    evidence.confidence = std::min(evidence.confidence, declared_confidence(*claim.verb));
  if (claim.shared_who) evidence.confidence = std::min(evidence.confidence, Confidence::kLikely);
  return evidence;
}

// The words that say what the award is for, to the end of their clause; nothing where another award
// stands in between.
std::optional<std::string> reason_of(const Context& context, const Claim& claim) {
  const std::string_view text = context.analysis.text();
  const Span after{claim.phrase.span().end, claim.sentence.end};
  const auto reasons = context.analysis.of("award_reason", after);
  if (reasons.empty()) return std::nullopt;
  const Span first = reasons.front().span();
  std::string_view words = text.substr(first.begin, after.end - first.begin);
  words = words.substr(0, words.find_first_of(";\n"));
  const Span whole{first.begin, first.begin + static_cast<std::uint32_t>(words.size())};
  if (!context.analysis.of("award_phrase", whole).empty()) return std::nullopt;
  words = words.substr(0, words.find_last_not_of(" ./,:") + 1);
  return std::string(words);
}

bool posthumous(const Claim& claim) {
  return claim.phrase.has("posthumous") || (claim.verb && claim.verb->has("posthumous"));
}

constexpr int kYearsHeld = 3;
// Nobody is given so many honours of the state at once: told together, they are those held.
constexpr int kHonoursHeld = 3;

bool same_holder(const Claim& a, const Claim& b) {
  return a.sentence == b.sentence && a.who.size() == 1 && b.who.size() == 1 &&
         a.who.front().recipient == b.who.front().recipient;
}

// "Ban Thường vụ Tỉnh ủy quyết định tặng Huy hiệu Đảng cho 317 đảng viên. Trong đó, 56 đảng viên
// được trao Huy hiệu 30 năm": who grants an award is told once, where the article names nobody else
// for the same form.
void take_granters(std::vector<Claim>& claims) {
  for (std::size_t i = 1; i < claims.size(); ++i) {
    Claim& claim = claims[i];
    if (claim.granter.name || !claim.name || !claim.status.empty()) continue;
    const Granter* only = nullptr;
    for (std::size_t j = 0; j < i; ++j) {
      const Claim& before = claims[j];
      const bool same = before.name && before.name->form == claim.name->form &&
                        before.granter.name && !before.granter.inferred && !before.void_ &&
                        before.status != "held";
      if (!same) continue;
      if (only && *only->name != *before.granter.name) {
        only = nullptr;
        break;
      }
      only = &before.granter;
    }
    if (!only) continue;
    claim.granter = *only;
    claim.granter.inferred = true;
  }
}

// Sets the status of honours that are listed rather than given.
void mark_honours(std::vector<Claim>& claims) {
  for (Claim& claim : claims) {
    if (!claim.status.empty() || claim.who.size() != 1 ||
        claim.who.front().recipient.kind == "group")
      continue;
    const auto honours = std::ranges::count_if(claims, [&](const Claim& other) {
      if (!same_holder(claim, other)) return false;
      return other.name && other.name->level == "state";
    });
    if (honours >= kHonoursHeld) claim.status = "held";
  }
}

// The one body the title, or else the lead, speaks of.
const Agency* main_body(const Context& context) {
  for (const BlockRole role : {BlockRole::kTitle, BlockRole::kLead}) {
    const Agency* only = nullptr;
    int bodies = 0;
    for (const Agency& agency : context.facts.agencies) {
      const auto here = [&](Span span) { return context.role_of_block(span) == role; };
      if (!here(agency.evidence.span) && std::ranges::none_of(agency.evidence.also, here)) continue;
      only = &agency;
      ++bodies;
    }
    if (bodies > 0) return bodies == 1 ? only : nullptr;
  }
  return nullptr;
}

// "…: Năm 2016 được tặng Cờ thi đua; Bằng khen (2017, 2018)": a roll of honour without a subject is
// that of the body the article is about.
void take_holder(const Context& context, std::vector<Claim>& claims) {
  const auto of_roll = [](const Claim& claim) {
    return claim.nobody && claim.who.empty() && !claim.void_ && claim.status != "proposed" &&
           claim.verb && (claim.verb->attr("tag") == "given" || claim.verb->attr("tag") == "get");
  };
  const Agency* body = nullptr;
  for (const Claim& claim : claims) {
    if (!of_roll(claim)) continue;
    const bool listed = std::ranges::any_of(claims, [&](const Claim& other) {
      return other.sentence == claim.sentence && !other.times.empty() && other.times.front().listed;
    });
    if (!listed || (!body && !(body = main_body(context)))) continue;
    for (Claim& other : claims) {
      if (other.sentence != claim.sentence || !of_roll(other)) continue;
      other.who = {{{"agency", body->name, {}, {}}, body->evidence.span, 0, 0, false}};
      other.status = "held";
      other.holder_inferred = true;
    }
  }
}

class Collector {
 public:
  Collector(Context& context, const std::vector<Claim>& claims)
      : context_(context), claims_(claims) {}

  void run() {
    for (const Claim& claim : claims_) add(claim);
  }

 private:
  void add(const Claim& claim) {
    auto name = claim.name;
    if (!name || claim.void_) return;
    if (claim.named_by) name->grades = grades_of(claim.phrase);
    if (grades_follow(claim)) return;
    auto times = claim.times;
    const Time said = times.empty() ? reason_time(context_, claim) : Time{};
    const std::string status =
        status_of(claim, was_given(claim) && said.known() ? std::vector{said} : times);
    if (times.empty()) {
      Time time = said;
      if (!time.known()) time = time_told_before(claim, name->form);
      if (!time.known() && status != "held") time = article_time(context_);
      times.push_back(time);
    }
    doubtful_ = status == "conferred" && claim.status.empty() && after_proposal(claim);
    last_ = claim.sentence;
    last_status_ = status;
    // "đến nay tỉnh có 18 nghệ nhân ưu tú": how many there are, not who got what.
    if (status == "held" && claim.phrase.has("count") && !claim.verb) return;
    for (std::size_t i = 0; i < claim.who.size(); ++i) {
      const auto who = fitting(claim.who[i], *name);
      if (!who) continue;
      for (const auto& grade : grades_for(claim, i, name->grades)) {
        for (const Time& time : times) add(claim, *who, *name, grade, time, status);
      }
    }
  }

  // "Huân chương Lao động (hạng Ba năm 2001, hạng Nhì năm 2009)": the grades behind it say it all.
  bool grades_follow(const Claim& claim) const {
    if (!claim.name || claim.name->grades.size() != 1 || claim.name->grades.front()) return false;
    return std::ranges::any_of(claims_, [&](const Claim& other) {
      return other.named_by && *other.named_by == claim.phrase;
    });
  }

  // Titles of people go to no body. What only bodies can get is taken by those who lead them: by
  // that body, where the text gives them just one.
  std::optional<Who> fitting(const Who& who, const Name& name) const {
    const auto may = [&](std::string_view kind) {
      return name.recipients.empty() || name.recipients.find(kind) != std::string::npos;
    };
    const Recipient& recipient = who.recipient;
    // A weak recognition of nobody named is as likely a souvenir.
    if (name.form == "other" && recipient.kind == "group") return std::nullopt;
    const bool body = recipient.kind == "agency" || recipient.of == "collective";
    const bool person = recipient.kind == "person" || recipient.of == "person";
    if (body) return may("collective") ? std::optional(who) : std::nullopt;
    if (!person || may("person") || may("household")) return who;
    if (recipient.kind != "person") return std::nullopt;
    auto body_led = body_of(*recipient.name);
    if (!body_led) return std::nullopt;
    Who led = who;
    led.recipient = {"agency", std::move(body_led), {}, {}};
    return led;
  }

  std::optional<std::string> body_of(const std::string& person) const {
    const auto& officials = context_.facts.officials;
    const auto official = std::ranges::find(officials, person, &Official::name);
    if (official == officials.end()) return std::nullopt;
    std::optional<std::string> only;
    for (const Position& position : official->positions) {
      if (!position.agency || position.former || position.agency == only) continue;
      if (only) return std::nullopt;
      only = position.agency;
    }
    return only;
  }

  // "A được suy tôn … Tiếp sau đó là B được tặng …": what follows the proposal of others without
  // saying so may be one too.
  bool after_proposal(const Claim& claim) const {
    const auto& sentences = context_.analysis.sentences();
    const std::uint32_t at = context_.analysis.sentence_at(claim.sentence.begin);
    const Span from = sentences[at > 0 ? at - 1 : at];
    const Span before{from.begin, claim.phrase.span().begin};
    const bool same_block =
        context_.analysis.text().substr(before.begin, before.end - before.begin).find('\n') ==
        std::string_view::npos;
    return same_block && std::ranges::any_of(context_.analysis.of("award_scope", before),
                                             [](const Mention& scope) {
                                               const std::string value = scope.value();
                                               return value == "proposed" || value == "asked";
                                             });
  }

  // Several grades behind one name: one recipient named has them all, as many as there are grades
  // have one each, in order. Who of others, or of a number of people, has which is not told.
  static std::vector<std::optional<std::string>> grades_for(
      const Claim& claim, std::size_t i, const std::vector<std::optional<std::string>>& grades) {
    const bool counted = std::ranges::any_of(
        claim.who, [](const Who& who) { return who.recipient.count.has_value(); });
    if (grades.size() < 2 || (claim.who.size() == 1 && !counted)) return grades;
    if (grades.size() != claim.who.size() || counted) return {};
    return {grades[i]};
  }

  void add(const Claim& claim, const Who& who, const Name& name,
           const std::optional<std::string>& grade, const Time& time, const std::string& status) {
    Award award;
    award.form = name.form;
    award.grade = grade;
    award.recipient = who.recipient;
    award.granted_by = claim.granter.name;
    const bool handed = claim.granter.inferred && !may_grant(name, *claim.granter.name);
    if (handed) award.granted_by.reset();
    award.year = time.year;
    award.period = time.period;
    award.status = status;
    award.posthumous = posthumous(claim);
    award.reason = reason_of(context_, claim);
    award.evidence = evidence_for(claim, who);
    if (doubtful_) award.evidence.confidence = Confidence::kDoubtful;
    if (time.inferred && time.year) award.evidence.inferred.push_back("year");
    if (claim.holder_inferred) award.evidence.inferred.push_back("recipient");
    if (claim.granter.inferred && !handed) award.evidence.inferred.push_back("granted_by");
    const bool beyond =
        award.granted_by && name.granter &&
        ((name.level == "state" && !of_state(award.granted_by)) ||
         (claim.granter.subject && award.granted_by->find(*name.granter) == std::string::npos));
    if (name.granter &&
        (!award.granted_by || claim.granter.inferred || claim.granter.nation || beyond)) {
      award.granted_by = name.granter;
      award.evidence.inferred = {"granted_by"};
      if (time.inferred && time.year) award.evidence.inferred.push_back("year");
    }
    if (!name.branch.empty() && !award.granted_by) {
      award.granted_by = name.branch;
      award.evidence.inferred.push_back("granted_by");
    }
    award.level = level_of(context_, name, award.granted_by);
    award.decision = decision_of(context_, claim, award);
    merge(std::move(award));
  }

  // Whether the body of who hands over may be the granter: certificates of commendation are given
  // by any body, what ranks higher by those of a province and above.
  bool may_grant(const Name& name, const std::string& body) const {
    if (name.form == "giay_khen" || name.form == "huy_hieu") return true;
    constexpr std::array<std::string_view, 12> kLower = {
        "so",     "phong",  "ban",     "school", "hospital", "center",
        "office", "branch", "chi_cuc", "board",  "khoa",     "enterprise"};
    const auto known = std::ranges::find(context_.facts.agencies, body, &Agency::name);
    if (known == context_.facts.agencies.end()) return false;
    if (std::ranges::find(kLower, known->kind) != kLower.end()) return false;
    return std::ranges::none_of(context_.analysis.of("place", known->evidence.span),
                                [](const Mention& place) {
                                  const std::string_view tag = place.attr("tag");
                                  return tag == "district" || tag == "commune";
                                });
  }

  // Orders and titles of the state come from its head, or from another state.
  bool of_state(const std::optional<std::string>& granter) const {
    return granter && std::ranges::any_of(context_.analysis.of("award_authority"),
                                          [&](const Mention& authority) {
                                            const std::string_view level = authority.attr("level");
                                            return authority.value() == *granter &&
                                                   authority.attr("tag") != "nation" &&
                                                   (level == "state" || level == "foreign");
                                          });
  }

  // "… lễ trao Kỷ niệm chương năm 2021. 11 cá nhân được tặng Kỷ niệm chương": the year stands with
  // the award where nobody is named yet.
  Time time_told_before(const Claim& claim, const std::string& form) const {
    for (const Claim& other : claims_) {
      if (&other == &claim) break;
      const bool granters =
          !other.granter.name || !claim.granter.name || *other.granter.name == *claim.granter.name;
      if (other.who.empty() && other.name && other.name->form == form && other.times.size() == 1 &&
          granters)
        return other.times.front();
    }
    return {};
  }

  static bool was_given(const Claim& claim) {
    return claim.verb && (claim.verb->attr("tag") == "given" || claim.verb->attr("tag") == "get");
  }

  // An award of years ago is an honour held, and so are those told in one breath with it.
  std::string status_of(const Claim& claim, const std::vector<Time>& times) const {
    if (!claim.status.empty()) return claim.status;
    // Years told together are those of a roll of honour.
    const bool several = times.size() > 1 || (!times.empty() && times.front().listed);
    if (several) return "held";
    const bool old = !times.empty() && std::ranges::all_of(times, [&](const Time& time) {
      return time.year && *time.year + kYearsHeld <= article_year(context_);
    });
    const bool goes_on = last_ == claim.sentence && last_status_ == "held" && times.empty();
    if (old || goes_on) return "held";
    const bool listed = (!claim.verb && (opening_puts_forward() || after_proposal(claim))) ||
                        (is_part(claim) && after_proposal(claim));
    return listed ? "proposed" : "conferred";
  }

  // "Trong đó, khen thưởng … (AWARD: 2 cá nhân)": parts of what was counted before.
  bool is_part(const Claim& claim) const {
    const auto asides = context_.analysis.of("award_aside", claim.sentence);
    constexpr std::uint32_t kNear = 4;  // bytes of marks and spaces
    return !asides.empty() && asides.front().value() == "part" &&
           asides.front().span().begin <= claim.sentence.begin + kNear;
  }

  // "Kết quả xét tặng …": a list in an article that opens so is of those put forward.
  bool opening_puts_forward() const {
    bool forward = false;
    for (const Mention& scope : context_.analysis.of("award_scope")) {
      const std::string value = scope.value();
      if (value == "decided") return false;
      const BlockRole role = context_.role_of_block(scope.span());
      const bool opening = role == BlockRole::kTitle || role == BlockRole::kLead;
      forward = forward || (opening && (value == "proposed" || value == "asked"));
    }
    return forward;
  }

  // The same award told twice: in the text and under a picture.
  void merge(Award award) {
    for (Award& known : context_.facts.awards) {
      if (!same(known, award)) continue;
      known.evidence.also.push_back(award.evidence.span);
      if (!known.granted_by || (award.granted_by && longer(*known.granted_by, *award.granted_by))) {
        known.granted_by = award.granted_by;
      }
      if (!known.year) known.year = award.year;
      return;
    }
    context_.facts.awards.push_back(std::move(award));
  }
  static bool longer(const std::string& known, const std::string& other) {
    return other.size() > known.size() && other.starts_with(known);
  }
  static bool same(const Award& a, const Award& b) {
    const bool granters = !a.granted_by || !b.granted_by ||
                          a.granted_by->starts_with(*b.granted_by) ||
                          b.granted_by->starts_with(*a.granted_by);
    return a.form == b.form && a.grade == b.grade && a.status == b.status &&
           a.recipient == b.recipient && granters && a.period == b.period &&
           (a.year == b.year || !a.year || !b.year);
  }

  Context& context_;
  const std::vector<Claim>& claims_;
  Span last_;
  std::string last_status_;
  bool doubtful_ = false;
};

// A total without a number beside those it is made of, and a headline beside the text below it.
void drop_totals(Context& context) {
  auto& awards = context.facts.awards;
  const auto in_title = [&](const Award& a) {
    const auto there = [&](Span span) { return context.role_of_block(span) == BlockRole::kTitle; };
    return there(a.evidence.span) && std::ranges::all_of(a.evidence.also, there);
  };
  // "trao Huy hiệu Đảng cho 71 đảng viên": those of each grade are told beside.
  const auto of_grades = [&](const Award& a) {
    if (a.grade || a.recipient.kind != "group") return false;
    int graded = 0;
    for (const Award& b : awards) {
      if (a.form == b.form && b.grade && a.status == b.status)
        graded += b.recipient.count.value_or(1);
    }
    return graded > 0 && 2 * graded >= a.recipient.count.value_or(0);
  };
  const auto tells_more = [&](const Award& title, const Award& b) {
    if (in_title(b)) return false;
    // The body may count those of whom the headline names one.
    const bool one_of = title.recipient.kind != "group" && b.recipient.kind == "group";
    return !one_of || (title.status != b.status && title.status != "proposed");
  };
  const auto spare = [&](const Award& a) {
    const bool uncounted = a.recipient.kind == "group" && !a.recipient.count;
    if (!uncounted && !in_title(a)) return false;
    return std::ranges::any_of(awards, [&](const Award& b) {
      const bool stronger =
          in_title(a) ? tells_more(a, b) : b.recipient.kind != "group" || b.recipient.count;
      return &a != &b && a.form == b.form && stronger;
    });
  };
  std::vector<Award> kept;
  for (const Award& award : awards) {
    if (!spare(award) && !of_grades(award)) kept.push_back(award);
  }
  awards = std::move(kept);
}

}  // namespace

void add_facts(Context& context, std::vector<Claim> claims) {
  for (Claim& claim : claims) {
    claim.name = read_name(claim.naming());
    claim.times = own_times(context, claim.phrase);
  }
  take_granters(claims);
  take_holder(context, claims);
  mark_honours(claims);
  Collector(context, claims).run();
  drop_totals(context);
}

}  // namespace bangvang::facts::awards
