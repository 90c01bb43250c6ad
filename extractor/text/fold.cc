#include <algorithm>
#include <array>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "extractor/text/normal_text.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

// Nearly all characters of our texts lie below U+0250 or among the Vietnamese letters at U+1E00;
// for these a table says at once what is written instead.
constexpr char32_t kLowEnd = 0x250, kHighBegin = 0x1E00, kHighEnd = 0x1F00;

struct Written {
  std::uint8_t size = 0;
  std::array<char, 3> bytes{};
};

char32_t lower_of(char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); }

bool is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }

// Lower case without marks, as far as that is one letter and some marks.
char32_t fold_of(char32_t c) {
  const char32_t low = lower_of(c);
  if (low == U'đ' || c == U'Ð' || c == U'ð') return 'd';
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString parts;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status) || !nfd->getDecomposition(static_cast<UChar32>(low), parts)) return low;
  const auto first = static_cast<char32_t>(parts.char32At(0));
  for (std::int32_t at = U16_LENGTH(static_cast<UChar32>(first)); at < parts.length(); ++at) {
    if (!is_mark(static_cast<char32_t>(parts.char32At(at)))) return low;
  }
  return is_mark(first) ? low : first;
}

// Two runs of a table: U+0000 to kLowEnd and kHighBegin to kHighEnd.
class Table {
 public:
  explicit Table(char32_t (*map)(char32_t), bool drops_marks)
      : map_(map), drops_marks_(drops_marks) {
    for (char32_t c = 0; c < kLowEnd; ++c) low_[c] = written(c, map(c));
    for (char32_t c = kHighBegin; c < kHighEnd; ++c) high_[c - kHighBegin] = written(c, map(c));
  }

  std::string apply(std::string_view in) const {
    std::string out;
    // No entry is longer than what it stands for; three bytes are stored at a time.
    out.resize(in.size() + 3);
    char* to = out.data();
    std::size_t at = 0;
    while (at < in.size()) {
      if (const std::uint8_t byte = byte_at(in, at); byte < 0x80) {
        *to++ = low_[byte].bytes[0];
        ++at;
        continue;
      }
      const CodePoint c = code_point_at(in, at);
      at += c.size;
      const Written* w = find(c.value);
      if (w == nullptr) {
        if (drops_marks_ && is_mark(c.value)) continue;
        std::string other;
        append_utf8(other, map_(c.value));
        const std::size_t used = static_cast<std::size_t>(to - out.data());
        // A rare letter may grow (Ⱥ, in lower case ⱥ): keep room for all that is to come.
        if (out.size() < used + other.size() + (in.size() - at) + 3) {
          out.resize(out.size() + out.size() / 8 + 16);
          to = out.data() + used;
        }
        to = std::copy(other.begin(), other.end(), to);
        continue;
      }
      to[0] = w->bytes[0], to[1] = w->bytes[1], to[2] = w->bytes[2];
      to += w->size;
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
    return out;
  }

 private:
  const Written* find(char32_t c) const {
    const Written* w = c < kLowEnd                       ? &low_[c]
                       : c >= kHighBegin && c < kHighEnd ? &high_[c - kHighBegin]
                                                         : nullptr;
    return w != nullptr && w->size > 0 ? w : nullptr;
  }

  // Empty when what is written is longer than `c` itself: such letters go the slow way.
  static Written written(char32_t c, char32_t as) {
    std::string from, to;
    append_utf8(from, c);
    append_utf8(to, as);
    Written w;
    if (to.size() > from.size()) return w;
    w.size = static_cast<std::uint8_t>(to.size());
    std::copy(to.begin(), to.end(), w.bytes.begin());
    return w;
  }

  char32_t (*map_)(char32_t);
  bool drops_marks_;
  std::array<Written, kLowEnd> low_;
  std::array<Written, kHighEnd - kHighBegin> high_;
};

}  // namespace

std::string fold(std::string_view utf8) {
  static const Table table(fold_of, true);
  return table.apply(utf8);
}

std::string lower(std::string_view utf8) {
  static const Table table(lower_of, false);
  return table.apply(utf8);
}

}  // namespace bangvang::text
