#include "extractor/store/timeline.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "extractor/store/body_table.h"

namespace bangvang::store {
namespace {

// A name as typed, with the province behind it taken off.
struct Reading {
  std::string key, folded;  // of the name alone
  std::string place;        // slug; empty when none is named
  bool marked = false;      // it was typed with marks
};

std::vector<Reading> readings_of(const std::string& name, const history::Lineage& lineage) {
  const std::string key = history::name_key(name), folded = text::fold(key);
  std::vector<Reading> out{{key, folded, "", key != folded}};
  const history::Body body = lineage.body(name, "", "");
  const std::string bare = history::name_key(body.name);
  if (!body.place.empty()) out.push_back({bare, text::fold(bare), body.place, key != folded});
  for (const std::string& slug : lineage.provinces()) {
    const std::string tail = " " + folded_name(lineage.province_name(slug));
    if (!folded.ends_with(tail)) continue;
    // Each folded letter stands for one of the key, so that words correspond.
    const auto words = std::ranges::count(tail, ' ');
    std::string short_key = key, short_folded = folded;
    for (auto i = 0; i < words; ++i) {
      short_key.erase(short_key.rfind(' '));
      short_folded.erase(short_folded.rfind(' '));
    }
    out.push_back({short_key, short_folded, slug, short_key != short_folded});
    for (const char* type : {" tinh", " thanh pho"}) {
      if (!short_folded.ends_with(type)) continue;
      const std::size_t size = std::string_view(type).size();
      const std::string less = short_folded.substr(0, short_folded.size() - size);
      out.push_back({less, less, slug, false});
    }
  }
  return out;
}

class LookUp {
 public:
  LookUp(Archive& archive, const history::Lineage& lineage)
      : archive_(archive), lineage_(lineage) {}

  Result<Found> run(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      for (const Reading& reading : readings_of(name, lineage_)) {
        if (auto done = add(reading); !done) return std::unexpected(done.error());
      }
    }
    Found out;
    for (auto& [key, one] : found_) {
      if (one.exact) out.subjects.push_back(std::move(one.subject));
    }
    if (!out.subjects.empty()) return out;
    auto near = archive_.near(folded_name(names.front()));
    if (!near) return std::unexpected(near.error());
    out.suggestions = *std::move(near);
    return out;
  }

 private:
  struct Match {
    Subject subject;
    bool exact = false;
  };

  Match& match(Subject::Kind kind, const std::string& name, const std::string& place,
               const std::string& id) {
    Match& one = found_[{kind, name, place, id}];
    one.subject.kind = kind;
    one.subject.place = place;
    return one;
  }

  Result<void> add(const Reading& reading) {
    const auto bodies = archive_.bodies(reading.folded);
    if (!bodies) return std::unexpected(bodies.error());
    for (const history::Body& body : *bodies) {
      if (!reading.place.empty() && body.place != reading.place) continue;
      const std::string key = history::name_key(body.name);
      Match& one = match(Subject::Kind::kBody, key, body.place, "");
      one.exact = one.exact || !reading.marked || key == reading.key;
      one.subject.name = body.name;
      if (std::ranges::count(one.subject.bodies, body.key(), &history::Body::key) == 0) {
        one.subject.bodies.push_back(body);
      }
    }
    if (auto done = add_persons(reading); !done) return done;
    for (const std::string& slug : lineage_.provinces()) {
      const std::string name(lineage_.province_name(slug));
      if (folded_name(name) != reading.folded || !reading.place.empty()) continue;
      Match& one = match(Subject::Kind::kPlace, history::name_key(name), slug, "");
      one.exact = one.exact || !reading.marked || history::name_key(name) == reading.key;
      one.subject.name = name;
    }
    return {};
  }

  Result<void> add_persons(const Reading& reading) {
    const auto persons = archive_.persons(reading.folded);
    if (!persons) return std::unexpected(persons.error());
    for (const KeptPerson& person : *persons) {
      const history::PersonRecord& record = person.record;
      if (!reading.place.empty() && record.province != reading.place) continue;
      const std::string key = history::name_key(record.name);
      Match& one = match(Subject::Kind::kPerson, key, record.province, record.id);
      one.exact = one.exact || !reading.marked || key == reading.key;
      one.subject.name = record.name;
      one.subject.person = record.id;
      one.subject.offices.clear();
      for (const history::Post& post : record.posts) {
        std::string office = post.title;
        if (!office.empty() && !post.body.name.empty()) office += ", ";
        one.subject.offices.push_back(office + post.body.name);
      }
    }
    return {};
  }

