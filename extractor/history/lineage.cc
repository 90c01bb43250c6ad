#include "extractor/history/lineage.h"

#include <algorithm>
#include <map>
#include <utility>

#include "extractor/base/date.h"
#include "extractor/history/lineage_tables.h"
#include "extractor/text/normal_text.h"

namespace bangvang::history {
namespace {

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const auto low = static_cast<unsigned char>(byte | 0x20);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (low >= 'a' && low <= 'z');
}

// Calls `take` with every word of a name; "&" is a word of its own.
template <class Take>
void for_each_word(std::string_view name, const Take& take) {
  for (std::size_t at = 0; at < name.size();) {
    std::size_t end = at;
    while (end < name.size() && is_word_byte(name[end])) ++end;
    if (end == at && name[at] == '&') ++end;
    if (end > at) take(name.substr(at, end - at));
    at = std::max(end, at + 1);
  }
}

// As much of a name as the words of `key`, the beginning of its key, take up.
std::string_view beginning(std::string_view name, std::string_view key) {
  auto left = std::ranges::count(key, ' ') + 1;
  std::size_t size = 0;
  for_each_word(name, [&](std::string_view word) {
    if (left-- > 0) size = static_cast<std::size_t>(word.data() + word.size() - name.data());
  });
  return name.substr(0, size);
}

// The last day that a date given by year or month holds: what a year ended with counts for it.
std::string last_day(std::string_view date) {
  std::string day(date.substr(0, 10));
  if (day.size() == 4) day += "-12";
  if (day.size() == 7) day += "-31";
  return day;
}

// The changes that touch a body: by its name, and by its place when each province has one of it.
// `side` gives the keys of a change that are compared: what it came from, or what it became.
template <class Side>
std::vector<const Change*> touching(const Lineage::Tables& tables, const Body& body,
                                    const Side& side) {
  std::vector<const Change*> out;
  const std::string name = name_key(body.name);
  const auto collect = [&](const std::vector<Change>& changes, const std::string& key) {
    for (const Change& change : changes) {
      if (side(change, key)) out.push_back(&change);
    }
  };
  collect(tables.bodies, name);
  if (!body.place.empty() && tables.is_provincial(name)) collect(tables.units, body.place);
  return out;
}

bool comes_from(const Change& change, const std::string& key) {
  return std::ranges::count(change.from, key) > 0;
}

bool becomes(const Change& change, const std::string& key) { return change.to == key; }

// "2025-02-28" for "2025-03-01".
std::string day_before(std::string_view date) {
  const auto day = parse_iso_date(date);
  return day ? to_iso(add_days(*day, -1)) : std::string(date);
}

bool is_unit_change(const Lineage::Tables& tables, const Change* change) {
  return !tables.units.empty() && change >= &tables.units.front() && change <= &tables.units.back();
}

// Fills `since`: the last change up to `day` that gave this name and place a new meaning.
Body as_of(const Lineage::Tables& tables, Body body, std::string_view day) {
  body.since.clear();
  for (const Change* change : touching(tables, body, becomes)) {
    if (change->date <= day) body.since = std::max(body.since, change->since());
  }
  return body;
}

}  // namespace

std::string name_key(std::string_view name) {
  std::string key;
  for_each_word(text::lower(name), [&](std::string_view word) {
    if (!key.empty()) key += ' ';
    key += word == "&" ? "và" : text::canonical_tones(word);
  });
  return key;
}

std::string Body::unit() const {
  return place.empty() || since.empty() ? place : place + "@" + since;
}

std::string Body::key() const { return name_key(name) + "|" + place + "|" + since; }

Result<Lineage> Lineage::load(const std::vector<grammar::SourceFile>& files) {
  auto tables = Tables::read(files);
  if (!tables) return std::unexpected(tables.error());
  return Lineage(std::make_shared<const Tables>(std::move(*tables)));
}

namespace {

// The key of a name without its province, which goes to `place`.
std::string_view without_province(const Lineage::Tables& tables, std::string_view key,
                                  std::string& place) {
  for (const Province& province : tables.provinces) {
    const std::string_view bare = without_tail(key, province.key);
    if (bare == key) continue;
    const std::string_view untyped = without_tail(bare, province.type);
    // A school or a town may bear a province's name; after "tỉnh", or behind a body that every
    // province has, it is the province.
    if (untyped == bare && !tables.is_provincial(bare)) continue;
    place = province.slug;
    return untyped;
  }
  // "Sở Y tế tỉnh": the word for the province, without its name.
  if (tables.provincial.contains(std::string(key))) return key;
  for (const Province& province : tables.provinces) {
    const std::string_view bare = without_tail(key, province.type);
    if (bare != key && (province.slug == place || tables.is_provincial(bare))) return bare;
  }
  return key;
}

}  // namespace

