// Emulation blocs: every spelling of a bloc's name in the article is one fact's name or alias.
#include <algorithm>
#include <cctype>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "extractor/facts/bloc_parts.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts {
namespace {

using grammar::Mention;

// More distinct names than this are a directory, no news; the rest are left alone.
constexpr std::size_t kMostNames = 200;

// One spelling of a bloc's name with what it says, and every place where it stands.
struct Naming {
  std::string name;
  std::string written;            // as the text has it, where the name reads out an abbreviation
  std::string unit;               // khoi, cum, to
  std::string number;             // without leading zeros; Roman as written
  std::string body;               // the agency whose bloc it is
  std::string acronym;            // letters of the initials it is written with
  std::set<std::string> classes;  // syllables that say who is in it
  std::set<std::string> fields;   // syllables that say what they work on
  std::string initials;           // first letters of all fields
  bool emulation = false;         // the noun itself says emulation
  bool capitals = false;          // written in a headline of capitals
  bool abbreviated = false;
  std::size_t fullness = 0;
  std::string rule;
  std::vector<Span> places;
};

bool is_capital(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

std::string plain_number(std::string_view digits) {
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  return std::string(digits);
}

// First letter of a syllable in ASCII lower case; đ keeps its two bytes apart from d by its second.
char initial_of(std::string_view syllable) {
  const auto first = static_cast<unsigned char>(syllable.front());
  if (first < 0x80) return static_cast<char>(std::tolower(first));
  return syllable.starts_with("đ") || syllable.starts_with("Đ") ? '\x01' : '\x02';
}

void add_syllables(const std::string& value, std::set<std::string>& into, std::string* initials) {
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find_first_of(" ,-", at), value.size());
    if (end > at) {
      into.insert(value.substr(at, end - at));
      if (initials) *initials += initial_of(value.substr(at, end - at));
    }
    at = end + 1;
  }
}

std::string acronym_letters(std::string_view text) {
  std::string letters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = static_cast<unsigned char>(text[at]) < 0x80 ? 1 : 2;
    if (text[at] != ' ' && text[at] != '-') letters += initial_of(text.substr(at, size));
    at += size;
  }
  return letters;
}

// Two spellings of one syllable, the first with a slip: "nghành" beside "ngành".
bool is_slip(std::string_view written, std::string_view right) {
  const auto [less, more] = std::minmax({written.size(), right.size()});
  return less > 0 && more - less <= 1 && written.front() == right.front() &&
         written.back() == right.back();
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" ,-&/", at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// The name with the slips that the grammar read over put right, by the tables' spelling.
std::string mended(const Mention& mention, const std::vector<Mention>& fields) {
  std::string name(mention.text());
  for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
    const std::string value = field->value();
    const auto written = words_of(field->text()), right = words_of(value);
    if (written.size() != right.size()) continue;
    for (std::size_t i = written.size(); i-- > 0;) {
      const std::string lower = text::lower(written[i]);
      if (lower == right[i] || lower != written[i] || !is_slip(lower, right[i])) continue;
      const auto at = static_cast<std::size_t>(written[i].data() - mention.text().data());
      name.replace(at, written[i].size(), right[i]);
    }
  }
  return name;
}

Naming naming_of(const Context& context, const Mention& mention) {
  Naming naming;
  naming.rule = mention.rule();
  const std::string_view head_text = mention.part_text("head");
  naming.capitals = is_capital(head_text.back());
  const auto head = mention.part("head", "bloc_head");
  naming.emulation = head.has_value();
  naming.unit = bloc_unit(mention);
  naming.number = plain_number(mention.part_text(mention.has("number") ? "number" : "last"));
  if (const auto body = mention.part("body", "agency")) naming.body = agency_name(context, *body);
  if (const auto body = mention.part("body_after", "agency"))
    naming.body = agency_name(context, *body);
  naming.abbreviated = mention.has("acronym");
  naming.acronym = acronym_letters(mention.part_text("acronym"));
  const auto fields = mention.all("fields", "bloc_field");
  naming.name = mended(mention, fields);
  if (const auto of = mention.part("of", "agency")) {
    const std::string short_name = naming.name;
    const std::size_t at = short_name.find(of->text());
    if (at != std::string::npos)
      naming.name.replace(at, of->text().size(), agency_name(context, *of));
    if (naming.name != short_name) naming.written = short_name;
  }
  for (const Mention& field : fields) {
    const bool work = has_tag(field, "field");
    add_syllables(field.value(), work ? naming.fields : naming.classes,
                  work ? &naming.initials : nullptr);
  }
  naming.fullness = fields.size() + (naming.number.empty() ? 0 : 1) + (naming.body.empty() ? 0 : 1);
  return naming;
}

