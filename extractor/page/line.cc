#include "extractor/page/line.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "extractor/base/scan.h"
#include "extractor/page/character.h"
#include "extractor/page/furniture.h"
#include "extractor/page/stamp.h"

namespace bangvang::page {
namespace {

// Longer than any headline, menu item or caption: only running text. Also bounds the work per line.
constexpr std::uint32_t kShortBytes = 400;
constexpr std::uint32_t kShortCapsBytes = 600;  // capitals of Vietnamese take three bytes

constexpr int kProseWords = 45;      // no headline has so many
constexpr int kSentenceWords = 6;    // with a full stop
constexpr int kReportWords = 8;      // beginning with a day
constexpr int kInnerStopWords = 12;  // with a full stop in the middle
constexpr int kCreditWords = 25;
constexpr int kPhotographerWords = 6;  // the label among them
constexpr std::size_t kLabelBytes = 40;
constexpr int kStampWords = 24;
constexpr std::size_t kOpeningBytes = 32;  // of a line, to look its beginning up by
constexpr std::size_t kStampBytes = 60;    // of one that begins in lower case

// A text counts as wrapped when no line is longer than this (bytes; some 120 letters).
constexpr std::uint32_t kWrapBytes = 200;
constexpr std::uint32_t kWrappedBytes = 40;  // a line that was wrapped is not shorter

std::size_t find_separator(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find("\xE2\x80", from); at != std::string_view::npos;
       at = text.find("\xE2\x80", at + 2)) {
    if (at + 2 < text.size() && (text[at + 2] == '\xA8' || text[at + 2] == '\xA9')) return at;
  }
  return std::string_view::npos;
}

// Cuts at line feeds, carriage returns, U+2028 and U+2029.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {
    feed_ = text.find('\n');
    carriage_ = text.find('\r');
    separator_ = find_separator(text, 0);
  }

  bool next(Span& line) {
    if (at_ > text_.size() || (at_ == text_.size() && at_ > 0)) return false;
    const std::size_t end = std::min({feed_, carriage_, separator_, text_.size()});
    line = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)};
    at_ = end + (end == separator_ ? 3 : 1);
    if (feed_ == end) feed_ = text_.find('\n', at_);
    if (carriage_ == end) {
      if (feed_ == end + 1) feed_ = text_.find('\n', ++at_);  // CRLF is one break
      carriage_ = text_.find('\r', at_);
    }
    if (separator_ == end) separator_ = find_separator(text_, at_);
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0, feed_, carriage_, separator_;
};

std::vector<Line> physical_lines(std::string_view text) {
  std::vector<Line> lines;
  Splitter splitter(text);
  bool gap = true;
  for (Span span; splitter.next(span);) {
    span = trim(text, span);
    if (span.empty()) {
      gap = true;
      continue;
    }
    lines.push_back({.span = span, .gap = gap});
    gap = false;
  }
  return lines;
}

// Where the words behind a list mark begin; 0 when the line has no mark.
std::size_t list_mark(std::string_view line) {
  const Character first = character_at(line, 0);
  if (is_bullet(first.value)) return first.size;
  std::size_t at = 0;
  while (at < line.size() && at < 4 &&
         (is_digit(static_cast<unsigned char>(line[at])) || line[at] == 'I' || line[at] == 'V' ||
          line[at] == 'X'))
    ++at;
  if (at == 0 && line.size() > 1 && line[0] >= 'a' && line[0] <= 'h') at = 1;
  if (at == 0 || at >= line.size() || std::strchr(".)/", line[at]) == nullptr) return 0;
  const Character after = character_at(line, at + 1);
  return is_space(after.value) || (is_letter(after.value) && line[at] != '.') ? at + 1 : 0;
}

bool begins_low(std::string_view line) {
  std::size_t at = 0;
  for (Character c = character_at(line, 0); c.size > 0; c = character_at(line, at)) {
    if (is_letter(c.value)) return is_lower(c.value);
    if (c.value != U'"' && c.value != U'“' && c.value != U'(') return false;
    at += c.size;
  }
  return false;
}

bool may_go_on(std::string_view line) {
  const char32_t last = character_before(line, line.size()).value;
  return line.size() >= kWrappedBytes && last != '.' && last != ':' && last != ';' && last != '!' &&
         last != '?' && last != U'…' && last != U'”' && last != '"';
}

struct Wrapping {
  std::uint32_t longest = 0;
  bool wrapped = false;
};

// Whether `text` was wrapped at one width, and which.
Wrapping find_wrapping(std::string_view text, const std::vector<Line>& lines) {
  Wrapping wrapping;
  for (const Line& line : lines) wrapping.longest = std::max(wrapping.longest, line.span.size());
  if (wrapping.longest > kWrapBytes) return wrapping;
  for (std::size_t i = 1; i < lines.size() && !wrapping.wrapped; ++i) {
    const auto above = lines[i - 1].span.of(text), line = lines[i].span.of(text);
    wrapping.wrapped =
        !lines[i].gap && may_go_on(above) && begins_low(line) && list_mark(line) == 0;
  }
  return wrapping;
}

bool is_stamp(std::string_view line) {
  return line.size() <= kStampBytes && parse_stamp(plain_form(line)).has_value();
}

bool goes_on(std::string_view above, std::string_view line, const Wrapping& wrapping) {
  if (!may_go_on(above) || list_mark(line) > 0) return false;
  if (begins_low(line)) return !is_stamp(line);
  return wrapping.wrapped && above.size() * 10 >= wrapping.longest * 7u;
}

