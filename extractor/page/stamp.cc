#include "extractor/page/stamp.h"

#include <charconv>

#include "extractor/page/character.h"
#include "extractor/page/furniture.h"

namespace bangvang::page {
namespace {

constexpr std::size_t kLongestTrailing = 60;  // bytes of a stamp in brackets

bool digit(char c) { return c >= '0' && c <= '9'; }

// Reads a stamp from left to right. `take_…` functions move the cursor only when they succeed.
class StampReader {
 public:
  StampReader(std::string_view plain, std::size_t at) : plain_(plain), at_(at) {}

  // Reads on until a word that no stamp holds; false when two days contradict one another.
  bool read() {
    while (true) {
      skip_marks();
      if (at_ == plain_.size()) return true;
      if (const std::size_t size = stamp_filler(plain_, at_, weekday_)) {
        at_ += size;
      } else if (auto day = take_date()) {
        if (date_ && *date_ != *day) return false;
        date_ = day;
      } else if (auto time = take_time()) {
        minutes_ = time;
      } else {
        return true;
      }
    }
  }

  std::size_t at() const { return at_; }
  const std::optional<Date>& date() const { return date_; }
  std::optional<int> minutes() const { return minutes_; }
  bool weekday() const { return weekday_; }

 private:
  void skip_marks() {
    const auto next = plain_.find_first_not_of(" ,;:|()[]/-*.'", at_);
    if (next != std::string_view::npos) {
      at_ = next;
    } else {
      at_ = plain_.size();
    }
    for (const std::string_view dash : {"–", "—", "•", "·"}) {
      if (plain_.substr(at_).starts_with(dash)) {
        at_ += dash.size();
        return skip_marks();
      }
    }
  }

  std::optional<int> number(std::size_t& at, std::size_t most) const {
    std::size_t end = at;
    while (end < plain_.size() && digit(plain_[end])) ++end;
    if (end == at || end - at > most) return std::nullopt;
    int value = 0;
    std::from_chars(plain_.data() + at, plain_.data() + end, value);
    at = end;
    return value;
  }

  // Passes over `word` with spaces around it.
  bool pass(std::size_t& at, std::string_view word) const {
    std::size_t next = at;
    while (next < plain_.size() && plain_[next] == ' ') ++next;
    if (!plain_.substr(next).starts_with(word)) return false;
    next += word.size();
    while (next < plain_.size() && plain_[next] == ' ') ++next;
    at = next;
    return true;
  }

  std::optional<Date> take_date() {
    for (const std::string_view separator : {"/", "-", "."}) {
      if (auto day = take_numbers(separator)) return day;
    }
    return take_words();
  }

  // 22/02/2023 or 2023-02-22.
  std::optional<Date> take_numbers(std::string_view separator) {
    std::size_t at = at_;
    const auto first = number(at, 4);
    if (!first || !pass(at, separator)) return std::nullopt;
    const auto second = number(at, 2);
    if (!second || !pass(at, separator)) return std::nullopt;
    const auto third = number(at, 4);
    if (!third) return std::nullopt;
    const auto date =
        *first > 999 ? make_date(*first, *second, *third) : make_date(*third, *second, *first);
    const auto kept = keep(date, at);
    if (kept && *first > 999) at_ = skip_t(at_);
    return kept;
  }

  // The T between the day and the time of ISO 8601.
  std::size_t skip_t(std::size_t at) const {
    const bool t = at + 1 < plain_.size() && plain_[at] == 't' && digit(plain_[at + 1]);
    return t ? at + 1 : at;
  }

  // 22 thang 2 nam 2023; "ngay" before it is a filler.
  std::optional<Date> take_words() {
    std::size_t at = at_;
    const auto day = number(at, 2);
    if (!day || !pass(at, "thang")) return std::nullopt;
    const auto month = number(at, 2);
    if (!month) return std::nullopt;
    const bool named = pass(at, "nam") || pass(at, "/") || pass(at, ",");
    const bool apart = pass(at, "");  // "1 thang 3 2017"
    const auto year = named || apart ? number(at, 4) : std::nullopt;
    return year && *year > 99 ? keep(make_date(*year, *month, *day), at) : std::nullopt;
  }

  // Years beyond these are numbers of something else.
  std::optional<Date> keep(std::optional<Date> date, std::size_t at) {
    if (!date || date->year < 1997 || date->year > 2099) return std::nullopt;
    if (at < plain_.size() && digit(plain_[at])) return std::nullopt;
    at_ = at;
    return date;
  }

