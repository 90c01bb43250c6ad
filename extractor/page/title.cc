#include "extractor/page/title.h"

#include <algorithm>
#include <string>

#include "extractor/page/character.h"
#include "extractor/page/furniture.h"

namespace bangvang::page {
namespace {

constexpr int kLeastWords = 3;
constexpr int kMostWords = 42;
constexpr int kFullWords = 7;  // a line of so many words is as good a headline as a longer one
constexpr int kMenuWords = 8;  // menu items have no more
constexpr std::size_t kMenuRun = 4;  // so many short lines in a row are a menu
constexpr std::size_t kMostLines = 3;
constexpr std::size_t kKnownBytes = 1000;  // of a line that may be the headline we were told

// How much being so makes a line likelier to be the headline, in words.
constexpr int kBesideStamp = 6;
constexpr int kInCapitals = 3;
constexpr int kInMenu = -8;
constexpr int kSectionName = -4;
constexpr int kBanner = -6;

bool is_menu_like(const Line& line) {
  return (line.kind == Kind::kShort || line.kind == Kind::kList) && line.words <= kMenuWords;
}

// For each line whether it stands in a run of menu items, the last of a run excepted: a short
// headline may follow a menu directly.
std::vector<bool> menu_lines(const std::vector<Line>& lines, std::size_t end) {
  std::vector<bool> menu(end, false);
  for (std::size_t begin = 0; begin < end;) {
    std::size_t stop = begin;
    while (stop < end && is_menu_like(lines[stop])) ++stop;
    if (stop - begin >= kMenuRun) {
      std::fill(menu.begin() + static_cast<std::ptrdiff_t>(begin),
                menu.begin() + static_cast<std::ptrdiff_t>(stop - 1), true);
    }
    begin = stop + 1;
  }
  return menu;
}

// Whether the next line that is no furniture, above or below, is a stamp.
bool beside_stamp(const std::vector<Line>& lines, std::size_t at, std::size_t end) {
  std::size_t below = at + 1;
  while (below < end && lines[below].kind == Kind::kFurniture) ++below;
  if (below < end && lines[below].kind == Kind::kStamp) return true;
  std::size_t above = at;
  while (above > 0 && lines[above - 1].kind == Kind::kFurniture) --above;
  return above > 0 && lines[above - 1].kind == Kind::kStamp;
}

bool is_candidate(const Line& line) {
  return line.kind == Kind::kShort && line.words >= kLeastWords && line.words <= kMostWords;
}

int score(std::string_view text, const std::vector<Line>& lines, std::size_t at, std::size_t end,
          bool in_menu) {
  const Line& line = lines[at];
  const std::string_view raw = line.span.of(text);
  const std::string plain = plain_form(raw);
  if (opens_report(plain)) return 0;
  int points = std::min<int>(line.words, kFullWords);
  if (beside_stamp(lines, at, end) || trailing_stamp(raw)) points += kBesideStamp;
  if (in_menu) points += kInMenu;
  if (is_section_name(plain, line.words)) points += kSectionName;
  if (line.capitals && line.words > kMenuWords) points += kInCapitals;
  if (line.capitals && line.words <= kMenuWords && names_organisation(plain)) points += kBanner;
  return points;
}

// Whether the second of two neighbouring lines goes on with the headline that the first begins.
bool continues(std::string_view text, const Line& first, const Line& second) {
  if (second.gap || second.kind != Kind::kShort || first.kind != Kind::kShort) return false;
  const std::string plain = plain_form(second.span.of(text));
  if (plain.starts_with("ve viec ") || plain.starts_with("v/v ")) return true;
  const bool banner =
      first.words <= kMenuWords && names_organisation(plain_form(first.span.of(text)));
  return first.capitals && second.capitals && !banner;
}

// Takes the lines around `title` that belong to the same headline.
void widen(std::string_view text, const std::vector<Line>& lines, std::size_t end, Title& title) {
  const auto room = [&] { return title.last - title.first + 1 < kMostLines; };
  while (room() && title.first > 0 && continues(text, lines[title.first - 1], lines[title.first])) {
    --title.first;
  }
  while (room() && title.last + 1 < end && !title.stamp &&
         continues(text, lines[title.last], lines[title.last + 1])) {
    ++title.last;
    title.span.end = lines[title.last].span.end;
  }
  title.span.begin = lines[title.first].span.begin;
}

}  // namespace

Title title_of_line(std::string_view text, const std::vector<Line>& lines, std::size_t at) {
  Title title{at, at, lines[at].span, std::nullopt};
  if (const auto trailing = trailing_stamp(title.span.of(text))) {
    title.stamp = trailing->stamp;
    title.span.end = title.span.begin + static_cast<std::uint32_t>(trailing->begin);
    title.span = trim(text, title.span);
  }
  return title;
}

std::optional<Title> find_title(std::string_view text, const std::vector<Line>& lines,
                                std::size_t head_end) {
  const std::vector<bool> menu = menu_lines(lines, head_end);
  std::optional<std::size_t> best;
  int best_score = 0;
  for (std::size_t at = 0; at < head_end; ++at) {
    if (!is_candidate(lines[at])) continue;
    const int points = score(text, lines, at, head_end, menu[at]);
    // Of two full lines the first is the headline and the second its caption or lead; of two short
    // ones the first is the column and the second the headline.
    const bool full = best && lines[*best].words >= kFullWords;
    if (points > best_score || (best && points == best_score && !full)) {
      best = at;
      best_score = points;
    }
  }
  if (!best) return std::nullopt;
  Title title = title_of_line(text, lines, *best);
  widen(text, lines, head_end, title);
  return title;
}

std::optional<Title> find_known_title(std::string_view text, const std::vector<Line>& lines,
                                      std::size_t end, std::string_view known) {
  const std::string wanted = plain_form(known);
  for (std::size_t at = 0; at < end; ++at) {
    if (lines[at].span.size() > kKnownBytes) continue;
    const Title title = title_of_line(text, lines, at);
    if (plain_form(title.span.of(text)) == wanted) return title;
  }
  return std::nullopt;
}

}  // namespace bangvang::page