std::vector<Line> join_wrapped(std::string_view text, std::vector<Line> lines) {
  const Wrapping wrapping = find_wrapping(text, lines);
  std::size_t kept = 0;
  Span above;  // the last physical line
  for (const Line& line : lines) {
    const bool joins =
        kept > 0 && !line.gap && goes_on(above.of(text), line.span.of(text), wrapping);
    above = line.span;
    if (joins) {
      lines[kept - 1].span.end = line.span.end;
    } else {
      lines[kept++] = line;
    }
  }
  lines.resize(kept);
  return lines;
}

// A full stop between two sentences: a word or number of some length before it, a capital behind.
bool has_inner_stop(std::string_view line) {
  for (std::size_t at = line.find(". "); at != std::string_view::npos;
       at = line.find(". ", at + 1)) {
    const auto word = line.find_last_of(" .", at - (at > 0 ? 1 : 0));
    const std::size_t length = word == std::string_view::npos ? at : at - word - 1;
    if (length >= 3 && is_upper(character_at(line, at + 2).value) &&
        !is_upper(character_before(line, at).value)) {
      return true;
    }
  }
  return false;
}

bool is_credit(std::string_view plain, int words) {
  const auto colon = plain.substr(0, kLabelBytes).find(':');
  if (colon == std::string_view::npos || colon + 1 == plain.size() || words > kCreditWords) {
    return false;
  }
  const Credit credit = credit_of_label(plain.substr(0, colon));
  // "Ảnh: Vũ Lâm" names the photographer, "Ảnh: Quang cảnh buổi lễ …" is a caption.
  if (credit == Credit::kPhoto) return words <= kPhotographerWords;
  return credit != Credit::kNone && credit != Credit::kQuoted;
}

bool is_prose(std::string_view line, std::string_view plain, const Line& facts) {
  if (facts.words >= kProseWords) return true;
  if (facts.capitals) return false;
  if (facts.words >= kSentenceWords && ends_sentence(line)) return true;
  if (facts.words >= kReportWords && opens_report(plain)) return true;
  return facts.words >= kInnerStopWords && has_inner_stop(line);
}

// What a short line is that no vocabulary knows.
Kind shape(std::string_view line, std::string_view plain, const Line& facts) {
  if (list_mark(line) > 0) return Kind::kList;
  const char32_t last = character_before(line, line.size()).value;
  if (last == ':') return Kind::kHead;
  if (is_prose(line, plain, facts)) return Kind::kProse;
  return last == ';' || last == ',' ? Kind::kItem : Kind::kShort;
}

// A stamp names a year: four digits in a row. Most lines have none, and are done with here.
bool may_be_stamp(std::string_view plain) {
  int digits = 0;
  for (const char c : plain) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits == 4) return true;
  }
  return false;
}

Answers is_colon_or_arrow(Bytes a, Bytes b) {
  return (a == ':') | (a == '>') | ((a == 0xC2) & (b == 0xBB)) | ((a == 0xE2) & (b == 0x80));
}

// The plain form of a line, or nothing where no vocabulary can know it: most of an article is
// longer than menus, stamps and credits are, and its beginning already tells.
std::string plain_if_known(std::string_view line, int words) {
  if (words >= kProseWords) return {};
  if (words > kManyWords && PairFinder<is_colon_or_arrow>(line).next(0) == line.size()) {
    std::size_t end = std::min(kOpeningBytes, line.size());
    while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    if (!may_be_known(plain_form(line.substr(0, end)))) return {};
  }
  return plain_form(line);
}

void classify(std::string_view text, Line& line) {
  const std::string_view raw = line.span.of(text);
  line.capitals = raw.size() <= kShortCapsBytes && is_all_caps(raw);
  if (raw.size() > (line.capitals ? kShortCapsBytes : kShortBytes)) {
    line.words = kCountedWords;
    line.kind = list_mark(raw) > 0 ? Kind::kList : raw.back() == ':' ? Kind::kHead : Kind::kProse;
    return;
  }
  line.words = static_cast<std::uint16_t>(count_words(raw, kCountedWords));
  const std::string plain = plain_if_known(raw, line.words);
  const Furniture known = furniture(plain, line.words);
  line.publisher = known == Furniture::kPublisher;
  if (known == Furniture::kEnd || known == Furniture::kPublisher) {
    line.kind = Kind::kEnd;
  } else if (line.words <= kStampWords && may_be_stamp(plain) && parse_stamp(plain)) {
    line.kind = Kind::kStamp;
  } else if (known != Furniture::kNone) {
    line.kind = known == Furniture::kDrop ? Kind::kFurniture : Kind::kWeakEnd;
  } else {
    line.kind = is_credit(plain, line.words) ? Kind::kCredit : shape(raw, plain, line);
  }
}

}  // namespace

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines = join_wrapped(text, physical_lines(text));
  for (Line& line : lines) classify(text, line);
  return lines;
}

char32_t final_mark(std::string_view line) {
  std::size_t end = line.size();
  while (end > 0) {
    const Character c = character_before(line, end);
    const bool closing = c.value == '"' || c.value == U'”' || c.value == U'’' || c.value == '\'' ||
                         c.value == ')' || c.value == U'»' || is_space(c.value);
    if (!closing) return c.value;
    end -= c.size;
  }
  return 0;
}

bool ends_sentence(std::string_view line) {
  const char32_t last = final_mark(line);
  return last == '.' || last == U'…' || last == '!' || last == '?';
}

}  // namespace bangvang::page
