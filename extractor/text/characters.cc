// The first step of normalising: what one character, with the marks that belong to it, becomes.
#include <optional>

#include "extractor/text/letters.h"
#include "extractor/text/nfc.h"
#include "extractor/text/scan.h"
#include "extractor/text/stages.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

// Longer stacks of marks stay as they are: Unicode's stream-safe form allows 30, and putting a
// million of them in order takes quadratic time.
constexpr std::size_t kMaxCluster = 64;

constexpr PairSet make_suspects() {
  PairSet set;
  // ASCII apart from the letters, digits and marks that stay, and leads of characters we map.
  // 0xC2 leads NBSP, soft hyphen and guillemets; 0xCC to 0xDF combining marks and other scripts.
  set.add({0x00, '\t', '\v', '\f', '\r', '`',  0xC2, 0xCC, 0xCD, 0xCE, 0xCF, 0xD0,
           0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xDB, 0xDC,
           0xDD, 0xDE, 0xDF, 0xE0, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9,
           0xEA, 0xEB, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4},
          {});
  set.add({' '}, {' ', '\t', 0xC2, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF});  // may lead another space
  set.add({0xC6}, {0x89, 0x8C}).add({0xC9}, {0x96}).add({0xCA}, {0xBB, 0xBC, 0xBD});
  return set;
}

// 0xE1 leads letters of ours with 0xBA and 0xBB, which are by far the most frequent pairs.
constexpr PairSet make_suspects_with_e1() {
  PairSet set = make_suspects();
  set.add({0xE1}, {0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B,
                   0x8C, 0x8D, 0x8E, 0x8F, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97,
                   0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F, 0xA0, 0xA1, 0xA2, 0xA3,
                   0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF,
                   0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xBC, 0xBD, 0xBE, 0xBF});
  return set;
}

constexpr PairSet kSuspects = make_suspects_with_e1();

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_line_end(char32_t c) {
  return c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

// Characters that show nothing and may stand inside a word: soft hyphen, zero-width characters,
// marks of direction, byte order mark.
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool is_composing(char32_t c) {
  if (c < 0x300 || (c >= 0x1E00 && c < 0x2070)) return false;
  return c < 0x370 || !has_nfc_boundary_before(c);
}

// What a character is written as when it is not written as itself; empty when it is.
std::string_view replacement(char32_t c) {
  switch (c) {
    case 0:
      return "\xEF\xBF\xBD";
    case 0x189:
      return "Đ";
    case 0x18C:
    case 0x256:
      return "đ";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return "-";
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0xFF02:
      return "\"";
    case '`':
    case 0xB4:
    case 0x2BB:
    case 0x2BC:
    case 0x2BD:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A:
    case 0xFF07:
      return "'";
    case 0x2026:
      return "...";
    default:
      return {};
  }
}

// A letter of ours from its base and its marks in any order, also in those which NFC keeps apart
// (a, acute, breve). Nothing when a mark is not ours, doubled, or does not fit the letter.
std::optional<char32_t> compose_letter(std::string_view cluster) {
  const CodePoint base = code_point_at(cluster, 0);
  auto composed = letter(base.value);
  if (!composed) return std::nullopt;
  for (std::size_t at = base.size; at < cluster.size();) {
    const CodePoint c = code_point_at(cluster, at);
    const auto m = mark(c.value);
    if (!m) return std::nullopt;
    if (m->quality != Quality::kNone) {
      if (composed->quality != Quality::kNone) return std::nullopt;
      composed->quality = m->quality;
    } else {
      if (composed->tone != Tone::kNone) return std::nullopt;
      composed->tone = m->tone;
    }
    at += c.size;
  }
  const char32_t result = code_point(*composed);
  return result != 0 ? std::optional(result) : std::nullopt;
}

std::string mapped(std::string_view cluster) {
  std::string out;
  for (std::size_t at = 0; at < cluster.size();) {
    const CodePoint c = code_point_at(cluster, at);
    at += c.size;
    const CodePoint next = code_point_at(cluster, at);
    const bool stroked = next.value == 0x335 || next.value == 0x336;
    if (stroked && (c.value == 'D' || c.value == 'd')) {
      out += c.value == 'D' ? "Đ" : "đ";
      at += next.size;
    } else if (const auto with = replacement(c.value); !with.empty()) {
      out += with;
    } else {
      out += cluster.substr(at - c.size, c.size);
    }
  }
  return out;
}

// One character with its marks, invisible ones already gone.
std::string clean_cluster(std::string_view cluster, std::size_t characters) {
  std::string out;
  if (const auto composed = compose_letter(cluster)) {
    append_utf8(out, *composed);
    return out;
  }
  if (characters > kMaxCluster) return mapped(cluster);
  out = nfc(cluster);
  // Only now may the marks be ours: U+0340 is another grave.
  if (const auto composed = compose_letter(out)) {
    out.clear();
    append_utf8(out, *composed);
    return out;
  }
  return mapped(out);
}

class Cleaner {
 public:
  explicit Cleaner(std::string_view source) : source_(source), out_(source) {}

  Rewritten run() && {
    for (std::size_t at = 0; (at = kSuspects.find(source_, at)) < source_.size();) {
      at = handle(at);
    }
    return std::move(out_).finish();
  }

 private:
  // Decides on what stands at `at` and returns where to go on.
  std::size_t handle(std::size_t at) {
    CodePoint c = code_point_at(source_, at);
    if (at > out_.done() && (is_invisible(c.value) || is_composing(c.value))) {
      at = before(source_, at);
      c = code_point_at(source_, at);
    }
    if (is_space(c.value)) return spaces(at);
    if (is_line_end(c.value)) return line_end(at, c);
    return cluster(at);
  }

  std::size_t spaces(std::size_t at) {
    std::size_t end = at;
    for (CodePoint c; (c = code_point_at(source_, end)).size > 0; end += c.size) {
      if (!is_space(c.value) && !is_invisible(c.value)) break;
    }
    out_.replace(at, end, " ");
    return end;
  }

  std::size_t line_end(std::size_t at, CodePoint c) {
    std::size_t end = at + c.size;
    if (c.value == '\r' && end < source_.size() && source_[end] == '\n') ++end;
    out_.replace(at, end, "\n");
    return end;
  }

  std::size_t cluster(std::size_t at) {
    std::string visible;
    std::size_t characters = 0, end = at;
    for (CodePoint c; (c = code_point_at(source_, end)).size > 0; end += c.size) {
      const bool invisible = is_invisible(c.value);
      if (end > at && !invisible && !is_composing(c.value)) break;
      if (invisible) continue;
      visible += source_.substr(end, c.size);
      ++characters;
    }
    // White space that follows an invisible character at the beginning is its own affair.
    out_.replace(at, end, visible.empty() ? visible : clean_cluster(visible, characters));
    return end;
  }

  std::string_view source_;
  Rewriter out_;
};

}  // namespace

Rewritten clean_characters(std::string_view source) { return Cleaner(source).run(); }

}  // namespace bangvang::text
