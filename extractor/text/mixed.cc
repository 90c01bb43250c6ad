#include "extractor/text/mixed.h"

#include <array>
#include <cstdint>
#include <optional>

#include "extractor/base/scan.h"
#include "extractor/text/legacy.h"
#include "extractor/text/reading.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

// Fewer notes than lines: a page with a thousand such lines has one trouble, not a thousand.
constexpr std::size_t kMaxNotes = 8;

// Letters and signs that clean Vietnamese has hardly ever, but legacy letters and misread UTF-8
// turn into: ® © ¨ ª » ö ø û ñ Ä Æ and their like. `a` and `b` follow each other in UTF-8.
Answers is_sign(Bytes a, Bytes b) {
  const Answers after_c2 = (b >= 0xA1) & (b != 0xAB) & (b != 0xB0);
  const Answers after_c3 = (b == 0x84) | (b == 0x86) | (b == 0x90) | (b == 0x96) | (b == 0x98) |
                           (b == 0x9B) | (b == 0x9E) | (b == 0x9F) | (b == 0xA4) | (b == 0xA5) |
                           is_within(b, 0xAF, 0xB1) | (b == 0xB6) | (b == 0xB8) | (b == 0xBB) |
                           (b == 0xBE);
  return ((a == 0xC2) & after_c2) | ((a == 0xC3) & after_c3);
}

Answers may_be_sign(Bytes a, Bytes) { return (a & 0xFE) == 0xC2; }

bool has_sign(std::string_view text) {
  return PairFinder<is_sign, may_be_sign>(text).next(0) < text.size();
}

struct Mended {
  std::string text;
  std::string_view as;
};

// Convincing only when the line as it stands does not read as Vietnamese and the other does.
bool is_better(const Reading& other, const Reading& now) {
  return other.marked >= 2 && other.share() >= 0.75 && now.share() <= 0.4 &&
         other.proper > now.proper && !other.looks_foreign();
}

std::optional<Mended> mended(std::string_view line) {
  const auto bytes = to_windows1252(line);
  if (!bytes) return std::nullopt;
  const Reading now = read(line);
  if (invalid_at(*bytes) == std::string_view::npos) {
    if (is_better(read(*bytes), now)) return Mended{*bytes, "UTF-8 misread as windows-1252"};
    // Misread twice: the first step leads from one garble to another.
    const auto twice = to_windows1252(*bytes);
    if (twice && invalid_at(*twice) == std::string_view::npos && is_better(read(*twice), now)) {
      return Mended{*twice, "UTF-8 misread twice as windows-1252"};
    }
    return std::nullopt;
  }
  constexpr std::array kCharsets = {Charset::kTcvn3, Charset::kVni, Charset::kViscii,
                                    Charset::kWindows1258};
  std::optional<Mended> best;
  double best_share = 0, second = 0;
  for (const Charset charset : kCharsets) {
    std::string text = from_legacy(*bytes, charset);
    const Reading reading = read(text);
    const double share = reading.share();
    if (share <= best_share) {
      second = std::max(second, share);
      continue;
    }
    second = best_share;
    best_share = share;
    best.reset();
    if (is_better(reading, now)) best = Mended{std::move(text), name_of(charset)};
  }
  return best_share > second + 0.15 ? best : std::nullopt;
}

// A line with signs that could not be mended is worth a note when it is mostly unreadable.
bool is_doubtful(std::string_view line) {
  const Reading now = read(line);
  return now.marked >= 3 && now.share() < 0.5;
}

}  // namespace

void mend_misread(std::string& utf8, std::vector<std::string>& notes) {
  if (!has_sign(utf8)) return;
  std::string out;
  std::size_t number = 0, begin = 0, left_out = 0;
  const auto note = [&](std::string text) {
    if (notes.size() < kMaxNotes) {
      notes.push_back("mixed: line " + std::to_string(number) + ": " + std::move(text));
    } else {
      ++left_out;
    }
  };
  while (begin <= utf8.size()) {
    const std::size_t end = std::min(utf8.find('\n', begin), utf8.size());
    const std::string_view line = std::string_view(utf8).substr(begin, end - begin);
    ++number;
    const auto better = has_sign(line) ? mended(line) : std::nullopt;
    if (better) {
      note(std::string("read as ") + std::string(better->as));
    } else if (has_sign(line) && is_doubtful(line)) {
      note("looks misread, left as it is");
    }
    out += better ? std::string_view(better->text) : line;
    if (end == utf8.size()) break;
    out += '\n';
    begin = end + 1;
  }
  if (left_out > 0) notes.push_back("mixed: " + std::to_string(left_out) + " more lines");
  utf8 = std::move(out);
}

}  // namespace bangvang::text