  Archive& archive_;
  const history::Lineage& lineage_;
  std::map<std::tuple<Subject::Kind, std::string, std::string, std::string>, Match> found_;
};

// All that lies before and after a body, in these directions only: what else went into a merged
// body's line does not belong to one of its parts.
class Line {
 public:
  explicit Line(const history::Lineage& lineage) : lineage_(lineage) {}

  void follow(const history::Body& body) {
    walk(body, true);
    walk(body, false);
  }
  void add(const history::Body& body) { bodies_.emplace(body.key(), body); }

  std::vector<history::Body> bodies() const {
    std::vector<history::Body> out;
    for (const auto& [key, body] : bodies_) out.push_back(body);
    return out;
  }

  // The mergers between bodies of the line.
  std::vector<Crossing> crossings() const {
    std::map<std::string, Crossing> out;  // by date and what it became
    for (const auto& [key, body] : bodies_) {
      for (const history::Step& step : lineage_.after(body)) {
        if (!bodies_.contains(step.body.key())) continue;
        Crossing& one = out[step.date + step.body.key()];
        if (!one.from.empty()) continue;
        const auto parts = lineage_.before(step.body);
        const bool moved = std::ranges::any_of(
            parts, [&](const history::Step& part) { return part.body.place != step.body.place; });
        one = {step.date, {}, named(step.body, moved), step.merged, step.source};
        for (const history::Step& part : parts) one.from.push_back(named(part.body, moved));
      }
    }
    std::vector<Crossing> list;
    for (auto& [key, one] : out) list.push_back(std::move(one));
    return list;
  }

 private:
  std::string named(const history::Body& body, bool with_place) const {
    if (!with_place) return body.name;
    return body.name + " " + std::string(lineage_.province_name(body.place));
  }

  void walk(const history::Body& body, bool back) {
    std::vector<history::Body> open{body};
    std::set<std::string> seen;
    while (!open.empty()) {
      history::Body next = std::move(open.back());
      open.pop_back();
      if (!seen.insert(next.key()).second) continue;
      add(next);
      for (history::Step& step : back ? lineage_.before(next) : lineage_.after(next)) {
        open.push_back(std::move(step.body));
      }
    }
  }

  const history::Lineage& lineage_;
  std::map<std::string, history::Body> bodies_;
};

std::optional<int> year_of(const std::string& day) {
  if (day.size() < 4) return std::nullopt;
  return std::atoi(day.substr(0, 4).c_str());
}

// Gathers what is found into years.
class Years {
 public:
  void add(std::vector<KeptAward> awards) {
    for (KeptAward& award : awards) at(award.shown_year).awards.push_back(std::move(award));
  }
  void add(std::vector<KeptRole> roles) {
    for (KeptRole& role : roles) at(role.shown_year).roles.push_back(std::move(role));
  }
  void add(std::vector<KeptMeeting> meetings) {
    for (KeptMeeting& meeting : meetings) {
      at(year_of(meeting.published)).meetings.push_back(std::move(meeting));
    }
  }
  // A person stands in each year in which one of the wanted posts was told first.
  template <class Wanted>
  void add(const std::vector<KeptPerson>& persons, const Wanted& wanted) {
    for (const KeptPerson& person : persons) {
      std::map<std::optional<int>, KeptPerson> by_year;
      for (const history::Post& post : person.record.posts) {
        if (!wanted(post)) continue;
        KeptPerson& one = by_year.try_emplace(year_of(post.first_day), person).first->second;
        if (one.record.posts.size() == person.record.posts.size()) one.record.posts.clear();
        one.record.posts.push_back(post);
      }
      for (auto& [year, one] : by_year) at(year).persons.push_back(std::move(one));
    }
  }

  void cover(const std::vector<Coverage>& coverage) {
    for (const Coverage& one : coverage) {
      for (const int year : {one.year - 1, one.year}) {
        // The year before stands only where there is something to tell of it, or between others.
        covered_[year].articles += one.articles;
        covered_[year].naming += one.naming;
        if (year == one.year) at(year);
      }
    }
  }

