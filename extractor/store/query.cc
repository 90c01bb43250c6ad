#include <algorithm>
#include <array>
#include <charconv>

#include "extractor/store/query_words.h"
#include "extractor/store/search.h"
#include "extractor/text/normal_text.h"
#include "extractor/text/search_words.h"

namespace bangvang::store {
namespace {

constexpr std::array kKeys{"province",  "year",       "announced", "form",    "status",
                           "recipient", "granted-by", "bloc",      "official"};

std::optional<int> year_of(std::string_view text) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size() || text.size() != 4) return {};
  return year;
}

std::unexpected<Error> refuse(std::string_view key, const std::string& why) {
  return fail(Error::Kind::kBadInput, std::string(key) + ": " + why);
}

Result<Years> years_of(std::string_view key, std::string_view text) {
  const auto dots = text.find("..");
  const auto first = year_of(text.substr(0, dots));
  const auto last = dots == text.npos ? first : year_of(text.substr(dots + 2));
  if (first && last && *first <= *last) return Years{*first, *last};
  return refuse(key, "a year or years as in 2020..2024, not '" + std::string(text) + "'");
}

// Names without marks, "bang khen", are what ids are made of.
std::string id_of(const std::string& text) {
  std::string id;
  for (const QueryWord& word : phrase_of(text)) id += (id.empty() ? "" : "_") + word.folded;
  return id;
}

class Parser {
 public:
  Parser(std::string_view typed, const history::Lineage& lineage, const Spellings& spellings)
      : typed_(typed), lineage_(lineage), spellings_(spellings) {}

  Result<Query> run() && {
    for (skip(); at_ < typed_.size(); skip()) {
      if (typed_[at_] == '"') {
        flush();
        if (Phrase phrase = phrase_of(value()); !phrase.empty()) {
          query_.terms.push_back({std::move(phrase)});
        }
      } else if (const auto key = take_key(); !key.empty()) {
        flush();
        if (auto set = filter(key, value()); !set) return std::unexpected(set.error());
      } else {
        word();
      }
    }
    flush();
    return std::move(query_);
  }

 private:
  void skip() {
    while (at_ < typed_.size() && (typed_[at_] == ' ' || typed_[at_] == '\t')) ++at_;
  }

  std::string_view take_key() {
    for (const std::string_view key : kKeys) {
      const auto rest = typed_.substr(at_);
      if (rest.starts_with(key) && rest.substr(key.size()).starts_with(':')) {
        at_ += key.size() + 1;
        return key;
      }
    }
    return {};
  }

  // What stands in quotes, else all up to a blank.
  std::string value() {
    const bool quoted = at_ < typed_.size() && typed_[at_] == '"';
    if (quoted) ++at_;
    const auto end = std::min(typed_.find(quoted ? '"' : ' ', at_), typed_.size());
    const auto text = typed_.substr(at_, end - at_);
    at_ = std::min(end + 1, typed_.size());
    return std::string(text);
  }

  void word() {
    const auto end = std::min(typed_.find_first_of(" \"", at_), typed_.size());
    Phrase phrase = phrase_of(std::string(typed_.substr(at_, end - at_)));
    at_ = end;
    if (!phrase.empty()) loose_.push_back(std::move(phrase));
  }

  // Words side by side that have other spellings become one term, each other one its own.
  void flush() {
    for (std::size_t i = 0; i < loose_.size();) {
      std::size_t taken = 1;
      Term term = spellings_.of(loose_, i, taken);
      if (term.empty()) term = {loose_[i]};
      query_.terms.push_back(std::move(term));
      i += taken;
    }
    loose_.clear();
  }

  Result<void> filter(std::string_view key, const std::string& text) {
    if (text.empty()) return refuse(key, "nothing stands behind it");
    if (key == "year" || key == "announced") {
      const auto years = years_of(key, text);
      if (!years) return std::unexpected(years.error());
      (key == "year" ? query_.year : query_.announced) = *years;
      return {};
    }
    if (key == "province") return province(text);
    if (key == "form") query_.form = id_of(text);
    if (key == "status") query_.status = id_of(text);
    if (key == "recipient") query_.recipient = phrase_of(text);
    if (key == "granted-by") query_.granted_by = phrase_of(text);
    if (key == "bloc") query_.bloc = phrase_of(text);
    if (key == "official") query_.official = phrase_of(text);
    return {};
  }

  Result<void> province(const std::string& text) {
    const std::string wanted = id_of(text);
    for (const std::string& slug : lineage_.provinces()) {
      const std::string name(lineage_.province_name(slug));
      if (id_of(slug) != wanted && id_of(name) != wanted) continue;
      for (std::string& unit : lineage_.province_and_predecessors(slug)) {
        query_.provinces.push_back(std::move(unit));
      }
      return {};
    }
    return refuse("province", "there is none called '" + text + "'");
  }

  std::string_view typed_;
  const history::Lineage& lineage_;
  const Spellings& spellings_;
  std::size_t at_ = 0;
  std::vector<Phrase> loose_;
  Query query_;
};

}  // namespace

Phrase phrase_of(const std::string& typed) {
  Phrase phrase;
  const auto normal = text::normalise(typed);
  if (!normal) return phrase;
  for (const text::SearchWord& word : text::search_words(normal->utf8())) {
    phrase.push_back({word.marked, word.folded});
  }
  return phrase;
}

std::string words_between_blanks(const Phrase& phrase, bool marked) {
  std::string out = " ";
  for (const QueryWord& word : phrase) out += (marked ? word.marked : word.folded) + ' ';
  return out;
}

Result<Query> parse_query(std::string_view typed, const history::Lineage& lineage,
                          const Spellings& spellings) {
  return Parser(typed, lineage, spellings).run();
}

}  // namespace bangvang::store
