#include "extractor/history/award.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "extractor/base/date.h"
#include "extractor/history/partition.h"

namespace bangvang::history {
namespace {

// News of one award is told within this many days; beyond it, news that names no year is taken for
// that of another. Awards are mostly decided once a year.
constexpr std::int64_t kSameNewsDays = 180;

// News that leaves out who granted, or where a person works, is taken for that of an award of the
// same name and year within this many days.
constexpr std::int64_t kSameSeasonDays = 60;

// Counted groups have no name to know them by: only news of the same days is taken for the same.
constexpr std::int64_t kSameGroupDays = 45;

// What comparing two facts needs, worked out once for each.
struct Clue {
  const ToldAward* told = nullptr;
  std::string grade, granter, decision, first_year, last_year;  // keys; empty: not told
  std::vector<std::string> lines;  // of a person's bodies: key of the first of each line
  std::optional<std::int64_t> day;

  bool timed() const { return !first_year.empty(); }
};

std::optional<std::int64_t> day_number(const std::string& iso) {
  const auto date = parse_iso_date(std::string_view(iso).substr(0, 10));
  return date ? std::optional(days_from_civil(*date)) : std::nullopt;
}

std::string or_empty(const std::optional<std::string>& text) { return text.value_or(""); }

// The line of a body through all mergers, by the least key in it.
std::string line_of(const Lineage& lineage, const Named& named, const Told& told) {
  return lineage.line(lineage.body(named.name, named.place, told.announced)).front().key();
}

Clue clue_of(const ToldAward& told, const Lineage& lineage) {
  const facts::Award& award = told.award;
  Clue clue{.told = &told,
            .grade = name_key(or_empty(award.grade)),
            .day = day_number(told.told.announced)};
  if (award.granted_by) {
    clue.granter =
        name_key(lineage.body(*award.granted_by, told.told.province, told.told.announced).name);
  }
  if (award.decision && award.decision->number) clue.decision = name_key(*award.decision->number);
  if (award.year) clue.first_year = clue.last_year = std::to_string(*award.year);
  if (award.period && award.period->size() >= 4) {
    clue.first_year = award.period->substr(0, 4);
    clue.last_year = award.period->substr(award.period->rfind('/') + 1, 4);
  }
  for (const Named& body : told.bodies) clue.lines.push_back(line_of(lineage, body, told.told));
  std::ranges::sort(clue.lines);
  return clue;
}

bool both_and_differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}

// "chủ tịch ủy ban nhân dân" and "ủy ban nhân dân": the head of a body grants for it.
bool same_granter(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty() || a == b) return true;
  const std::string& longer = a.size() > b.size() ? a : b;
  const std::string& shorter = a.size() > b.size() ? b : a;
  return longer.ends_with(" " + shorter);
}

// Whether one is the other with or without its head and its place: "ủy ban nhân dân tỉnh" and "chủ
// tịch ủy ban nhân dân tỉnh lai châu", as one article may write them. What is not told fits all.
bool shares_name(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return true;
  const std::string longer = ' ' + (a.size() > b.size() ? a : b) + ' ';
  return longer.find(' ' + (a.size() > b.size() ? b : a) + ' ') != std::string::npos;
}

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return !both.empty();
}

bool near(const Clue& a, const Clue& b, std::int64_t days) {
  return !a.day || !b.day || std::abs(*a.day - *b.day) <= days;
}

// Of two facts of one block, whether the recipients may be one.
bool same_recipient(const Clue& a, const Clue& b) {
  const std::string& kind = a.told->award.recipient.kind;
  if (kind == "agency") return !both_and_differ(a.told->place, b.told->place);
  if (kind == "person" && !a.lines.empty() && !b.lines.empty()) return share_one(a.lines, b.lines);
  if (both_and_differ(a.told->told.province, b.told->told.province)) return false;
  return kind != "group" || near(a, b, kSameGroupDays);
}

