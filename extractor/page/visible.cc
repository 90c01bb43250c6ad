// What a page shows, without a tree. Where libxml2 and this reading of the markup could part, it
// gives up: a page is then read in full.
#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/scan.h"
#include "extractor/base/utf8.h"
#include "extractor/page/area.h"
#include "extractor/page/html.h"
#include "extractor/page/markup.h"

namespace bangvang::page {
namespace {

constexpr std::size_t kLongestEntity = 10;  // bytes of a name
constexpr std::size_t kLongestName = 16;    // of an element

bool is_letter_ascii(char c) { return static_cast<unsigned char>((c | 0x20) - 'a') < 26; }
bool is_digit_ascii(char c) { return static_cast<unsigned char>(c - '0') < 10; }
bool is_of_name(char c) {
  return is_letter_ascii(c) || is_digit_ascii(c) || c == ':' || c == '-' || c == '_' || c == '.';
}
bool is_blank_ascii(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && !is_blank_ascii(c); }
bool is_word(char c) { return is_letter_ascii(c) || (c & 0x80) != 0; }
char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// libxml2 leaves these out, so that the letters around them meet.
Answers is_dropped(Bytes a) { return (a < 0x20) & (a != '\t') & (a != '\n') & (a != '\r'); }

bool has_dropped(std::string_view text) {
  Bytes bytes = {};
  Answers found = {};
  std::size_t at = 0;
  for (; at + sizeof bytes <= text.size(); at += sizeof bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    found |= is_dropped(bytes);
  }
  bytes = Bytes{} + ' ';
  std::memcpy(&bytes, text.data() + at, text.size() - at);
  return gathered(found | is_dropped(bytes)) != 0;
}

// What must be looked at between the name of a tag and its end.
enum class InTag : std::uint8_t { kOther, kEnd, kQuote, kDoubt };

constexpr auto kInTag = [] {
  std::array<InTag, 256> table{};
  // libxml2 ends an attribute at a control character, and may show what follows it.
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = InTag::kDoubt;
  for (std::size_t c = '\t'; c <= '\r'; ++c) table[c] = InTag::kOther;
  table['<'] = InTag::kDoubt;  // libxml2 may end the tag here
  table['>'] = InTag::kEnd;
  table['"'] = table['\''] = InTag::kQuote;
  return table;
}();

InTag in_tag(char c) { return kInTag[static_cast<std::uint8_t>(c)]; }

// Pairs of letters that "hidden" and "display" have, and few other words.
Answers may_hide(Bytes a, Bytes b) {
  return (((a | 0x20) == 'd') & ((b | 0x20) == 'd')) | (((a | 0x20) == 's') & ((b | 0x20) == 'p'));
}

// The attributes that say what an element is for.
struct Names {
  std::string_view property, classes, id;
  bool operator==(const Names&) const = default;
  bool empty() const { return property.empty() && classes.empty() && id.empty(); }
};

// Reads attributes as they are written; of several with one name the first counts.
class NamesReader {
 public:
  explicit NamesReader(std::string_view attributes) : attributes_(attributes) {}

  Names read() {
    std::optional<std::string_view> property, classes, id;
    for (auto at = attributes_.find('='); at != std::string_view::npos;
         at = attributes_.find('=', at + 1)) {
      std::size_t end = at;
      while (end > 0 && kBlanks.find(attributes_[end - 1]) != std::string_view::npos) --end;
      for (auto& [name, value] : {std::pair{std::string_view("itemprop"), &property},
                                  std::pair{std::string_view("class"), &classes},
                                  std::pair{std::string_view("id"), &id}}) {
        if (!*value && ends_with_name(end, name)) *value = value_behind(at);
      }
    }
    return {property.value_or(""), classes.value_or(""), id.value_or("")};
  }

 private:
  static constexpr std::string_view kBlanks = " \t\r\n";