  // 16:56, 16:56:30, 16h56, 16 gio 56 phut, 4:56 pm
  std::optional<int> take_time() {
    std::size_t at = at_;
    const auto hours = number(at, 2);
    if (!hours) return std::nullopt;
    if (!pass(at, ":") && !pass(at, "gio") && !pass(at, "h") && !pass(at, "g")) return std::nullopt;
    const auto minutes = number(at, 2);
    if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    std::size_t seconds = at;
    if (pass(seconds, ":") && number(seconds, 2)) at = seconds;
    pass(at, "phut");
    int hour = *hours;
    const bool after_noon = half_day(at, "pm") || half_day(at, "ch");
    if (after_noon && hour < 12) hour += 12;
    if (!after_noon && (half_day(at, "am") || half_day(at, "sa")) && hour == 12) hour = 0;
    at_ = at;
    return hour * 60 + *minutes;
  }

  bool half_day(std::size_t& at, std::string_view word) const {
    std::size_t next = at;
    if (!pass(next, word)) return false;
    const bool whole = next == plain_.size() || plain_[next - 1] == ' ' ||
                       std::string_view(",;|)-").find(plain_[next]) != std::string_view::npos;
    if (whole) at = next;
    return whole;
  }

  std::string_view plain_;
  std::size_t at_;
  std::optional<Date> date_;
  std::optional<int> minutes_;
  bool weekday_ = false;
};

struct Labelled {
  Stamp::Label label = Stamp::Label::kNone;
  std::size_t end = 0;
};

// The label of a stamp: at the beginning of the line, or further on with a colon. Of two kinds the
// one that says "published".
Labelled find_label(std::string_view plain) {
  Labelled found;
  for (std::size_t at = 0; at < plain.size(); ++at) {
    if (at > 0 && plain[at - 1] != ' ' && plain[at - 1] != '(' && plain[at - 1] != '|') continue;
    const auto counts = [&](std::size_t size) {
      return size > 0 &&
             (at == 0 || plain[at + size - 1] == ':' || plain.substr(at + size).starts_with(':'));
    };
    if (const std::size_t size = publication_label(plain, at); counts(size)) {
      return {Stamp::Label::kPublished, at + size};
    }
    if (found.end > 0) continue;
    if (const std::size_t size = update_label(plain, at); counts(size)) {
      found = {Stamp::Label::kUpdated, at + size};
    }
  }
  return found;
}

// The section a page belongs to, behind a bar: "16:00 | 12/10/2020 | QUỐC PHÒNG".
bool is_section(std::string_view plain, std::size_t at) {
  const std::size_t before = at == 0 ? at : plain.find_last_not_of(' ', at - 1);
  return at > 0 && before != std::string_view::npos && plain[before] == '|';
}

// Whether what stands behind a stamp may stand there: a counter, buttons, and behind a label also
// a word or two on who or where.
bool is_trailer(std::string_view rest, bool labelled) {
  const int words = count_words(rest, 40);
  return rest.empty() || furniture(rest, words) == Furniture::kDrop || (labelled && words <= 6);
}

}  // namespace

std::string Stamp::iso() const {
  std::string text = to_iso(date);
  if (!minutes) return text;
  const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return text + "T" + two(*minutes / 60) + ":" + two(*minutes % 60) + "+07:00";
}

std::optional<Stamp> parse_stamp(std::string_view plain) {
  const Labelled label = find_label(plain);
  StampReader reader(plain, label.end);
  if (!reader.read() || !reader.date()) return std::nullopt;
  const bool section = reader.minutes() && is_section(plain, reader.at());
  const bool labelled = section || label.label != Stamp::Label::kNone;
  if (!is_trailer(plain.substr(reader.at()), labelled)) return std::nullopt;
  return Stamp{*reader.date(), reader.minutes(), label.label, reader.weekday()};
}

std::optional<TrailingStamp> trailing_stamp(std::string_view line) {
  if (line.empty() || (line.back() != ')' && line.back() != ']')) return std::nullopt;
  const auto begin = line.find_last_of("([");
  if (begin == std::string_view::npos || begin == 0 || line.size() - begin > kLongestTrailing) {
    return std::nullopt;
  }
  const auto stamp = parse_stamp(plain_form(line.substr(begin)));
  if (!stamp) return std::nullopt;
  return TrailingStamp{begin, *stamp};
}

}  // namespace bangvang::page