// A school year and the year it ends or began in may be one award's; longer periods are their own.
bool same_time(const Clue& a, const Clue& b) {
  if (!a.timed() || !b.timed()) return true;
  if (a.first_year == b.first_year && a.last_year == b.last_year) return true;
  const auto years = [](const Clue& c) { return std::stoi(c.last_year) - std::stoi(c.first_year); };
  return years(a) + years(b) == 1 && (a.first_year == b.first_year || a.last_year == b.last_year);
}

// Whether two facts agree in all that both tell. One number of a decision says that they are the
// same, whatever else an article got wrong.
bool agree(const Clue& a, const Clue& b) {
  if (!same_recipient(a, b)) return false;
  if (!a.decision.empty() && !b.decision.empty()) return a.decision == b.decision;
  return !both_and_differ(a.grade, b.grade) && same_granter(a.granter, b.granter) &&
         same_time(a, b);
}

// Whether both name all that tells awards of one year apart.
bool are_full(const Clue& a, const Clue& b) {
  if (!a.decision.empty() && !b.decision.empty()) return true;
  if (a.granter.empty() || b.granter.empty()) return false;
  return a.told->award.recipient.kind != "person" || (!a.lines.empty() && !b.lines.empty());
}

// What facts leave open goes by the days of their news; past honours may be of any time before.
bool may_join(const Clue& a, const Clue& b) {
  if (!agree(a, b)) return false;
  if (a.told->award.status == "held" || b.told->award.status == "held") return true;
  if (a.timed() && b.timed()) return are_full(a, b) || near(a, b, kSameSeasonDays);
  return near(a, b, kSameNewsDays);
}

class Resolver {
 public:
  Resolver(std::span<const ToldAward> told, const Lineage& lineage) : lineage_(lineage) {
    for (const ToldAward& one : told) clues_.push_back(clue_of(one, lineage));
    std::ranges::sort(clues_, {}, [](const Clue& clue) { return clue.told->told.fact; });
  }

  std::vector<AwardRecord> run() {
    divide([](const Clue& clue) { return clue.timed(); });
    join_open();
    divide([](const Clue& clue) { return !clue.timed(); });
    std::vector<AwardRecord> records;
    for (const Class& one : classes_) records.push_back(record(one));
    std::ranges::sort(records, {}, &AwardRecord::id);
    return records;
  }

 private:
  struct Class {
    std::vector<const Clue*> members;
    bool open = false;
  };

  // Divides the facts for which `wanted` holds and which no class has yet.
  template <class Wanted>
  void divide(const Wanted& wanted) {
    std::vector<const Clue*> list;
    for (const Clue& clue : clues_) {
      if (wanted(clue) && !joined_.contains(&clue)) list.push_back(&clue);
    }
    const Partition parts = partition(
        list.size(), [&](std::size_t a, std::size_t b) { return may_join(*list[a], *list[b]); });
    for (const auto& members : parts.classes) {
      Class& made = classes_.emplace_back();
      for (const std::size_t i : members) {
        made.members.push_back(list[i]);
        joined_.insert(list[i]);
      }
    }
    for (const std::size_t i : parts.open) alone_.push_back(list[i]);
    settle_open();
  }

  // Facts that fit several classes stay alone, marked, unless the news of one is much nearer.
  void settle_open() {
    const std::size_t fixed = classes_.size();
    for (const Clue* clue : alone_) {
      joined_.insert(clue);
      if (Class* nearest = nearest_class(*clue, fixed)) {
        nearest->members.push_back(clue);
      } else {
        classes_.push_back({{clue}, true});
      }
    }
    alone_.clear();
  }

  // A fact without a year belongs to the only class it fits.
  void join_open() {
    const std::size_t fixed = classes_.size();
    std::vector<std::pair<std::size_t, const Clue*>> joins;
    for (const Clue& clue : clues_) {
      if (joined_.contains(&clue)) continue;
      const auto fitting = fits(clue, fixed);
      if (fitting.size() == 1) joins.emplace_back(fitting[0], &clue);
      if (fitting.size() > 1) alone_.push_back(&clue);
    }
    for (const auto& [index, clue] : joins) {
      classes_[index].members.push_back(clue);
      joined_.insert(clue);
    }
    settle_open();
  }

