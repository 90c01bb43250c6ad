#include "extractor/text/decode.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "extractor/base/scan.h"
#include "extractor/text/legacy.h"
#include "extractor/text/mixed.h"
#include "extractor/text/reading.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

// Whether bytes are text at all, and UTF-16, is decided on the first so many.
constexpr std::size_t kSample = 64 * 1024;
// 8-bit encodings are told apart on so many bytes from the first that is not ASCII. Each of them
// is tried, so this is what legacy text costs most; a page says enough in its first paragraphs.
constexpr std::size_t kGuessed = 8 * 1024;
// Notes on single bad bytes are given up to here, the rest as a count.
constexpr std::size_t kMaxNotes = 8;

using Kind = Error::Kind;

std::string at_byte(std::size_t at) { return "byte " + std::to_string(at); }

// ---- what is no text ----

struct Magic {
  std::string_view bytes;
  const char* what;
};

constexpr std::array kMagic = std::to_array<Magic>({
    {"%PDF-", "a PDF"},
    {"PK\x03\x04", "a ZIP archive or office document"},
    {"\x89PNG", "a PNG image"},
    {"GIF8", "a GIF image"},
    {"\xFF\xD8\xFF", "a JPEG image"},
    {"\x1F\x8B", "gzip data"},
    {"\xD0\xCF\x11\xE0", "an old office document"},
    {"{\\rtf", "an RTF document"},
    {"Rar!", "a RAR archive"},
    {"7z\xBC\xAF", "a 7z archive"},
    {"BZh", "bzip2 data"},
    {"\x28\xB5\x2F\xFD", "zstd data"},
});

// By byte, so that counting them costs nearly nothing. VISCII has letters on six of the others.
constexpr auto kControls = [] {
  std::array<bool, 256> table{};
  for (std::size_t b = 0; b < 0x20; ++b) {
    table[b] =
        std::string_view("\t\n\v\f\r\x02\x05\x06\x14\x19\x1E\x1A").find(static_cast<char>(b)) ==
        std::string_view::npos;
  }
  return table;
}();

bool is_control(char c) { return kControls[static_cast<std::uint8_t>(c)]; }

// Most texts have none of these and are spared the counting.
Answers may_be_control(Bytes a, Bytes) {
  return (a < 0x20) & (a != '\n') & (a != '\r') & (a != '\t');
}

std::optional<Error> binary(std::string_view bytes) {
  for (const Magic& magic : kMagic) {
    if (bytes.starts_with(magic.bytes)) {
      return Error{Kind::kBadInput, {}, {}, std::string("not text but ") + magic.what};
    }
  }
  const std::string_view sample = bytes.substr(0, kSample);
  if (PairFinder<may_be_control>(sample).next(0) == sample.size()) return std::nullopt;
  const auto controls =
      static_cast<std::size_t>(std::count_if(sample.begin(), sample.end(), is_control));
  // One in thirty: more than slips into text, far less than any compressed or binary data has. A
  // couple of them says nothing about a short text.
  if (controls <= 2 || controls * 30 <= sample.size()) return std::nullopt;
  const auto first = std::find_if(sample.begin(), sample.end(), is_control) - sample.begin();
  return Error{Kind::kBadInput,
               {},
               at_byte(static_cast<std::size_t>(first)),
               std::to_string(controls) + " control characters in " +
                   std::to_string(sample.size()) + " bytes, so not text"};
}

// ---- UTF-16 ----

enum class Order { kLittle, kBig };

// Without a mark, by the high bytes: those of Vietnamese text are almost all 00, 01, 03, 1E, 20.
std::optional<Order> utf16_order(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample & ~std::size_t{1});
  std::array<std::size_t, 2> likely{}, zero{};
  for (std::size_t at = 0; at < sample.size(); ++at) {
    const auto b = byte_at(sample, at);
    if (b == 0) ++zero[at % 2];
    if (b == 0 || b == 1 || b == 3 || b == 0x1E || b == 0x20) ++likely[at % 2];
  }
  const std::size_t pairs = sample.size() / 2;
  if (pairs == 0) return std::nullopt;
  const auto fits = [&](std::size_t high) {
    return likely[high] * 20 >= pairs * 19 && zero[high] * 3 >= pairs &&
           zero[1 - high] * 20 <= pairs;
  };
  if (fits(1)) return Order::kLittle;
  return fits(0) ? std::optional(Order::kBig) : std::nullopt;
}

