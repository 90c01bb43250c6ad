#include "extractor/page/byline.h"

#include <algorithm>
#include <array>

#include "extractor/page/character.h"
#include "extractor/page/furniture.h"

namespace bangvang::page {
namespace {

constexpr int kNameWords = 5;
constexpr int kOrganisationWords = 16;
constexpr int kCreditWords = 14;
constexpr std::size_t kBareBytes = 160;

std::string_view without(std::string_view text, std::string_view marks) {
  const auto begin = text.find_first_not_of(marks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(marks) + 1 - begin);
}

// "H.Nhung", "V.G", "PV", "THÁI": written short, or shouted.
bool is_short_name(std::string_view word) {
  const auto stop = word.find('.');
  return (stop != std::string_view::npos && stop + 1 < word.size()) || is_all_caps(word);
}

// A word of a name: a capital first, letters, no digits; initials, and joined names too.
bool is_name_word(std::string_view word) {
  if (!is_upper(character_at(word, 0).value)) return false;
  for (std::size_t at = 0; at < word.size();) {
    const Character c = character_at(word, at);
    at += c.size;
    const bool mark = c.value == '.' || c.value == '-' || c.value == U'’' || c.value == '\'' ||
                      (c.value >= 0x300 && c.value < 0x370);
    if (!is_letter(c.value) && !mark) return false;
  }
  return true;
}

// One person: two to five capitalised words, or one that is written short.
bool is_name(std::string_view text) {
  int words = 0;
  bool all_short = true;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (!is_name_word(word) || ++words > kNameWords) return false;
    all_short = all_short && is_short_name(word);
  }
  return words >= 2 || (words == 1 && all_short && text.size() <= 24);
}

// Cuts at the first of the separators between persons; gives what stands before it.
std::string_view first_person(std::string_view text, std::size_t& rest) {
  static constexpr std::array<std::string_view, 8> kSeparators = {" - ",  " – ", ", ", " & ",
                                                                  " và ", "/",   "; ", "-"};
  std::size_t cut = text.size();
  rest = text.size();
  for (const std::string_view separator : kSeparators) {
    const auto at = text.find(separator);
    if (at < cut) {
      cut = at;
      rest = at + separator.size();
    }
  }
  return without(text.substr(0, cut), " ");
}

bool are_names(std::string_view text) {
  while (!text.empty()) {
    std::size_t rest = 0;
    if (!is_name(first_person(text, rest))) return false;
    text.remove_prefix(rest);
  }
  return true;
}

// "Thu Hà (tổng hợp)" without the remark.
std::string_view without_remark(std::string_view text) {
  if (!text.ends_with(')')) return text;
  const auto open = text.rfind('(');
  return open == std::string_view::npos || open == 0 ? text : without(text.substr(0, open), " ");
}

// From "Lê Thu - Chuyên viên Văn phòng" the person; several persons stay together.
std::string author_of_credit(std::string_view text) {
  text = without_remark(without(text, " .,;-–"));
  if (are_names(text)) return std::string(text);
  std::size_t rest = 0;
  const std::string_view person = first_person(text, rest);
  return std::string(is_name(person) ? person : text);
}

Signature signature_of(Credit credit) {
  switch (credit) {
    case Credit::kPhoto:
      return Signature::kPhoto;
    case Credit::kQuoted:
      return Signature::kQuoted;
    case Credit::kSource:
      return Signature::kSource;
    default:
      return Signature::kCredit;
  }
}

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos ||
         text.find("www.") != std::string_view::npos || text.find('@') != std::string_view::npos;
}

bool is_organisation(std::string_view text) {
  return is_upper(character_at(text, 0).value) && names_organisation(plain_form(text)) &&
         count_words(text, kOrganisationWords + 1) <= kOrganisationWords;
}

}  // namespace

std::optional<Byline> labelled_byline(std::string_view line) {
  const std::string text = collapse(line);
  const auto colon = text.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const Credit credit = credit_of_label(plain_form(text.substr(0, colon)));
  if (credit == Credit::kNone) return std::nullopt;
  const std::string_view named = without(std::string_view(text).substr(colon + 1), " .,;()");
  if (named.empty() || is_address(named)) return std::nullopt;
  std::string author = author_of_credit(std::string_view(text).substr(colon + 1));
  if (count_words(author, kCreditWords + 1) > kCreditWords) return std::nullopt;
  return Byline{std::move(author), signature_of(credit)};
}

std::optional<Byline> bare_byline(std::string_view line) {
  if (line.size() > kBareBytes) return std::nullopt;
  const std::string collapsed = collapse(line);
  const std::string_view text = without(without_remark(collapsed), " ()*");
  if (text.empty() || text.ends_with('.')) {
    if (!is_desk(plain_form(text))) return std::nullopt;
  }
  const std::string plain = plain_form(text);
  if (is_desk(plain)) return Byline{std::string(without(text, ".")), Signature::kName};
  if (plain.starts_with("theo ")) {
    const std::string_view quoted = without(text.substr(text.find(' ')), " ");
    if (!are_names(quoted) && !is_organisation(quoted)) return std::nullopt;
    return Byline{std::string(quoted), Signature::kQuoted};
  }
  if (is_organisation(text)) return Byline{std::string(text), Signature::kOrganisation};
  if (are_names(text)) return Byline{std::string(text), Signature::kName};
  return std::nullopt;
}

}  // namespace bangvang::page