  // Classes of the first `count` that the fact agrees with wholly, and is near to one of.
  std::vector<std::size_t> fits(const Clue& clue, std::size_t count) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < count; ++i) {
      const auto& members = classes_[i].members;
      const bool agrees =
          std::ranges::all_of(members, [&](const Clue* other) { return agree(clue, *other); });
      if (agrees &&
          std::ranges::any_of(members, [&](const Clue* other) { return may_join(clue, *other); })) {
        out.push_back(i);
      }
    }
    return out;
  }

  Class* nearest_class(const Clue& clue, std::size_t count) {
    if (!clue.day) return nullptr;
    std::vector<std::pair<std::int64_t, std::size_t>> by_gap;
    for (const std::size_t i : fits(clue, count)) {
      std::int64_t gap = kSameNewsDays + 1;
      for (const Clue* other : classes_[i].members) {
        if (other->day) gap = std::min(gap, std::abs(*other->day - *clue.day));
      }
      by_gap.emplace_back(gap, i);
    }
    std::ranges::sort(by_gap);
    const bool clear = !by_gap.empty() && by_gap[0].first <= kSameGroupDays &&
                       (by_gap.size() == 1 || by_gap[1].first > kSameNewsDays);
    return clear ? &classes_[by_gap[0].second] : nullptr;
  }

  AwardRecord record(const Class& from) const;

  const Lineage& lineage_;
  std::vector<Clue> clues_;
  std::vector<Class> classes_;
  std::vector<const Clue*> alone_;
  std::set<const Clue*> joined_;
};

// The fields of a record that evidence may disagree on.
struct Fields {
  Support name, grade, granter, year, period, number, date, issuer, level, reason, province;

  void add(const Clue& clue) {
    const ToldAward& from = *clue.told;
    const facts::Award& award = from.award;
    const auto put = [&](Support& to, const std::optional<std::string>& value) {
      if (value) to.add(name_key(*value), *value, from.told);
    };
    put(name, award.recipient.name);
    put(grade, award.grade);
    if (award.granted_by) granter.add(clue.granter, *award.granted_by, from.told);
    if (award.year) put(year, std::to_string(*award.year));
    put(period, award.period);
    if (award.decision) {
      put(number, award.decision->number);
      if (award.decision->date) date.add(*award.decision->date, *award.decision->date, from.told);
      put(issuer, award.decision->issuer);
    }
    level.add(award.level, award.level, from.told);
    put(reason, award.reason);
    province.add(from.told.province, from.told.province, from.told);
  }
};

// The best value of a field; a second one is a conflict.
std::optional<std::string> best(const Support& support, const char* field,
                                std::vector<Conflict>* conflicts) {
  std::vector<Voice> voices = support.voices();
  if (voices.empty()) return std::nullopt;
  std::string value = voices.front().value;
  if (voices.size() > 1 && conflicts) conflicts->push_back({field, std::move(voices)});
  return value;
}

// The least fact of the first day, for each status.
std::vector<PathStep> path_of(const std::vector<const Clue*>& members) {
  std::vector<PathStep> path;
  for (const Clue* clue : members) {
    const Told& told = clue->told->told;
    PathStep step{clue->told->award.status, told.announced, told.fact};
    const auto same = std::ranges::find(path, step.status, &PathStep::status);
    const auto order = [](const PathStep& s) {
      return std::pair(s.day.empty() ? "9999" : s.day, s.fact);
    };
    if (same == path.end()) {
      path.push_back(std::move(step));
    } else if (order(step) < order(*same)) {
      *same = std::move(step);
    }
  }
  std::ranges::sort(path, {}, [](const PathStep& step) {
    return std::tuple(step.day.empty() ? "9999" : step.day, step.status, step.fact);
  });
  return path;
}

std::string furthest(const std::vector<PathStep>& path) {
  for (const char* status : {"conferred", "held"}) {
    if (std::ranges::count(path, status, &PathStep::status) > 0) return status;
  }
  return "proposed";
}

