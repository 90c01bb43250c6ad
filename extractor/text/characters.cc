// The first step of normalising: what one character, with the marks that belong to it, becomes.
#include <optional>

#include "extractor/base/scan.h"
#include "extractor/text/letters.h"
#include "extractor/text/nfc.h"
#include "extractor/text/stages.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

// Longer stacks of marks stay as they are: Unicode's stream-safe form allows 30, and putting a
// million of them in order takes quadratic time.
constexpr std::size_t kMaxCluster = 64;

// Whether byte `a`, with `b` after it, may begin something to be changed. Most of clean text is
// ASCII and letters led by 0xC3 to 0xC6 and by 0xE1 0xBA and 0xE1 0xBB. 0xC2 leads NBSP, soft
// hyphen and guillemets, 0xC9 and 0xCA look-alikes, 0xCC and more combining marks and the rest.
Answers is_suspect(Bytes a, Bytes b) {
  const Answers control = (a < 0x20) & (a != '\n');
  const Answers sign = (a == '`') | (a == 0xC2) | (a == 0xC9) | (a == 0xCA);
  const Answers other = (a >= 0xCC) & (a != 0xE1);
  const Answers high = (a == 0xE1) & ((b & 0xFE) != 0xBA);
  const Answers space = (a == ' ') & (b == ' ');
  const Answers d = (a == 0xC6) & ((b == 0x89) | (b == 0x8C));
  return control | sign | other | high | space | d;
}

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
  explicit Cleaner(std::string_view source) : source_(source), finder_(source), out_(source) {}

  Rewritten run() && {
    finder_.for_each([this](std::size_t at) { return handle(at); });
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
    if (at > out_.done() && source_[at - 1] == ' ') --at;
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

  // The usual case by far: a letter of ours and its marks, with nothing invisible among them.
  // Returns where they end, or `at` when the case is another.
  std::size_t plain_cluster(std::size_t at) {
    std::size_t end = at + code_point_at(source_, at).size;
    CodePoint c = code_point_at(source_, end);
    while (mark(c.value)) {
      end += c.size;
      c = code_point_at(source_, end);
    }
    if (c.value >= 0x80 && (is_invisible(c.value) || is_composing(c.value))) return at;
    const auto composed = compose_letter(source_.substr(at, end - at));
    if (!composed) return at;
    std::string with;
    append_utf8(with, *composed);
    out_.replace(at, end, with);
    return end;
  }

  std::size_t cluster(std::size_t at) {
    if (const std::size_t plain_end = plain_cluster(at); plain_end > at) return plain_end;
    std::string visible;
    std::size_t characters = 0, end = at;
    for (CodePoint c; (c = code_point_at(source_, end)).size > 0; end += c.size) {
      const bool invisible = is_invisible(c.value);
      if (end > at && !invisible && !is_composing(c.value)) break;
      if (invisible) continue;
      visible += source_.substr(end, c.size);
      ++characters;
    }
    out_.replace(at, end, visible.empty() ? visible : clean_cluster(visible, characters));
    return end;
  }

  std::string_view source_;
  PairFinder<is_suspect> finder_;
  Rewriter out_;
};

}  // namespace

Rewritten clean_characters(std::string_view source) { return Cleaner(source).run(); }

}  // namespace bangvang::text