void replaced_note(std::vector<std::string>& notes, std::size_t& count, std::size_t at,
                   const char* what) {
  if (++count <= kMaxNotes) notes.push_back(at_byte(at) + ": " + what + ", replaced by U+FFFD");
}

void rest_note(std::vector<std::string>& notes, std::size_t count) {
  if (count > kMaxNotes) notes.push_back(std::to_string(count - kMaxNotes) + " more replacements");
}

Decoded from_utf16(std::string_view bytes, Order order, std::size_t offset) {
  Decoded out;
  out.encoding = order == Order::kLittle ? "utf-16le" : "utf-16be";
  const auto unit = [&](std::size_t at) -> char32_t {
    const char32_t a = byte_at(bytes, at), b = byte_at(bytes, at + 1);
    return order == Order::kLittle ? b << 8 | a : a << 8 | b;
  };
  std::size_t bad = 0, at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    const bool high = c >= 0xD800 && c < 0xDC00;
    const char32_t low = high && at + 3 < bytes.size() ? unit(at + 2) : 0;
    if (high && low >= 0xDC00 && low < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    } else if (c == 0 || (c >= 0xD800 && c < 0xE000)) {
      replaced_note(out.notes, bad, at + offset, c == 0 ? "NUL" : "half of a surrogate pair");
      c = kReplacement;
    }
    append_utf8(out.utf8, c);
  }
  if (at < bytes.size()) {
    replaced_note(out.notes, bad, at + offset, "half a character");
    append_utf8(out.utf8, kReplacement);
  }
  rest_note(out.notes, bad);
  return out;
}

// ---- UTF-8 ----

struct Utf8Count {
  std::size_t good = 0;  // sequences of two bytes and more
  std::size_t bad = 0;
};

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count count;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t bad = 0;
    const std::size_t size = sequence_at(bytes, at, bad);
    count.good += size > 1 ? 1u : 0u;
    // A sequence cut off by the end of the text speaks for UTF-8 rather than against it.
    const bool cut = size == 0 && at + bad == bytes.size() && bad > 1;
    count.bad += size == 0 && !cut ? 1u : 0u;
    at += size > 0 ? size : bad;
  }
  return count;
}

void copy_with_replacements(std::string_view bytes, std::size_t offset, Decoded& out) {
  std::size_t replaced = 0, at = 0;
  out.utf8.reserve(bytes.size() + 16);
  while (at < bytes.size()) {
    std::size_t bad = 0;
    const std::size_t size = sequence_at(bytes, at, bad);
    if (size > 0 && bytes[at] != '\0') {
      out.utf8 += bytes.substr(at, size);
      at += size;
      continue;
    }
    const bool cut = size == 0 && at + bad == bytes.size() && byte_at(bytes, at) >= 0xC2;
    replaced_note(out.notes, replaced, at + offset,
                  size > 0 ? "NUL"
                  : cut    ? "text cut off inside a character"
                           : "not UTF-8");
    append_utf8(out.utf8, kReplacement);
    at += size > 0 ? size : bad;
  }
  rest_note(out.notes, replaced);
}

// ---- 8-bit encodings ----

std::optional<Charset> declared_legacy(std::string_view name) {
  struct Alias {
    std::string_view name;
    Charset charset;
  };
  constexpr std::array kAliases = std::to_array<Alias>({
      {"windows1258", Charset::kWindows1258},
      {"cp1258", Charset::kWindows1258},
      {"xcp1258", Charset::kWindows1258},
      {"tcvn", Charset::kTcvn3},
      {"tcvn3", Charset::kTcvn3},
      {"tcvn5712", Charset::kTcvn3},
      {"tcvn57121", Charset::kTcvn3},
      {"xviettcvn5712", Charset::kTcvn3},
      {"abc", Charset::kTcvn3},
      {"viscii", Charset::kViscii},
      {"xviscii", Charset::kViscii},
      {"xvietviscii", Charset::kViscii},
      {"vni", Charset::kVni},
      {"xvietvni", Charset::kVni},
      {"vps", Charset::kVps},
      {"xvietvps", Charset::kVps},
      {"windows1252", Charset::kWindows1252},
      {"cp1252", Charset::kWindows1252},
      {"iso88591", Charset::kWindows1252},
      {"latin1", Charset::kWindows1252},
      {"usascii", Charset::kWindows1252},
      {"ascii", Charset::kWindows1252},
  });
  for (const Alias& alias : kAliases) {
    if (alias.name == name) return alias.charset;
  }
  return std::nullopt;
}

// Lower case without what separates: "ISO_8859-1" and "iso8859-1" are the same.
std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