  std::vector<Year> list() {
    std::optional<int> first, last;
    for (const auto& [year, one] : years_) {
      if (!year) continue;
      first = first ? std::min(*first, *year) : *year;
      last = last ? std::max(*last, *year) : *year;
    }
    if (first) {
      for (int year = *first; year <= *last; ++year) at(year);
    }
    std::vector<Year> out;
    Year nobody_tells;
    for (auto& [year, one] : years_) {
      if (year) {
        const auto covered = covered_.find(*year);
        if (covered != covered_.end()) {
          one.articles = covered->second.articles;
          one.naming = covered->second.naming;
        }
      }
      const bool found = !one.awards.empty() || !one.roles.empty();
      one.state = found ? State::kFound : one.articles > 0 ? State::kNoneFound : State::kNotCovered;
      (year ? out.emplace_back() : nobody_tells) = std::move(one);
    }
    const bool any = !nobody_tells.awards.empty() || !nobody_tells.roles.empty() ||
                     !nobody_tells.persons.empty() || !nobody_tells.meetings.empty();
    if (any) out.push_back(std::move(nobody_tells));
    return out;
  }

 private:
  Year& at(std::optional<int> year) {
    Year& one = years_[year];
    one.year = year;
    return one;
  }
  std::map<std::optional<int>, Year> years_;
  std::map<int, Coverage> covered_;
};

// Moves what a query gave into `out`, or its error into `error`.
class Gather {
 public:
  explicit Gather(Years& years) : years_(years) {}
  template <class List>
  Gather& add(Result<List> list) {
    if (!list) {
      if (!error_) error_ = std::move(list.error());
    } else {
      years_.add(*std::move(list));
    }
    return *this;
  }
  template <class Wanted>
  Gather& add_persons(Result<std::vector<KeptPerson>> list, const Wanted& wanted) {
    if (!list) {
      if (!error_) error_ = std::move(list.error());
    } else {
      years_.add(*list, wanted);
    }
    return *this;
  }
  Gather& cover(Result<std::vector<Coverage>> list) {
    if (!list) {
      if (!error_) error_ = std::move(list.error());
    } else {
      years_.cover(*list);
    }
    return *this;
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  Years& years_;
  std::optional<Error> error_;
};

void gather_body(Archive& archive, const Timeline& timeline, Gather& gather) {
  std::set<std::string> keys, provinces;
  for (const history::Body& body : timeline.line) {
    keys.insert(body.key());
    if (!body.place.empty()) provinces.insert(body.place);
  }
  gather.add(archive.awards_of(timeline.line, true))
      .add(archive.roles_of(timeline.line))
      .add(archive.meetings_of(timeline.line))
      .add_persons(archive.persons_of(timeline.line),
                   [&](const history::Post& post) { return keys.contains(post.body.key()); })
      .cover(archive.coverage({provinces.begin(), provinces.end()}, timeline.line));
}

Result<void> gather_person(Archive& archive, const Timeline& timeline, Gather& gather) {
  auto persons = archive.persons(folded_name(timeline.subject.name));
  if (!persons) return std::unexpected(persons.error());
  std::erase_if(*persons,
                [&](const KeptPerson& one) { return one.record.id != timeline.subject.person; });
  std::vector<std::string> provinces;
  for (const KeptPerson& one : *persons) {
    if (!one.record.province.empty()) provinces.push_back(one.record.province);
  }
  gather.add(archive.awards_of_person(timeline.subject.person))
      .add_persons(std::move(persons), [](const history::Post&) { return true; })
      .cover(archive.coverage(provinces, {}));
  return {};
}

}  // namespace

Result<Found> look_up(Archive& archive, const history::Lineage& lineage,
                      const std::vector<std::string>& names) {
  return LookUp(archive, lineage).run(names);
}

Result<Timeline> timeline(Archive& archive, const history::Lineage& lineage, const Subject& subject,
                          bool follow) {
  Timeline out{.subject = subject, .line = {}, .crossings = {}, .years = {}};
  Line line(lineage);
  for (const history::Body& body : subject.bodies) follow ? line.follow(body) : line.add(body);
  out.line = line.bodies();
  out.crossings = line.crossings();
  Years years;
  Gather gather(years);
  if (subject.kind == Subject::Kind::kBody) gather_body(archive, out, gather);
  if (subject.kind == Subject::Kind::kPerson) {
    if (auto done = gather_person(archive, out, gather); !done) {
      return std::unexpected(done.error());
    }
  }
  if (subject.kind == Subject::Kind::kPlace) {
    const auto provinces = follow ? lineage.province_and_predecessors(subject.place)
                                  : std::vector<std::string>{subject.place};
    gather.add(archive.awards_in(provinces))
        .add(archive.roles_in(provinces))
        .cover(archive.coverage(provinces, {}));
  }
  if (gather.error()) return std::unexpected(*gather.error());
  out.years = years.list();
  return out;
}

}  // namespace bangvang::store