Body Lineage::body(std::string_view name, std::string_view place, std::string_view day) const {
  Body body{.name = std::string(name), .place = std::string(place)};
  const std::string key = name_key(name);
  const std::string_view bare = without_province(*tables_, key, body.place);
  if (const auto full = tables_->full_name.find(std::string(bare));
      full != tables_->full_name.end() && !body.place.empty()) {
    body.name = full->second;
  } else if (bare != key) {
    body.name = beginning(name, bare);
  }
  return as_of(*tables_, std::move(body), last_day(day));
}

std::vector<Step> Lineage::before(const Body& body) const {
  std::vector<Step> steps;
  if (body.since.empty()) return steps;
  for (const Change* change : touching(*tables_, body, becomes)) {
    if (change->since() != body.since) continue;
    const bool unit = is_unit_change(*tables_, change);
    for (std::size_t i = 0; i < change->from.size(); ++i) {
      Body from = body;
      (unit ? from.place : from.name) = unit ? change->from[i] : change->from_names[i];
      steps.push_back({as_of(*tables_, std::move(from), day_before(change->date)), change->date,
                       change->from.size() > 1, change->source});
    }
  }
  return steps;
}

std::vector<Step> Lineage::after(const Body& body) const {
  const Change* next = nullptr;
  for (const Change* change : touching(*tables_, body, comes_from)) {
    if (change->since() > body.since && (!next || change->date < next->date)) next = change;
  }
  if (!next) return {};
  const bool unit = is_unit_change(*tables_, next);
  Body to = body;
  (unit ? to.place : to.name) = unit ? next->to : next->to_name;
  return {{as_of(*tables_, std::move(to), next->date), next->date, next->from.size() > 1,
           next->source}};
}

std::vector<Body> Lineage::line(const Body& body) const {
  std::map<std::string, Body> found;
  std::vector<Body> open{body};
  while (!open.empty()) {
    Body next = std::move(open.back());
    open.pop_back();
    if (!found.emplace(next.key(), next).second) continue;
    for (Step& step : before(next)) open.push_back(std::move(step.body));
    for (Step& step : after(next)) open.push_back(std::move(step.body));
  }
  std::vector<Body> line;
  for (auto& [key, member] : found) line.push_back(std::move(member));
  return line;
}

std::string Lineage::bloc_key(std::string_view name, std::string_view province) const {
  const std::string key = name_key(name);
  std::string place(province);
  std::string_view rest = without_province(*tables_, key, place);
  std::string head;
  for (const auto& [spelling, value] : tables_->bloc_heads) {
    if (!rest.starts_with(spelling + " ")) continue;
    head = value;
    rest.remove_prefix(spelling.size() + 1);
    break;
  }
  const std::size_t blank = rest.find(' ');
  if (head.empty() && blank != std::string_view::npos) {
    // A bare noun is its own head: "Khối" for "Khối thi đua".
    head = text::fold(rest.substr(0, blank));
    rest.remove_prefix(blank + 1);
  }
  return head + '|' + std::string(rest) + '|' + place;
}

std::vector<std::string> Lineage::province_and_predecessors(std::string_view slug) const {
  std::vector<std::string> units{std::string(slug)};
  for (std::size_t i = 0; i < units.size(); ++i) {
    for (const Change& change : tables_->units) {
      if (change.to != units[i]) continue;
      for (const std::string& from : change.from) {
        if (std::ranges::count(units, from) == 0) units.push_back(from);
      }
    }
  }
  return units;
}

std::string Lineage::today(std::string_view slug) const {
  std::string unit(slug);
  for (const Change& change : tables_->units) {
    if (comes_from(change, unit)) unit = change.to;
  }
  return unit;
}

std::string_view Lineage::province_name(std::string_view slug) const {
  const auto found = tables_->name_of_slug.find(std::string(slug));
  return found == tables_->name_of_slug.end() ? std::string_view() : found->second;
}

std::vector<std::string> Lineage::provinces() const {
  std::vector<std::string> slugs;
  for (const auto& [slug, name] : tables_->name_of_slug) slugs.push_back(slug);
  std::ranges::sort(slugs);
  return slugs;
}

}  // namespace bangvang::history
