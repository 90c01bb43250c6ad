// Private to this room: publication stamps, such as "Cập nhật lúc: 15:28 07/03/2023".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/date.h"

namespace bangvang::page {

struct Stamp {
  enum class Label : std::uint8_t { kNone, kUpdated, kPublished };

  Date date;
  std::optional<int> minutes;  // since midnight
  Label label = Label::kNone;
  bool weekday = false;  // names the day of the week, as clocks do

  // "2023-02-22T16:56+07:00", or the day alone.
  std::string iso() const;
  // A date with a weekday and nothing else: a clock of the page, if it stands above the headline.
  bool may_be_clock() const { return weekday && !minutes && label == Label::kNone; }
};

// The stamp that a line is, by its plain form. Nothing when the line says anything else, gives two
// different days, or has no day. Behind a label, and before a counter, other words may stand.
std::optional<Stamp> parse_stamp(std::string_view plain);

// Where a stamp in brackets at the end of a headline begins, and the stamp.
struct TrailingStamp {
  std::size_t begin = 0;  // byte of the line
  Stamp stamp;
};
std::optional<TrailingStamp> trailing_stamp(std::string_view line);

}  // namespace bangvang::page