  bool ends_with_name(std::size_t end, std::string_view name) const {
    if (end < name.size()) return false;
    const std::size_t begin = end - name.size();
    return (begin == 0 || is_blank_ascii(attributes_[begin - 1])) &&
           std::equal(name.begin(), name.end(), attributes_.begin() + begin,
                      [](char a, char b) { return a == lower_ascii(b); });
  }

  std::string_view value_behind(std::size_t equals) const {
    const auto begin = attributes_.find_first_not_of(kBlanks, equals + 1);
    if (begin == std::string_view::npos) return {};
    const char quote = attributes_[begin];
    if (quote != '"' && quote != '\'') {
      return attributes_.substr(begin, attributes_.find_first_of(kBlanks, begin) - begin);
    }
    return attributes_.substr(begin + 1, attributes_.find(quote, begin + 1) - begin - 1);
  }

  std::string_view attributes_;
};

// Whether an element with such names is a line of its own. A page uses few names, and many times.
class Alone {
 public:
  bool operator()(const Names& names) {
    Known& known = known_[slot_of(names)];
    if (!(known.names == names)) {
      known = {names, stands_alone(look_of(names.property, names.classes, names.id))};
    }
    return known.alone;
  }

 private:
  struct Known {
    Names names;
    bool alone = false;
  };
  static constexpr std::size_t kSlots = 64;

  static std::size_t slot_of(const Names& names) {
    const auto last = [](std::string_view text) -> std::size_t {
      return text.empty() ? 0 : static_cast<std::uint8_t>(text.back());
    };
    return (names.classes.size() * 7 + last(names.classes) + names.id.size() * 5 + last(names.id) +
            names.property.size()) %
           kSlots;
  }

  std::array<Known, kSlots> known_{};
};

class Stripper {
 public:
  explicit Stripper(std::string_view html) : html_(html) { out_.reserve(html.size() / 4); }

  std::optional<std::string> strip() {
    while (at_ < html_.size() && !doubt_) {
      const auto* open =
          static_cast<const char*>(std::memchr(html_.data() + at_, '<', html_.size() - at_));
      const std::size_t end =
          open == nullptr ? html_.size() : static_cast<std::size_t>(open - html_.data());
      if (end > at_) text(html_.substr(at_, end - at_));
      at_ = end;
      if (at_ < html_.size()) markup();
    }
    return doubt_ ? std::nullopt : std::optional(std::move(out_));
  }

 private:
  bool after_word() const { return !out_.empty() && is_word(out_.back()); }
  char next(std::size_t ahead) const {
    return at_ + ahead < html_.size() ? html_[at_ + ahead] : '\0';
  }

  void text(std::string_view piece) {
    if (open_word_ && (is_word(piece.front()) || piece.front() == '&')) doubt_ = true;
    open_word_ = false;
    if (has_dropped(piece)) doubt_ = true;
    while (!piece.empty()) {
      const auto end = std::min(piece.find('&'), piece.size());
      out_ += piece.substr(0, end);
      piece.remove_prefix(end);
      if (!piece.empty()) entity(piece);
    }
  }

  // Takes the entity at the beginning; what is none stays as it is.
  void entity(std::string_view& piece) {
    std::size_t size = 1;
    char32_t value = 0;
    if (piece.size() > 2 && piece[1] == '#') {
      size = number(piece, value);
    } else {
      while (size < piece.size() && size <= kLongestEntity &&
             (is_letter_ascii(piece[size]) || is_digit_ascii(piece[size]))) {
        ++size;
      }
      // Without its semicolon libxml2 leaves a name as it is.
      if (size < piece.size() && piece[size] == ';') value = named(piece.substr(1, size - 1));
    }
    if (value == 0) {
      out_ += '&';
      return piece.remove_prefix(1);
    }
    if (size < piece.size() && piece[size] == ';') ++size;
    if (value < 0x20 || value == '<') doubt_ = true;
    append_utf8(out_, value);
    piece.remove_prefix(size);
  }