bool within(const std::set<std::string>& few, const std::set<std::string>& many) {
  return std::ranges::includes(many, few);
}

bool either_within(const std::set<std::string>& a, const std::set<std::string>& b) {
  return within(a, b) || within(b, a);
}

// Two spellings that can be one bloc's: nothing in them disagrees, and something is shared.
bool agree(const Naming& a, const Naming& b) {
  if (a.unit != b.unit) return false;
  const bool numbers = !a.number.empty() && !b.number.empty();
  if (numbers && a.number != b.number) return false;
  if (!a.body.empty() && !b.body.empty() && !a.body.starts_with(b.body) &&
      !b.body.starts_with(a.body)) {
    return false;
  }
  if (!a.acronym.empty() || !b.acronym.empty()) {
    const std::string& left = a.acronym.empty() ? a.initials : a.acronym;
    const std::string& right = b.acronym.empty() ? b.initials : b.acronym;
    return !left.empty() && left == right;
  }
  if (!a.fields.empty() && !b.fields.empty()) return either_within(a.fields, b.fields);
  if (numbers) return true;
  if (!a.fields.empty() || !b.fields.empty()) return false;
  return !a.classes.empty() && !b.classes.empty() && either_within(a.classes, b.classes);
}

class Namings {
 public:
  explicit Namings(const Context& context) : context_(context) {
    for (const Mention& mention : context.analysis.of("bloc")) add(mention);
    owner_.resize(namings_.size());
    std::iota(owner_.begin(), owner_.end(), 0);
    join_brackets();
    for (std::size_t i = 0; i < namings_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (agree(namings_[j], namings_[i])) join(j, i);
      }
    }
  }

  // Groups of spellings in the order of their first place.
  std::vector<std::vector<const Naming*>> groups() const {
    std::vector<std::vector<const Naming*>> groups;
    std::map<std::size_t, std::size_t> group_of;
    for (std::size_t i = 0; i < namings_.size(); ++i) {
      const auto [it, fresh] = group_of.emplace(root(i), groups.size());
      if (fresh) groups.emplace_back();
      groups[it->second].push_back(&namings_[i]);
    }
    return groups;
  }

  // Initials and numbers that stand in brackets beside a name.
  const std::multimap<const Naming*, std::string>& bracketed() const { return bracketed_; }

 private:
  void add(const Mention& mention) {
    Naming naming = naming_of(context_, mention);
    // In capitals every word looks like initials.
    if (naming.capitals && naming.abbreviated) return;
    const auto known = std::ranges::find(namings_, naming.name, &Naming::name);
    if (known != namings_.end()) {
      known->places.push_back(mention.span());
    } else if (namings_.size() < kMostNames) {
      naming.places.push_back(mention.span());
      namings_.push_back(std::move(naming));
    }
  }

  std::size_t at(Span span) const {
    const auto found = std::ranges::find_if(namings_, [&](const Naming& n) {
      return std::ranges::find(n.places, span) != n.places.end();
    });
    return static_cast<std::size_t>(found - namings_.begin());
  }

  void join_brackets() {
    for (const Mention& mention : context_.analysis.of("bloc_alias")) {
      const std::size_t bloc = at(mention.part_span("bloc"));
      if (bloc == namings_.size()) continue;
      if (mention.has("number_alias")) {
        if (namings_[bloc].number.empty())
          namings_[bloc].number = plain_number(mention.part_text("number"));
        define(bloc, mention, "number_alias");
        continue;
      }
      const std::size_t alias = at(mention.part_span("alias"));
      if (alias < namings_.size()) {
        join(bloc, alias);
      } else {
        namings_[bloc].initials = acronym_letters(mention.part_text("alias"));
        define(bloc, mention, "alias");
      }
    }
  }

  void define(std::size_t bloc, const Mention& mention, std::string_view part) {
    bracketed_.emplace(&namings_[bloc], std::string(mention.part_text(part)));
  }

  std::size_t root(std::size_t i) const {
    while (owner_[i] != i) i = owner_[i];
    return i;
  }

  // Two numbers are two blocs, whatever stands between them.
  void join(std::size_t a, std::size_t b) {
    const std::size_t left = root(a), right = root(b);
    if (left == right) return;
    std::set<std::string> numbers;
    for (std::size_t i = 0; i < namings_.size(); ++i) {
      const bool member = root(i) == left || root(i) == right;
      if (member && !namings_[i].number.empty()) numbers.insert(namings_[i].number);
    }
    if (numbers.size() < 2) owner_[std::max(left, right)] = std::min(left, right);
  }

  const Context& context_;
  std::vector<Naming> namings_;
  std::vector<std::size_t> owner_;
  std::multimap<const Naming*, std::string> bracketed_;
};

