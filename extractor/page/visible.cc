// What a page shows, without a tree. Where libxml2 and this reading of the markup could part, it
// gives up: a page is then read in full.
#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

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
bool is_blank_ascii(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && !is_blank_ascii(c); }
bool is_word(char c) { return is_letter_ascii(c) || (c & 0x80) != 0; }
// libxml2 leaves these out, so that the letters around them meet.
bool is_dropped(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}
char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

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
    if (open_word_ && is_word(piece.front())) doubt_ = true;
    open_word_ = false;
    if (std::ranges::any_of(piece, is_dropped)) doubt_ = true;
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

  // "<!DOCTYPE html>", "<![endif]>"; what a tag cuts off is text.
  void declaration() {
    const auto end = html_.find_first_of("<>", at_ + 1);
    // Before the first tag libxml2 takes a broken doctype apart.
    const bool known = seen_body_ || is_at("<!doctype");
    if (end == std::string_view::npos || !known) {
      doubt_ = true;
    } else if (html_[end] == '>') {
      at_ = end + 1;
    } else {
      text(html_.substr(at_, end - at_));
      at_ = end;
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
      if (size < kLongestName) name[size++] = lower_ascii(html_[at]);
    }
    const std::size_t end = end_of_tag(at);
    if (end == std::string_view::npos) {
      doubt_ = true;
      return;
    }
    const std::string_view own(name, size), attributes = html_.substr(at, end - at);
    at_ = end + 1;
    // libxml2 ends an attribute at a control character, and may show what follows it.
    if (std::ranges::any_of(attributes, is_control)) {
      doubt_ = true;
      return;
    }
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
      if (after_word()) out_ += '\n';
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
        name == "link") {
      return false;
    }
    return attributes.find("idden") != std::string_view::npos ||
           attributes.find("IDDEN") != std::string_view::npos ||
           ((attributes.find("isplay") != std::string_view::npos ||
             attributes.find("ISPLAY") != std::string_view::npos) &&
            (attributes.find("one") != std::string_view::npos ||
             attributes.find("ONE") != std::string_view::npos));
  }

  // The '>' that ends a tag: quotes count behind an equals sign only.
  std::size_t end_of_tag(std::size_t at) const {
    char before = '\0';  // the last character that is no blank
    for (; at < html_.size(); ++at) {
      const char c = html_[at];
      if (c == '>') return at;
      if (c == '<') return std::string_view::npos;  // libxml2 may end the tag here
      if ((c == '"' || c == '\'') && before == '=') {
        at = html_.find(c, at + 1);
        if (at == std::string_view::npos) return at;
      }
      if (!is_blank_ascii(c)) before = c;
    }
    return std::string_view::npos;
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

  static bool is_alone(std::string_view name, std::string_view attributes) {
    if (name == "time") return true;
    if (attributes.size() < 4) return false;
    const auto classes = value(attributes, "class"), id = value(attributes, "id");
    const auto property = value(attributes, "itemprop");
    if (classes.empty() && id.empty() && property.empty()) return false;
    return stands_alone(look_of(property, classes, id));
  }

  static std::string_view value(std::string_view attributes, std::string_view name) {
    for (std::size_t at = 0; at + name.size() < attributes.size(); ++at) {
      if (!std::equal(name.begin(), name.end(), attributes.begin() + at,
                      [](char a, char b) { return a == lower_ascii(b); })) {
        continue;
      }
      if (at > 0 && !is_blank_ascii(attributes[at - 1])) continue;
      auto begin = attributes.find_first_not_of(" \t\r\n", at + name.size());
      if (begin == std::string_view::npos || attributes[begin] != '=') continue;
      begin = attributes.find_first_not_of(" \t\r\n", begin + 1);
      if (begin == std::string_view::npos) return {};
      const char quote = attributes[begin];
      if (quote != '"' && quote != '\'') {
        return attributes.substr(begin, attributes.find_first_of(" \t\r\n", begin) - begin);
      }
      return attributes.substr(begin + 1, attributes.find(quote, begin + 1) - begin - 1);
    }
    return {};
  }

  std::string_view html_;
  std::string out_;
  std::size_t at_ = 0;
  bool doubt_ = false;
  bool seen_body_ = false;   // an element that is part of what is shown
  bool seen_alone_ = false;  // an inline element that is a line of its own
  bool open_word_ = false;   // an inline element ended right behind a word, and may have been one
};

}  // namespace

std::optional<std::string> visible_text(std::string_view html) { return Stripper(html).strip(); }

}  // namespace bangvang::page