struct Guess {
  Charset charset = Charset::kWindows1252;
  double share = 0;   // of its marked words that are syllables
  double second = 0;  // the same for the next best
  bool foreign = false;
};

Guess guess_legacy(std::string_view sample, std::optional<Charset> declared) {
  constexpr std::array kCandidates = {Charset::kTcvn3,       Charset::kVni,
                                      Charset::kViscii,      Charset::kWindows1258,
                                      Charset::kWindows1252, Charset::kVps};
  Guess best;
  for (const Charset charset : kCandidates) {
    const Reading reading = read(from_legacy(sample, charset));
    // What is declared wins a tie, also a near one.
    const double share = reading.share() + (declared == charset ? 0.1 : 0.0);
    if (share > best.share) {
      best = {charset, share, best.share, reading.looks_foreign()};
    } else {
      best.second = std::max(best.second, share);
    }
  }
  return best;
}

Result<Decoded> from_8_bit(std::string_view bytes, std::string_view declared_name) {
  const std::string name = plain_name(declared_name);
  const auto declared = declared_legacy(name);
  const auto high = std::find_if(bytes.begin(), bytes.end(),
                                 [](char c) { return static_cast<std::uint8_t>(c) >= 0x80; });
  const auto first = static_cast<std::size_t>(high - bytes.begin());
  // A word back, for its first letters.
  const std::string_view sample = bytes.substr(first - std::min<std::size_t>(first, 8), kGuessed);
  const Guess guess = guess_legacy(sample, declared);
  const bool sure = guess.share >= 0.6 && guess.share >= guess.second + 0.1 && !guess.foreign;
  const Charset charset = sure ? guess.charset : declared.value_or(Charset::kWindows1252);
  if (charset == Charset::kVps)
    return fail(Kind::kUnsupported, "written in VPS, which is not read");
  if (!sure && !declared && !name.empty() && name != "utf8" && !name.starts_with("utf16")) {
    return fail(Kind::kUnsupported, "charset " + std::string(declared_name) + " is not read");
  }
  Decoded out;
  out.utf8 = from_legacy(bytes, charset);
  out.encoding = name_of(charset);
  if (!sure) {
    out.notes.push_back(declared ? "content does not tell the encoding, read as declared"
                                 : "content does not tell the encoding, read as windows-1252");
  } else if (!name.empty() && declared != charset) {
    out.notes.push_back("declared " + std::string(declared_name) + ", reads as " + out.encoding);
  }
  for (std::size_t at = 0; (at = out.utf8.find('\0', at)) != std::string::npos;) {
    out.utf8.replace(at, 1, "\uFFFD");
  }
  return out;
}

// `valid` spares a second look at bytes already found to be UTF-8.
Result<Decoded> from_utf8(std::string_view bytes, std::size_t offset, bool valid) {
  Decoded out;
  out.encoding = "utf-8";
  const bool clean = valid && bytes.find('\0') == std::string_view::npos;
  if (clean) {
    out.utf8 = bytes;
  } else {
    copy_with_replacements(bytes, offset, out);
  }
  mend_misread(out.utf8, out.notes);
  return out;
}

}  // namespace

Result<Decoded> decode(std::string_view bytes, std::string_view declared_charset) {
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) ||
      bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
    return fail(Kind::kUnsupported, "UTF-32 is not read");
  }
  if (bytes.starts_with("\xEF\xBB\xBF"))
    return from_utf8(bytes.substr(3), 3, invalid_at(bytes, 3) == std::string_view::npos);
  if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2), Order::kLittle, 2);
  if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2), Order::kBig, 2);
  const bool has_nul = bytes.find('\0') != std::string_view::npos;
  if (has_nul) {
    if (const auto order = utf16_order(bytes)) return from_utf16(bytes, *order, 0);
  }
  if (auto error = binary(bytes)) return std::unexpected(std::move(*error));
  if (invalid_at(bytes) == std::string_view::npos) return from_utf8(bytes, 0, true);
  // A lone bad byte in UTF-8 is damage; in an 8-bit text nearly every sequence is bad.
  const Utf8Count count = count_utf8(bytes);
  if (count.good >= 3 * count.bad) return from_utf8(bytes, 0, false);
  return from_8_bit(bytes, declared_charset);
}

std::string readable(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t bad = 0;
    const std::size_t size = sequence_at(bytes, at, bad);
    size != 0 ? out.append(bytes, at, size) : out.append("\uFFFD");
    at += size != 0 ? size : bad;
  }
  return out;
}

}  // namespace bangvang::text