// The official name: with the word of emulation, spelt out, fullest; of equals the first.
const Naming& official(const std::vector<const Naming*>& group) {
  return **std::ranges::max_element(group, {}, [](const Naming* n) {
    return std::tuple(!n->capitals, n->emulation, !n->abbreviated, n->fullness);
  });
}

// A name without the word of emulation counts where the article is about it: in title or lead, or
// with its members, and the article speaks of pledges or of emulation blocs.
bool counts(const Context& context, const std::vector<const Naming*>& group) {
  if (std::ranges::any_of(group, &Naming::emulation)) return true;
  const auto words = context.analysis.of("bloc_context");
  const bool about =
      std::ranges::any_of(words, [](const Mention& m) { return m.value() == "pledge"; }) ||
      !context.analysis.of("bloc_head").empty();
  if (!about) return false;
  const auto members = context.analysis.of("bloc_members");
  return std::ranges::any_of(group, [&](const Naming* naming) {
    return std::ranges::any_of(naming->places, [&](Span place) {
      const BlockRole role = context.role_of_block(place);
      return role == BlockRole::kTitle || role == BlockRole::kLead ||
             std::ranges::any_of(members,
                                 [&](const Mention& m) { return m.part_span("bloc") == place; });
    });
  });
}

// "Khối Thi đua số 2" beside "Khối thi đua số 2" says nothing more.
void drop_case_twins(Bloc& bloc) {
  std::set<std::string> seen = {text::lower(bloc.name)};
  std::erase_if(bloc.aliases,
                [&](const std::string& alias) { return !seen.insert(text::lower(alias)).second; });
}

Bloc fact_of(const Namings& namings, const std::vector<const Naming*>& group) {
  const Naming& best = official(group);
  Bloc bloc{.name = best.name, .evidence = {best.places.front(), best.rule, {}, {}, {}}};
  std::vector<Span> places;
  for (const Naming* naming : group) {
    places.insert(places.end(), naming->places.begin(), naming->places.end());
    if (naming != &best) bloc.aliases.push_back(naming->name);
    if (!naming->written.empty()) bloc.aliases.push_back(naming->written);
    const auto [from, to] = namings.bracketed().equal_range(naming);
    for (auto it = from; it != to; ++it) {
      if (std::ranges::find(bloc.aliases, it->second) == bloc.aliases.end()) {
        bloc.aliases.push_back(it->second);
      }
    }
  }
  drop_case_twins(bloc);
  std::ranges::sort(places, {}, &Span::begin);
  std::erase(places, bloc.evidence.span);
  bloc.evidence.also = std::move(places);
  return bloc;
}

}  // namespace

void find_blocs(Context& context) {
  const Namings namings(context);
  for (const auto& group : namings.groups()) {
    if (counts(context, group)) context.facts.blocs.push_back(fact_of(namings, group));
  }
  find_members(context);
}

}  // namespace bangvang::facts