  static char32_t named(std::string_view name) {
    if (name == "nbsp") return 0xA0;  // nearly always
    const std::string text(name);
    const htmlEntityDesc* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(text.c_str()));
    return known == nullptr ? 0 : known->value;
  }

  static std::size_t number(std::string_view piece, char32_t& value) {
    const bool hex = (piece[2] | 0x20) == 'x';
    std::size_t at = hex ? 3 : 2;
    for (; at < piece.size() && value < 0x110000; ++at) {
      const char c = lower_ascii(piece[at]);
      if (is_digit_ascii(c)) {
        value = value * (hex ? 16 : 10) + static_cast<char32_t>(c - '0');
      } else if (hex && c >= 'a' && c <= 'f') {
        value = value * 16 + static_cast<char32_t>(c - 'a' + 10);
      } else {
        break;
      }
    }
    const bool character = value < 0x110000 && (value < 0xD800 || value >= 0xE000);
    if (!character) value = 0;
    return at;
  }

  void markup() {
    if (next(1) == '!' && next(2) == '-' && next(3) == '-') return comment();
    if (next(1) == '?') return skip_behind(html_.find('>', at_), 1);
    if (next(1) == '!') return declaration();
    const bool closes = next(1) == '/';
    if (is_letter_ascii(next(closes ? 2 : 1))) return tag(closes);
    if (next(1) == '_' || next(1) == ':') {
      doubt_ = true;
      return;
    }
    if (!closes) out_ += '<';
    at_ += closes ? 2 : 1;
  }

  // "<!DOCTYPE html>", "<![endif]>". One that a tag cuts off libxml2 takes apart, and so it does
  // with what is no doctype before the first tag.
  void declaration() {
    const auto end = html_.find_first_of("<>", at_ + 1);
    const bool known = seen_body_ || is_at("<!doctype");
    if (end == std::string_view::npos || html_[end] == '<' || !known) {
      doubt_ = true;
    } else {
      at_ = end + 1;
    }
  }

  void comment() {
    const auto plain = html_.find("-->", at_ + 4);
    const auto odd = html_.substr(0, plain).find("--!>", at_ + 4);
    odd == std::string_view::npos ? skip_behind(plain, 3) : skip_behind(odd, 4);
  }

  void skip_behind(std::size_t end, std::size_t size) {
    if (end == std::string_view::npos) {
      doubt_ = true;
    } else {
      at_ = end + size;
    }
  }

  void tag(bool closes) {
    const std::size_t begin = at_ + (closes ? 2 : 1);
    char name[kLongestName];
    std::size_t size = 0, at = begin;
    for (; at < html_.size() && !is_blank_ascii(html_[at]) && html_[at] != '>' && html_[at] != '/';
         ++at) {
      if (!is_of_name(html_[at])) doubt_ = true;  // libxml2 ends the name here
      if (size < kLongestName) name[size++] = lower_ascii(html_[at]);
    }
    const std::size_t end = end_of_tag(at);
    if (end == std::string_view::npos) {
      doubt_ = true;
      return;
    }
    const std::string_view own(name, size), attributes = html_.substr(at, end - at);
    at_ = end + 1;
    if (!is_inline_name(own)) {
      block(own, closes);
    } else if (own == "script") {
      if (!closes) skip_raw("</script");
    } else if (closes) {
      open_word_ = open_word_ || (seen_alone_ && after_word());
    } else if (may_be_hidden(own, attributes)) {
      doubt_ = true;
    } else if (is_alone(own, attributes)) {
      seen_alone_ = true;
      // The reader decides by more than names whether the line ends here.
      if (after_word()) {
        open_word_ = true;
        out_ += '\n';
      }
    }
  }

