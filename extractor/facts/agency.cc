#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "extractor/base/code_points.h"
#include "extractor/facts/context.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts {
namespace {

using grammar::Mention;

bool is_space(char c) { return c == ' ' || c == '\n'; }

// Calls `use` with each word of `text`.
template <class Use>
void for_each_word(std::string_view text, Use use) {
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_space(text[at])) ++at;
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    if (end > at) use(text.substr(at, end - at));
    at = end;
  }
}

// The words of `text` with one space between them, each as `write` has it.
template <class Write>
std::string rewritten(std::string_view text, Write write) {
  std::string out;
  out.reserve(text.size());
  for_each_word(text, [&](std::string_view word) {
    if (!out.empty()) out += ' ';
    out += write(word);
  });
  return out;
}

// The first letter as it stands, the others in lower case.
std::string capitalised(std::string_view word) {
  std::size_t first = 1;
  while (first < word.size() && (static_cast<unsigned char>(word[first]) & 0xC0) == 0x80) ++first;
  return std::string(word.substr(0, first)) + text::lower(word.substr(first));
}

bool has_lower(std::string_view word) {
  // Hardly any word is without a plain small letter.
  if (std::ranges::any_of(word, [](char c) { return c >= 'a' && c <= 'z'; })) return true;
  for (std::size_t at = 0; at < word.size();) {
    std::size_t end = at + 1;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) ++end;
    const std::string_view letter = word.substr(at, end - at);
    const std::string plain = text::fold(letter);
    const bool is_letter = !plain.empty() && plain[0] >= 'a' && plain[0] <= 'z';
    if (is_letter && text::lower(letter) == letter) return true;
    at = end;
  }
  return false;
}

std::size_t letters(std::string_view word) { return count_code_points(word); }

bool is_shouted(std::string_view word) { return !has_lower(word) && letters(word) > 1; }

// A headline's capitals are no part of a name: "Trường … LÊ DUẨN" is Lê Duẩn. Short words without
// lower case in a mixed name are abbreviations and stay.
std::string without_headline_capitals(std::string name, std::string_view written) {
  std::size_t words = 0, upper = 0;
  for_each_word(written, [&](std::string_view word) {
    ++words;
    upper += is_shouted(word);
  });
  if (upper < 3 || 2 * upper < words) return name;
  return rewritten(name, [](std::string_view word) {
    return is_shouted(word) ? capitalised(word) : std::string(word);
  });
}

// Reads out abbreviations inside the text's own part of a name ("Trung tâm CNTT").
std::string spelled_out(std::string name, const Mention& mention) {
  for (const Mention& word : mention.inside("agency_word")) {
    const std::string value = word.value();
    const std::string_view written = word.text();
    if (letters(written) >= letters(value)) continue;
    const std::string padded = " " + name + " ";
    const std::size_t at = padded.find(" " + std::string(written) + " ");
    if (at != std::string::npos) name.replace(at, written.size(), value);
  }
  return name;
}

// Closes up the spaces and line breaks a text lays out a name with.
std::string tidy(std::string name) {
  const bool tidied = name.find('\n') == std::string::npos &&
                      name.find("  ") == std::string::npos && !name.starts_with(' ') &&
                      !name.ends_with(' ');
  return tidied ? std::move(name) : rewritten(name, std::identity());
}

// A member of "… các tỉnh A, B": the word before its name is its own for a province; districts
// share the word at the head of the list.
std::string of_listed_place(const Mention& mention) {
  std::string word;
  if (mention.attr("word") == "own") {
    const auto province = mention.part("name", "province");
    if (province) word = province->attr("type");
  } else if (const auto first = mention.part("first", "place")) {
    word = first->part_value("type");
  } else {
    word = mention.part_value(mention.has("word") ? "word" : "level");
  }
  // "6 Thuế tỉnh: A, B": the head has the word already; a city's name may have its own.
  const std::string core = mention.part_value("core"), name = mention.part_value("name");
  if (core.ends_with(" " + word) || text::lower(name).starts_with(text::lower(word) + " "))
    word.clear();
  return tidy(core + " " + word + " " + name);
}

// What an agency's name is compared by: without case, without the words that only say that it is
// the one of this province.
class Keys {
 public:
  explicit Keys(const Context& context) {
    if (context.province_name) tails_.push_back(" " + text::lower(*context.province_name));
    const char* home_word = context.province_is_city ? "place_city_word" : "place_province_word";
    const grammar::Mentions words = context.analysis.of(home_word);
    if (!words.empty()) tails_.push_back(" " + words.front().value());
  }

