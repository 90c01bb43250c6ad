// People and their offices: one official per name, with the positions all its mentions bring.
#include <algorithm>
#include <string>
#include <utility>

#include "extractor/facts/context.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts {
namespace {

using grammar::Mention;

// Calls `use` with each word of `text` and whether one follows.
template <class Use>
void for_each_word(std::string_view text, Use use) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) use(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// `words` holds `word`, between spaces.
bool has_word(std::string_view words, std::string_view word) {
  bool found = false;
  for_each_word(words, [&](std::string_view w) { found = found || w == word; });
  return found && !word.empty();
}

bool is_all_capitals(std::string_view word) {
  return std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; }) &&
         text::lower(word) != word;
}

std::uint32_t first_code_point_bytes(std::string_view word) {
  std::uint32_t bytes = 1;
  while (bytes < word.size() && (static_cast<unsigned char>(word[bytes]) & 0xC0) == 0x80) ++bytes;
  return bytes;
}

// The usual spelling of a name: single spaces, tone marks in their place, capitals only at the
// beginning of a word where the text has it all in capitals.
std::string written_name(std::string_view name) {
  std::string out;
  const bool capitals = is_all_capitals(name);
  std::string flat(name);
  std::ranges::replace(flat, '\n', ' ');
  for_each_word(flat, [&](std::string_view word) {
    if (!out.empty()) out += ' ';
    const std::uint32_t first = first_code_point_bytes(word);
    out += capitals ? text::canonical_tones(std::string(word.substr(0, first)) +
                                            text::lower(word.substr(first)))
                    : text::canonical_tones(word);
  });
  return out;
}

// Adds a word, with i for a final y, which a name may have either way: Quý and Quí, Vỹ and Vĩ.
// After another vowel the two differ (Mai, May).
void add_with_final_i(std::string& out, std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> kFinals[] = {
      {"y", "i"}, {"ý", "í"}, {"ỳ", "ì"}, {"ỷ", "ỉ"}, {"ỹ", "ĩ"}, {"ỵ", "ị"}};
  for (const auto& [y, i] : kFinals) {
    if (!word.ends_with(y) || word.size() == y.size()) continue;
    const std::string_view head = word.substr(0, word.size() - y.size());
    const std::string last(1, text::fold(head).back());
    const bool after_consonant = std::string_view("aeiou").find(last) == std::string_view::npos;
    if (after_consonant || head == "qu") {
      out.append(head).append(i);
      return;
    }
  }
  out += word;
}

// Equal for spellings of one name: case, place of the tone mark, i and y.
std::string name_key(std::string_view name) {
  std::string key;
  for_each_word(text::lower(name), [&](std::string_view word) {
    key += ' ';
    add_with_final_i(key, word);
  });
  return key;
}

std::string_view last_word(std::string_view name) { return name.substr(name.rfind(' ') + 1); }

class Finder {
 public:
  explicit Finder(Context& context) : context_(context) {}

  void run() {
    for (const Mention& heading : context_.analysis.of("official_heading")) spread(heading);
    for (const Mention& found : context_.analysis.of("official")) read(found);
    for (const Mention& found : context_.analysis.of("official_together")) read(found);
    for (const Mention& person : context_.analysis.of("person")) repeat(person);
  }

 private:
  void read(const Mention& found) {
    concluded_ = false;
    std::vector<Position> before = positions(found, "before"), after = positions(found, "after");
    if (found.has("body")) belong(after, found);
    std::ranges::move(after, std::back_inserter(before));
    if (found.has("once")) std::ranges::for_each(before, [](Position& p) { p.former = true; });
    if (found.has("short")) return add_short(found, std::move(before));
    for (const Mention& person : found.all("people", "person")) add(person, found, before);
    std::vector<Position> next = positions(found, "next_before");
    std::ranges::move(positions(found, "next_after"), std::back_inserter(next));
    for (const Mention& person : found.all("next_people", "person")) add(person, found, next);
  }

  // One post for all who are listed to the end of the sentence, as long as they are named in the
  // same manner: each with an address form or none of them.
  void spread(const Mention& heading) {
    concluded_ = false;
    const std::vector<Position> posts = positions(heading, "post");
    const Span sentence = context_.analysis.sentences()[heading.sentence()];
    std::string manner;
    for (const Mention& person :
         context_.analysis.of("person", {heading.span().end, sentence.end})) {
      const std::string rule = addressed(person) ? "addressed" : "bare";
      if (!manner.empty() && rule != manner) return;
      manner = rule;
      add(person, heading, posts);
    }
  }

  static bool addressed(const Mention& person) { return person.part_span("name") != person.span(); }