// The body that received it, as of the time it was told first.
std::optional<Body> body_of(const std::vector<const Clue*>& members, const std::string& name,
                            const Lineage& lineage) {
  std::string day, place;
  for (const Clue* clue : members) {
    const std::string& announced = clue->told->told.announced;
    if (!announced.empty() && (day.empty() || announced < day)) day = announced;
    place = std::max(place, clue->told->place);
  }
  return lineage.body(name, place, day);
}

AwardRecord Resolver::record(const Class& from) const {
  AwardRecord out;
  Fields fields;
  std::set<std::string> facts, articles;
  std::map<std::string, Body> bodies;
  for (const Clue* clue : from.members) {
    const ToldAward& told = *clue->told;
    fields.add(*clue);
    facts.insert(told.told.fact);
    articles.insert(told.told.article);
    out.posthumous = out.posthumous || told.award.posthumous;
    for (const Named& named : told.bodies) {
      Body body = lineage_.body(named.name, named.place, told.told.announced);
      bodies.emplace(body.key(), std::move(body));
    }
  }
  const facts::Award& first = from.members.front()->told->award;
  out.form = first.form;
  out.recipient = first.recipient;
  out.recipient.name = best(fields.name, "recipient", nullptr);
  out.grade = best(fields.grade, "grade", &out.conflicts);
  out.granted_by = best(fields.granter, "granted_by", nullptr);
  out.period = best(fields.period, "period", &out.conflicts);
  if (const auto year = best(fields.year, "year", &out.conflicts)) out.year = std::stoi(*year);
  out.level = best(fields.level, "level", nullptr).value_or("");
  out.reason = best(fields.reason, "reason", nullptr);
  facts::Decision decision{best(fields.number, "decision.number", &out.conflicts),
                           best(fields.date, "decision.date", &out.conflicts),
                           best(fields.issuer, "decision.issuer", nullptr)};
  if (decision.number || decision.date || decision.issuer) out.decision = std::move(decision);
  out.path = path_of(from.members);
  out.status = furthest(out.path);
  out.facts.assign(facts.begin(), facts.end());
  out.articles.assign(articles.begin(), articles.end());
  out.id = out.facts.front();
  out.open = from.open;
  out.province = best(fields.province, "province", nullptr).value_or("");
  if (first.recipient.kind == "agency")
    out.body = body_of(from.members, out.recipient.name.value_or(""), lineage_);
  for (auto& [key, body] : bodies) out.bodies.push_back(std::move(body));
  return out;
}

}  // namespace

std::string block_of(const ToldAward& told, const Lineage& lineage) {
  const facts::Recipient& recipient = told.award.recipient;
  std::string key = told.award.form + '|' + recipient.kind + '|';
  if (recipient.kind == "agency") {
    const Body body = lineage.body(or_empty(recipient.name), told.place, told.told.announced);
    return key + name_key(body.name) + '|' + lineage.today(body.place);
  }
  if (recipient.kind == "group") {
    key += or_empty(recipient.of) + '|';
    return key + (recipient.count ? std::to_string(*recipient.count) : std::string("?")) + '|' +
           lineage.today(told.told.province);
  }
  return key + name_key(or_empty(recipient.name));
}

std::vector<AwardRecord> resolve_awards(std::span<const ToldAward> told, const Lineage& lineage) {
  return Resolver(told, lineage).run();
}

bool may_belong(const AwardRecord& named, const AwardRecord& group) {
  if (group.recipient.kind != "group" || named.recipient.kind == "group") return false;
  const std::string kind = named.recipient.kind == "agency" ? "collective" : named.recipient.kind;
  const std::string& of = group.recipient.of.value_or("mixed");
  if (of != "mixed" && of != kind) return false;
  if (named.form != group.form || (named.grade && group.grade && named.grade != group.grade))
    return false;
  if (named.year && group.year && named.year != group.year) return false;
  if (!shares_name(name_key(or_empty(named.granted_by)), name_key(or_empty(group.granted_by)))) {
    return false;
  }
  return share_one(named.articles, group.articles);
}

}  // namespace bangvang::history
