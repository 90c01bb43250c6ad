#include "extractor/cli/score.h"

#include <algorithm>

#include "extractor/text/normal_text.h"

namespace bangvang::cli {
namespace {

// What a key was read from.
struct Source {
  Span place;
  facts::Confidence confidence = facts::Confidence::kDoubtful;
};

// Keys by kind, each with its source; the parts of a key are joined by " · ".
using Keys = std::map<std::string, std::map<std::string, Source>>;

Source source_of(const facts::Evidence& evidence) { return {evidence.span, evidence.confidence}; }

// The kinds that are facts of their own, not a field of one.
constexpr const char* kFactKinds[] = {"dates",  "agencies",  "blocs",    "bloc_roles",
                                      "awards", "officials", "documents"};

std::string join(std::initializer_list<std::string> parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " · ") + part;
  return out;
}

// Words of a name in lower case, tone marks in one place, marks as spaces, "&" as "và".
std::string folded(const std::string& name) {
  std::string spelt;
  for (const char c : name) {
    if (c == '&') {
      spelt += " và ";
    } else {
      const bool mark = std::string_view("-,.;:()\"'/\n\t").find(c) != std::string_view::npos;
      spelt += mark && c != '/' ? ' ' : c;
    }
  }
  const auto normal = text::normalise(text::lower(spelt));
  std::string out;
  for (const char c : normal ? std::string(normal->utf8()) : spelt) {
    const bool space = c == ' ' || c == '-' || c == '"' || c == '\'' || c == '.' || c == '\n';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  for (const auto& [brief, full] :
       {std::pair{"ubnd", "ủy ban nhân dân"}, {"hđnd", "hội đồng nhân dân"}}) {
    for (std::size_t at;
         (at = (" " + out + " ").find(std::string(" ") + brief + " ")) != std::string::npos;) {
      out.replace(at, std::string_view(brief).size(), full);
    }
  }
  return out;
}

bool drop_tail(std::string& name, std::string_view tail) {
  if (tail.empty() || !name.ends_with(" " + std::string(tail))) return false;
  name.resize(name.size() - tail.size() - 1);
  return true;
}

constexpr const char* kCities[] = {"ha-noi",  "hai-phong",   "da-nang",
                                   "can-tho", "ho-chi-minh", "hue"};

class KeyMaker {
 public:
  explicit KeyMaker(const events::Gold& gold) {
    if (gold.province) home_ = *gold.province;
    for (const auto& bloc : gold.wanted.facts.blocs) {
      const std::string key = bloc_fold(bloc.name);
      known_blocs_[key] = key;
      for (const std::string& alias : bloc.aliases) known_blocs_[bloc_fold(alias)] = key;
    }
  }

  Keys of(const events::FactSet& set) const {
    Keys keys;
    const facts::Facts& f = set.facts;
    for (const auto& d : f.dates) keys["dates"].emplace(d.value, source_of(d.evidence));
    for (const auto& a : f.agencies)
      keys["agencies"].emplace(agency(a.name), source_of(a.evidence));
    blocs(f, keys);
    for (const auto& r : f.bloc_roles) {
      const std::string year = r.year ? std::to_string(*r.year) : "";
      keys["bloc_roles"].emplace(join({r.role, agency(r.holder), year}), source_of(r.evidence));
      if (!r.bloc) continue;
      keys["role_blocs"].emplace(join({r.role, agency(r.holder), bloc(*r.bloc, {})}),
                                 source_of(r.evidence));
    }
    for (const auto& o : f.officials) {
      keys["officials"].emplace(folded(o.name), source_of(o.evidence));
      for (const auto& p : o.positions) {
        keys["positions"].emplace(
            join({folded(o.name), folded(p.title), agency(p.agency.value_or(""))}),
            source_of(o.evidence));
      }
    }
    for (const auto& a : f.awards) award(a, keys);
    for (const auto& d : f.documents)
      keys["documents"].emplace(document(d.number), source_of(d.evidence));
    for (const auto& m : set.meetings) {
      for (const std::string& activity : m.activities) {
        keys["meetings"].emplace(join({activity, m.date.value_or("")}), Source{});
      }
    }
    return keys;
  }

 private:
  // A trailing name of the article's own province falls away, "tỉnh" before any province's too.
  std::string agency(const std::string& name) const {
    std::string out = folded(name);
    if (!home_.empty()) {
      for (std::size_t at = out.find(' '); at != std::string::npos; at = out.find(' ', at + 1)) {
        if (slug(out.substr(at + 1)) == home_) {
          out.resize(at);
          break;
        }
      }
    }
    for (std::size_t at = out.rfind(" tỉnh "); at != std::string::npos; at = std::string::npos) {
      out.erase(at, std::string_view(" tỉnh").size());
    }
    if (std::ranges::find(kCities, home_) != std::end(kCities)) {
      if (!drop_tail(out, "tỉnh") && !drop_tail(out, "thành phố")) drop_tail(out, "tp");
    } else {
      drop_tail(out, "tỉnh");
    }
    return out;
  }

  static std::string slug(const std::string& name) {
    std::string out = text::fold(name);
    std::ranges::replace(out, ' ', '-');
    return out;
  }

  static std::string bloc_fold(const std::string& name) {
    std::string out = " " + folded(name) + " ";
    if (out.size() > 12 &&
        out.substr(out.size() - 5, 4).find_first_not_of("0123456789") == std::string::npos &&
        out.substr(0, out.size() - 5).ends_with(" năm ")) {
      out.resize(out.size() - 5 - std::string_view("năm ").size());
    }
    for (const char* word : {" thi đua ", " các ", " tỉnh ", " thành phố "}) {
      for (std::size_t at; (at = out.find(word)) != std::string::npos;) {
        out.replace(at, std::string_view(word).size(), " ");
      }
    }
    while (out.starts_with(' ')) out.erase(0, 1);
    while (out.ends_with(' ')) out.pop_back();
    return out;
  }

  std::string bloc(const std::string& name, const std::vector<std::string>& aliases) const {
    std::vector<std::string> candidates = {name};
    candidates.insert(candidates.end(), aliases.begin(), aliases.end());
    for (const std::string& candidate : candidates) {
      const auto known = known_blocs_.find(bloc_fold(candidate));
      if (known != known_blocs_.end()) return known->second;
    }
    return bloc_fold(name);
  }

  void blocs(const facts::Facts& f, Keys& keys) const {
    for (const auto& b : f.blocs) {
      const std::string key = bloc(b.name, b.aliases);
      keys["blocs"].emplace(key, source_of(b.evidence));
      for (const std::string& member : b.members) {
        keys["bloc_members"].emplace(join({key, agency(member)}), source_of(b.evidence));
      }
    }
  }

  void award(const facts::Award& a, Keys& keys) const {
    const facts::Recipient& r = a.recipient;
    std::string who = "agency " + agency(r.name.value_or(""));
    if (r.kind == "group") {
      who = "group " + r.of.value_or("") + " " + (r.count ? std::to_string(*r.count) : "");
    } else if (r.kind != "agency") {
      who = r.kind + " " + folded(r.name.value_or(""));
    }
    const std::string key = join({a.form, folded(a.grade.value_or("")), a.status, who});
    const Source place = source_of(a.evidence);
    keys["awards"].emplace(key, place);
    keys["award_granters"].emplace(join({key, agency(a.granted_by.value_or(""))}), place);
    keys["award_years"].emplace(join({key, a.year ? std::to_string(*a.year) : ""}), place);
  }

  static std::string document(const std::string& number) {
    std::string out;
    for (const char c : text::lower(number)) {
      if (c != ' ') out += c;
    }
    return out;
  }

  std::string home_;
  std::map<std::string, std::string> known_blocs_;
};

// Agencies that neither count nor harm (docs/output.md, conventions).
constexpr const char* kNeither[] = {"đảng",       "nhà nước", "quốc hội", "chính phủ",
                                    "trung ương", "đảng ủy",  "đảng bộ",  "ban thường vụ"};

}  // namespace

void Scorer::add(const events::Gold& gold, const events::FactSet& found) {
  const KeyMaker maker(gold);
  Keys wanted = maker.of(gold.wanted), have = maker.of(found), spare = maker.of(gold.optional);
  for (const char* name : kNeither) spare["agencies"].emplace(name, Source{});
  if (wanted["role_blocs"].empty()) have["role_blocs"].clear();
  for (const std::string& kind : kScoredKinds) {
    Count& count = counts_[kind];
    for (const auto& [key, source] : wanted[kind]) {
      const bool hit = have[kind].contains(key);
      ++(hit ? count.right : count.missed);
      if (!hit) misses_.push_back({gold.name, kind, key, false, source.place, {}});
    }
    const bool fact = std::ranges::find(kFactKinds, kind) != std::end(kFactKinds);
    for (const auto& [key, source] : have[kind]) {
      const bool hit = wanted[kind].contains(key);
      if (!hit && spare[kind].contains(key)) continue;
      if (fact) ++(hit ? classes_[source.confidence].right : classes_[source.confidence].wrong);
      if (hit) continue;
      ++count.wrong;
      misses_.push_back({gold.name, kind, key, true, source.place, source.confidence});
    }
  }
}

Count Scorer::core() const {
  Count all;
  for (std::size_t i = 0; i < kCoreKinds; ++i) {
    const auto found = counts_.find(kScoredKinds[i]);
    if (found == counts_.end()) continue;
    all.right += found->second.right;
    all.wrong += found->second.wrong;
    all.missed += found->second.missed;
  }
  return all;
}

}  // namespace bangvang::cli