  std::string of(const std::string& name) const {
    std::string key = text::lower(name);
    for (const std::string& tail : tails_) {
      if (tail.size() < key.size() && key.ends_with(tail)) key.resize(key.size() - tail.size());
    }
    return key;
  }

 private:
  std::vector<std::string> tails_;
};

std::string first_word(std::string_view text) {
  return std::string(text.substr(0, text.find(' ')));
}

std::string kind_of(const Mention& mention) {
  if (const auto core = mention.part("core", "agency_core")) {
    if (!core->attr("kind").empty()) return std::string(core->attr("kind"));
    if (mention.span().begin != core->span().begin) return kind_of(*core);
  }
  for (const char* kind : {"agency_core", "agency_head"}) {
    for (const Mention& inner : mention.inside(kind)) {
      if (inner.span().begin != mention.span().begin || inner.attr("kind").empty()) continue;
      return std::string(inner.attr("kind"));
    }
  }
  for (const Mention& core : mention.inside("agency_core")) return first_word(core.attr("tag"));
  return first_word(mention.attr("tag"));
}

std::optional<std::string> place_of(const Context& context, const Mention& mention) {
  for (const char* part : {"tail", "name"}) {
    for (const Mention& province : mention.all(part, "province"))
      return std::string(province.attr("slug"));
  }
  for (const Mention& name : mention.inside("agency_core")) {
    if (name.attr("level") == "central") return std::nullopt;
  }
  const std::string kind = kind_of(mention);
  if (kind == "bo") return std::nullopt;
  return context.province;
}

// The name of a kind of body that stands in many places, without its place or with a mere "huyện".
bool may_be_short(const Context& context, const Mention& mention) {
  const auto core = mention.part("core", "agency_core");
  if (!core || mention.has("parent")) return false;
  if (const auto tail = mention.part("tail", "agency_place_word")) {
    const Span span = mention.part_span("tail");
    const bool province = !context.analysis.of("place_province_word", span).empty();
    const bool city = !context.analysis.of("place_city_word", span).empty();
    return !province && !(city && context.province_is_city);
  }
  if (mention.has("tail")) return false;
  return core->attr("level") == "any" || core->attr("level") == "district";
}

// "UBND" alone beside "UBND huyện A" is one of those that the text names in full.
void drop_short_forms(std::vector<Agency>& agencies, const std::set<std::string>& short_forms) {
  const auto full_form_stands = [&](const std::string& name) {
    return std::ranges::any_of(agencies, [&](const Agency& other) {
      return other.name.size() > name.size() && other.name.starts_with(name + " ");
    });
  };
  std::set<std::string> dropped;
  for (const std::string& name : short_forms) {
    if (full_form_stands(name)) dropped.insert(name);
  }
  std::erase_if(agencies, [&](const Agency& agency) { return dropped.contains(agency.name); });
}

}  // namespace

namespace {

std::string read_name(const Mention& agency) {
  if (agency.has("core") && agency.attr("word") != "") return of_listed_place(agency);
  return without_headline_capitals(spelled_out(tidy(agency.value()), agency), agency.text());
}

}  // namespace

std::string agency_name(const Context& context, const grammar::Mention& agency) {
  const auto& names = context.agency_names;
  const auto known = std::ranges::lower_bound(names, agency.span().begin, {},
                                              [](const auto& name) { return name.first.begin; });
  const bool same =
      known != names.end() && known->first == agency.span() && agency.kind() == "agency";
  return same ? known->second : read_name(agency);
}

void find_agencies(Context& context) {
  std::map<std::string, std::size_t> seen;
  std::set<std::string> short_forms;
  const Keys keys(context);
  for (const Mention& mention : context.analysis.of("agency")) {
    if (!mention.attr("uncounted").empty()) continue;
    const std::string& name =
        context.agency_names.emplace_back(mention.span(), read_name(mention)).second;
    if (may_be_short(context, mention)) short_forms.insert(name);
    const auto [it, fresh] = seen.emplace(keys.of(name), context.facts.agencies.size());
    if (fresh) {
      context.facts.agencies.push_back(
          {name, place_of(context, mention), kind_of(mention), evidence_of(mention)});
      continue;
    }
    Agency& known = context.facts.agencies[it->second];
    known.evidence.also.push_back(mention.span());
    if (name.size() > known.name.size()) known.name = name;
  }
  drop_short_forms(context.facts.agencies, short_forms);
}

}  // namespace bangvang::facts