  // An element that begins parts words; an end that ends nothing does not, nor do those of which a
  // page has one.
  void block(std::string_view name, bool closes) {
    seen_body_ = seen_body_ || (name != "html" && name != "head" && name != "meta");
    const bool parts = !closes && name != "html" && name != "head" && name != "body";
    open_word_ = !parts && (open_word_ || after_word());
    out_ += '\n';
    if (!closes && name == "style") skip_raw("</style");
  }

  // Inside a line, what is hidden would stand between the halves of a word.
  static bool may_be_hidden(std::string_view name, std::string_view attributes) {
    if (attributes.size() < 6 || name == "img" || name == "input" || name == "meta" ||
        name == "link" || PairFinder<may_hide>(attributes).next(0) == attributes.size()) {
      return false;
    }
    return attributes.find("idden") != std::string_view::npos ||
           attributes.find("IDDEN") != std::string_view::npos ||
           ((attributes.find("isplay") != std::string_view::npos ||
             attributes.find("ISPLAY") != std::string_view::npos) &&
            (attributes.find("one") != std::string_view::npos ||
             attributes.find("ONE") != std::string_view::npos));
  }

  // The '>' that ends a tag, or nothing in doubt: quotes count behind an equals sign only.
  std::size_t end_of_tag(std::size_t begin) const {
    for (std::size_t at = begin; at < html_.size(); ++at) {
      switch (in_tag(html_[at])) {
        case InTag::kOther:
          break;
        case InTag::kEnd:
          return at;
        case InTag::kDoubt:
          return std::string_view::npos;
        case InTag::kQuote:
          if (!is_behind_equals(begin, at)) break;
          if (!is_behind_name(begin, at)) return std::string_view::npos;
          at = end_of_quote(at);
          if (at == std::string_view::npos) return at;
      }
    }
    return std::string_view::npos;
  }

  bool is_behind_equals(std::size_t begin, std::size_t at) const {
    while (at > begin && is_blank_ascii(html_[at - 1])) --at;
    return at > begin && html_[at - 1] == '=';
  }

  // Whether a name stands before the equals sign; else libxml2 does not see the quotes.
  bool is_behind_name(std::size_t begin, std::size_t at) const {
    while (html_[at] != '=') --at;
    while (at > begin && is_blank_ascii(html_[at - 1])) --at;
    const std::size_t end = at;
    while (at > begin && is_of_name(html_[at - 1])) --at;
    return at < end && at > begin && is_blank_ascii(html_[at - 1]);
  }

  std::size_t end_of_quote(std::size_t at) const {
    const std::size_t end = html_.find(html_[at], at + 1);
    const auto inside = html_.substr(at + 1, end - at - 1);
    return std::ranges::any_of(inside, is_control) ? std::string_view::npos : end;
  }

  bool is_at(std::string_view lower) const {
    return html_.size() - at_ >= lower.size() &&
           std::equal(lower.begin(), lower.end(), html_.begin() + at_,
                      [](char a, char b) { return a == lower_ascii(b); });
  }

  void skip_raw(std::string_view end) {
    for (auto at = html_.find("</", at_); at != std::string_view::npos;
         at = html_.find("</", at + 2)) {
      at_ = at;
      if (is_at(end)) return;
    }
    doubt_ = true;
  }

  bool is_alone(std::string_view name, std::string_view attributes) {
    if (name == "time") return true;
    if (attributes.size() < 4) return false;
    const Names names = NamesReader(attributes).read();
    return !names.empty() && alone_(names);
  }

  std::string_view html_;
  std::string out_;
  Alone alone_;
  std::size_t at_ = 0;
  bool doubt_ = false;
  bool seen_body_ = false;   // an element that is part of what is shown
  bool seen_alone_ = false;  // an inline element that is a line of its own
  bool open_word_ = false;   // an inline element ended right behind a word, and may have been one
};

}  // namespace

std::optional<std::string> visible_text(std::string_view html) { return Stripper(html).strip(); }

}  // namespace bangvang::page