  // Posts without a body belong to the one that stands before the person.
  void belong(std::vector<Position>& posts, const Mention& found) {
    const auto body = found.part("body", "agency");
    for (Position& post : posts) {
      if (!post.agency) post.agency = body ? name_of(*body) : std::string(found.part_text("body"));
    }
  }

  // The agency a mention stands for, as the agencies of the article have it: «Quận ủy» may be short
  // for one named in full elsewhere.
  std::string name_of(const Mention& mention) const {
    for (const Agency& agency : context_.facts.agencies) {
      const Evidence& seen = agency.evidence;
      if (seen.span == mention.span() ||
          std::ranges::find(seen.also, mention.span()) != seen.also.end()) {
        return agency.name;
      }
    }
    return agency_name(context_, mention);
  }

  std::vector<Position> positions(const Mention& found, std::string_view part) {
    std::vector<Position> all;
    std::vector<std::optional<Mention>> bare;  // the office, where it stands without its body
    for (const Mention& post : found.all(part, "post")) {
      const std::vector<Mention> position = post.inside("position"), office = post.inside("office");
      if (position.empty() && office.empty()) continue;
      all.push_back(position.empty() ? of_office(office.front()) : of_position(position.front()));
      const bool lacks = position.empty() && !all.back().agency && !found.has("body");
      bare.push_back(lacks ? std::optional(office.front()) : std::nullopt);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!bare[i]) continue;
      all[i].agency =
          of_party(*bare[i]) ? committee_in(found.part_span(part)) : owner_of(*bare[i], all);
      concluded_ = concluded_ || all[i].agency;
    }
    return all;
  }

  Position of_position(const Mention& position) {
    const std::vector<Mention> whole = position.inside("office_unit");
    if (!position.has("title") && !whole.empty()) return of_unit(whole.front());
    const auto office = position.part("title", "office");
    Position out = office ? of_office(*office) : Position{position.part_value("title"), {}, false};
    if (const auto agency = position.part("agency", "agency")) {
      out.agency = prefixed(office, name_of(*agency));
    } else if (position.has("agency")) {
      out.agency = committee(position);
    } else if (position.has("unit")) {
      const auto unit = position.part("unit", "unit_word");
      if (unit) out.agency = unit_spoken_of(*unit);
      concluded_ = concluded_ || out.agency;
    }
    return out;
  }

  // Title and agency share a word; the title itself is read by its own kind.
  Position of_unit(const Mention& unit) {
    Position out;
    for (const Mention& office : context_.analysis.of("office")) {
      if (office.span().begin == unit.span().begin) out = of_office(office);
    }
    if (out.title.empty())
      out.title = std::string(unit.part_text("title")) + head_of(unit.part_span("agency"));
    out.former = unit.has("former");
    if (const auto agency = unit.part("agency", "agency")) {
      out.agency = name_of(*agency);
    } else if (const std::vector<Mention> core = unit.all("agency", "agency_core"); !core.empty()) {
      const Span tail{core.front().span().end, unit.part_span("agency").end};
      out.agency =
          agency_name(context_, core.front()) + std::string(tail.of(context_.analysis.text()));
    }
    return out;
  }

  // The noun an agency's name begins with, after a space: «Trưởng» of a branch is Trưởng Chi
  // nhánh.
  std::string head_of(Span agency) const {
    for (const Mention& head : context_.analysis.of("agency_head", agency)) {
      if (head.span().begin == agency.begin) return " " + head.value();
    }
    return {};
  }

  static Position of_office(const Mention& office) {
    Position out;
    const auto title = office.part("title", "office_title");
    out.title = office.part_value("title");
    if (title && !title->attr("agency_is").empty()) out.agency = title->attr("agency_is");
    if (office.has("acting")) out.title = office.part_value("acting") + " " + out.title;
    if (office.has("post")) out.title += " " + std::string(office.part_text("post"));
    out.former = office.has("former");
    return out;
  }

  // A title may say what kind of unit of the agency it leads: the office of a committee.
  static std::string prefixed(const std::optional<Mention>& office, std::string agency) {
    const auto title = office ? office->part("title", "office_title") : std::nullopt;
    const std::string_view prefix = title ? title->attr("unit_of_agency") : std::string_view{};
    if (prefix.empty() || text::lower(agency).starts_with(text::lower(prefix))) return agency;
    return std::string(prefix) + " " + agency;
  }

  // The committee and the place or body whose committee it is.
  std::string committee(const Mention& position) const {
    const Span span = position.part_span("agency");
    std::string name;
    for (const Mention& committee : position.all("agency", "party_committee")) {
      name = committee.value();
      const Span rest{committee.span().end, span.end};
      const std::vector<Mention> places = context_.analysis.of("place", rest);
      const std::vector<Mention> bodies = context_.analysis.of("agency", rest);
      if (!places.empty()) name += " " + std::string(places.front().text());
      const std::vector<Mention> level = context_.analysis.of("agency_place_word", rest);
      if (places.empty() && !bodies.empty()) name += " " + agency_name(context_, bodies.front());
      if (places.empty() && bodies.empty() && !level.empty()) name += " " + level.front().value();
    }
    return name.empty() ? std::string(position.part_text("agency")) : in_full(std::move(name));
  }

  // «Đảng ủy Khối» is short for the one committee whose whole name the article has. A mere
  // «Đảng ủy» may be that of any unit.
  std::string in_full(std::string name) const {
    if (std::ranges::count(name, ' ') < 2) return name;
    const std::string* only = nullptr;
    for (const Agency& agency : context_.facts.agencies) {
      if (!agency.name.starts_with(name + " ")) continue;
      if (only) return name;
      only = &agency.name;
    }
    return only ? *only : name;
  }

  // `begins`: one or several beginnings of a name, between |; none: any name.
  static bool begins_so(std::string_view name, std::string_view begins) {
    if (begins.empty()) return true;
    for (std::size_t at = 0; at <= begins.size();) {
      const std::size_t end = std::min(begins.find('|', at), begins.size());
      if (text::lower(name).starts_with(text::lower(begins.substr(at, end - at)))) return true;
      at = end + 1;
    }
    return false;
  }

  // The agency last spoken of before `at` whose kind is among `kinds` and whose name begins with
  // one of `heads`; `from` bounds how far back.
  std::optional<std::string> last_spoken_of(std::string_view kinds, std::string_view heads,
                                            std::uint32_t from, std::uint32_t at) const {
    std::optional<std::string> found;
    std::uint32_t latest = 0;
    for (const Agency& agency : context_.facts.agencies) {
      if (!has_word(kinds, agency.kind) || !begins_so(agency.name, heads)) continue;
      const auto consider = [&](Span span) {
        if (span.begin >= at || span.begin < from || (found && span.begin < latest)) return;
        latest = span.begin;
        found = agency.name;
      };
      consider(agency.evidence.span);
      std::ranges::for_each(agency.evidence.also, consider);
    }
    return found;
  }

  // More than one agency of these kinds and beginnings is named between the two places.
  bool several_spoken_of(std::string_view kinds, std::string_view heads, std::uint32_t from,
                         std::uint32_t at) const {
    const auto between = [&](Span span) { return span.begin >= from && span.begin < at; };
    return std::ranges::count_if(context_.facts.agencies, [&](const Agency& agency) {
             if (!has_word(kinds, agency.kind) || !begins_so(agency.name, heads)) return false;
             return between(agency.evidence.span) ||
                    std::ranges::any_of(agency.evidence.also, between);
           }) > 1;
  }

  // «Phó Giám đốc Sở»: a name that begins with the word goes before others of the kind.
  std::optional<std::string> unit_spoken_of(const Mention& unit) const {
    auto found = last_spoken_of(unit.value(), unit.text(), 0, unit.span().begin);
    return found ? found : last_spoken_of(unit.value(), {}, 0, unit.span().begin);
  }

  // The article's one agency of these kinds and beginnings, if it has just one.
  std::optional<std::string> only_one_of(std::string_view kinds, std::string_view heads) const {
    std::optional<std::string> only;
    for (const Agency& agency : context_.facts.agencies) {
      if (!has_word(kinds, agency.kind) || !begins_so(agency.name, heads) || agency.name == only)
        continue;
      if (only) return std::nullopt;
      only = agency.name;
    }
    return only;
  }

  // A word with a capital follows that begins no name: a body that no rule knows.
  bool goes_on_with_a_name(std::uint32_t at) const {
    for (const Mention& person : context_.analysis.of("person")) {
      if (person.span().begin == at + 1) return false;
    }
    const std::string_view rest = context_.analysis.text().substr(at);
    if (!rest.starts_with(' ')) return false;
    const std::string_view word = rest.substr(1, rest.find_first_of(" ,.;:-()\n", 1) - 1);
    return text::lower(word) != word;
  }

  // A title without its agency: that of another title of the same person if it can belong to it
  // («Chủ tịch Hội đồng quản trị kiêm Tổng Giám đốc Công ty …»), else the one spoken of before. A
  // title of one kind of agency (a school's, a company's) may look further back than one of many:
  // to the beginning of the block, and beyond it where the article has one body only.
  std::optional<std::string> owner_of(const Mention& office, const std::vector<Position>& others) {
    const auto title = office.part("title", "office_title");
    if (!title || goes_on_with_a_name(office.span().end)) return std::nullopt;
    const std::string_view tags = title->attr("tag"), kinds = title->attr("heads");
    if (has_word(tags, "alone") || has_word(tags, "staff")) return std::nullopt;
    for (const Position& other : others) {
      if (other.agency && has_word(kinds, kind_of(*other.agency))) return other.agency;
    }
    // Who has an office elsewhere has this one there, or above it; what was spoken of before is not
    // meant.
    if (std::ranges::any_of(others, [&](const Position& other) {
          return other.agency && kind_of(*other.agency) != "party" &&
                 !kind_of(*other.agency).empty();
        }))
      return std::nullopt;
    std::string_view heads = title->attr("owner_begins");
    if (heads.empty()) heads = title->attr("agency_begins");
    const std::uint32_t from = context_.analysis.blocks()[office.block()].begin;
    const std::uint32_t at = office.span().begin;
    const Span sentence = context_.analysis.sentences()[office.sentence()];
    const auto near = last_spoken_of(kinds, heads, sentence.begin, at);
    if (several_spoken_of(kinds, heads, near ? sentence.begin : from, at)) return std::nullopt;
    if (near) return near;
    const auto spoken_of = last_spoken_of(kinds, heads, from, at);
    return spoken_of ? spoken_of : only_one_of(kinds, heads);
  }

  static bool of_party(const Mention& office) {
    const auto title = office.part("title", "office_title");
    return title && has_word(title->attr("tag"), "party");
  }

  // «Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Tỉnh ủy»: the committee the other post names.
  // Of those named elsewhere in the article nothing is concluded: they are too many.
  std::optional<std::string> committee_in(Span posts) const {
    for (const Mention& agency : context_.analysis.of("agency", posts)) {
      for (const Mention& committee : context_.analysis.of("party_committee", agency.span())) {
        const Span rest{committee.span().end, agency.span().end};
        if (committee.span().begin > agency.span().begin) {
          return committee.value() + std::string(rest.of(context_.analysis.text()));
        }
      }
    }
    return std::nullopt;
  }

  std::string_view kind_of(std::string_view agency_name) const {
    for (const Agency& agency : context_.facts.agencies) {
      if (agency.name == agency_name) return agency.kind;
    }
    return {};
  }

  void add(const Mention& person, const Mention& found, const std::vector<Position>& posts) {
    if (posts.empty()) return;
    const std::string name = person_name(person);
    Official* official = find(name);
    if (!official) {
      keys_.push_back(name_key(name));
      context_.facts.officials.push_back(
          {name, {}, evidence_of(found, {"people", "before", "after"})});
      official = &context_.facts.officials.back();
    } else if (!same_place(*official, found.span())) {
      official->evidence.also.push_back(found.span());
    }
    if (is_all_capitals(official->name)) official->name = name;
    if (concluded_ && official->evidence.inferred.empty()) {
      official->evidence.inferred.emplace_back("positions");
    }
    merge(*official, posts);
  }

  static bool same_place(const Official& official, Span span) {
    return official.evidence.span == span ||
           std::ranges::find(official.evidence.also, span) != official.evidence.also.end();
  }

  // A position told again, in other words or without its agency, is the one already known.
  static void merge(Official& official, const std::vector<Position>& posts) {
    for (const Position& post : posts) {
      const auto known = std::ranges::find_if(official.positions, [&](const Position& p) {
        return p.former == post.former && (p.agency == post.agency || !p.agency || !post.agency) &&
               (p.title == post.title || text::fold(p.title) == text::fold(post.title));
      });
      if (known == official.positions.end()) {
        official.positions.push_back(post);
      } else if (!known->agency) {
        known->agency = post.agency;
      }
    }
  }

  // «đồng chí Thắng, Phó Giám đốc …»: the one official whose name ends so.
  void add_short(const Mention& found, const std::vector<Position>& posts) {
    const auto person = found.part("short", "person_short");
    if (!person) return;
    const std::string wanted = name_key(person->value());
    Official* only = nullptr;
    for (Official& official : context_.facts.officials) {
      if (name_key(last_word(official.name)) != wanted) continue;
      if (only) return;
      only = &official;
    }
    if (only) merge(*only, posts);
  }

  // A further place where an official is named.
  void repeat(const Mention& person) {
    Official* official = find(person_name(person));
    if (!official) return;
    const auto inside = [&](Span span) { return span.contains(person.span()); };
    if (inside(official->evidence.span) || std::ranges::any_of(official->evidence.also, inside))
      return;
    official->evidence.also.push_back(person.span());
  }

  Official* find(std::string_view name) {
    const auto known = std::ranges::find(keys_, name_key(name));
    return known == keys_.end() ? nullptr : &context_.facts.officials[known - keys_.begin()];
  }

  Context& context_;
  std::vector<std::string> keys_;  // of the officials' names
  bool concluded_ = false;         // an agency of the posts just read is not in their words
};

}  // namespace

std::string person_name(const grammar::Mention& person) { return written_name(person.value()); }

void find_officials(Context& context) { Finder(context).run(); }

}  // namespace bangvang::facts
