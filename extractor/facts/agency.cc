#include <algorithm>
#include <map>
#include <set>

#include "extractor/facts/context.h"
#include "extractor/text/normal_text.h"

namespace bangvang::facts {
namespace {

using grammar::Mention;

bool is_space(char c) { return c == ' ' || c == '\n'; }

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_space(text[at])) ++at;
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// The first letter as it stands, the others in lower case.
std::string capitalised(const std::string& word) {
  std::size_t first = 1;
  while (first < word.size() && (static_cast<unsigned char>(word[first]) & 0xC0) == 0x80) ++first;
  return word.substr(0, first) + text::lower(std::string_view(word).substr(first));
}

bool has_lower(const std::string& word) {
  for (std::size_t at = 0; at < word.size();) {
    std::size_t end = at + 1;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) ++end;
    const std::string letter = word.substr(at, end - at);
    const std::string plain = text::fold(letter);
    const bool is_letter = !plain.empty() && plain[0] >= 'a' && plain[0] <= 'z';
    if (is_letter && text::lower(letter) == letter) return true;
    at = end;
  }
  return false;
}

std::size_t letters(const std::string& word) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return static_cast<std::size_t>(std::ranges::count_if(word, begins));
}

// A headline's capitals are no part of a name: "Trường … LÊ DUẨN" is Lê Duẩn. Short words without
// lower case in a mixed name are abbreviations and stay.
std::string without_headline_capitals(const std::string& name, std::string_view written) {
  const std::vector<std::string> source = words_of(written);
  const auto upper = std::ranges::count_if(
      source, [](const std::string& word) { return letters(word) > 1 && !has_lower(word); });
  if (upper < 3 || 2 * static_cast<std::size_t>(upper) < source.size()) return name;
  std::vector<std::string> words = words_of(name);
  for (std::string& word : words) {
    if (letters(word) > 1 && !has_lower(word)) word = capitalised(word);
  }
  return joined(words);
}

// Reads out abbreviations inside the text's own part of a name ("Trung tâm CNTT").
std::string spelled_out(std::string name, const Mention& mention) {
  for (const Mention& word : mention.inside("agency_word")) {
    const std::string value = word.value();
    const std::string_view written = word.text();
    if (letters(std::string(written)) >= letters(value)) continue;
    const std::string padded = " " + name + " ";
    const std::size_t at = padded.find(" " + std::string(written) + " ");
    if (at != std::string::npos) name.replace(at, written.size(), value);
  }
  return name;
}

// Closes up the spaces and line breaks a text lays out a name with.
std::string tidy(const std::string& name) { return joined(words_of(name)); }

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
  // "6 Thuế tỉnh: A, B": the head has the word already.
  const std::string core = mention.part_value("core");
  if (core.ends_with(" " + word)) word.clear();
  return joined(words_of(core + " " + word + " " + mention.part_value("name")));
}

// What an agency's name is compared by: without case, without the words that only say that it is
// the one of this province.
std::string key_of(const Context& context, const std::string& name) {
  std::string key = text::lower(name);
  const auto drop = [&](const std::string& tail) {
    if (tail.size() + 1 < key.size() && key.ends_with(" " + tail))
      key.resize(key.size() - tail.size() - 1);
  };
  if (context.province_name) {
    const std::string home = text::lower(*context.province_name);
    drop(home);
  }
  const char* home_word = context.province_is_city ? "place_city_word" : "place_province_word";
  for (const Mention& word : context.analysis.of(home_word)) {
    drop(word.value());
    break;
  }
  return key;
}

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

std::string agency_name(const Context&, const grammar::Mention& agency) {
  if (agency.has("core") && agency.attr("word") != "") return of_listed_place(agency);
  return without_headline_capitals(spelled_out(tidy(agency.value()), agency), agency.text());
}

void find_agencies(Context& context) {
  std::map<std::string, std::size_t> seen;
  std::set<std::string> short_forms;
  for (const Mention& mention : context.analysis.of("agency")) {
    if (!mention.attr("uncounted").empty()) continue;
    const std::string name = agency_name(context, mention);
    if (may_be_short(context, mention)) short_forms.insert(name);
    const auto [it, fresh] = seen.emplace(key_of(context, name), context.facts.agencies.size());
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
