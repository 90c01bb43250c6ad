#include "extractor/text/legacy.h"

#include <unicode/ucnv.h>

#include <array>
#include <cassert>

#include "extractor/text/letters.h"
#include "extractor/text/utf8.h"

namespace bangvang::text {
namespace {

// Bytes 0x80 to 0xFF; ? where there is no character.
using HighHalf = std::u32string_view;

// Word processors put windows-1252 punctuation between words set in a TCVN3 font, so 0x80 to 0x9F
// are read as that.
constexpr HighHalf kWindows1252 =
    U"€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ"
    U"\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿"
    U"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
    U"àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";

constexpr HighHalf kTcvn3 =
    U"€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ"
    U"\u00A0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    U"ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    U"ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

constexpr HighHalf kViscii =
    U"ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    U"Õắằặấầẩậẽẹếềểễệốồổỗ\u1EE0\u01A0ộờởịỰỨỪỬơớƯ"
    U"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    U"àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

// Only what is needed to recognise a text.
constexpr HighHalf kVps =
    U"????????????????????????????????"
    U"\u00A0?ằ???????ở???ợ???????ộ?????????"
    U"???????đ????ỉ?ị????ố??ơ?????ư???"
    U"àáâã??ă?èéê?ìí????òóôõ???ùú??ý??";

static_assert(kWindows1252.size() == 128 && kTcvn3.size() == 128);
static_assert(kViscii.size() == 128 && kVps.size() == 128);

std::string by_table(std::string_view bytes, HighHalf high) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  for (const char c : bytes) {
    const auto b = static_cast<std::uint8_t>(c);
    const std::size_t at = b - 0x80u;
    if (b < 0x80) {
      out += c;
    } else {
      append_utf8(out, at < high.size() && high[at] != U'?' ? high[at] : kReplacement);
    }
  }
  return out;
}

// VISCII had no room for six capitals above 0x80 and put them on control characters.
std::string from_viscii(std::string_view bytes) {
  constexpr std::string_view kFrom = "\x02\x05\x06\x14\x19\x1E";
  constexpr std::u32string_view kTo = U"ẲẴẪỶỸỴ";
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  for (const char c : bytes) {
    const auto b = static_cast<std::uint8_t>(c);
    const std::size_t capital = b < 0x20 ? kFrom.find(c) : kFrom.npos;
    append_utf8(out, b >= 0x80 ? kViscii[b - 0x80u] : capital != kFrom.npos ? kTo[capital] : b);
  }
  return out;
}

// VNI writes a letter and then a byte for its marks, in Latin-1 clothes: aù á, eä ệ. The letters
// ơ and ư are ô and ö; those of i, ĩ and so on stand alone.
std::optional<Mark> vni_tone(char32_t c) {
  switch (c) {
    case U'ù':
    case U'Ù':
      return Mark{Quality::kNone, Tone::kAcute};
    case U'ø':
    case U'Ø':
      return Mark{Quality::kNone, Tone::kGrave};
    case U'û':
    case U'Û':
      return Mark{Quality::kNone, Tone::kHook};
    case U'õ':
    case U'Õ':
      return Mark{Quality::kNone, Tone::kTilde};
    case U'ï':
    case U'Ï':
      return Mark{Quality::kNone, Tone::kDot};
    default:
      return std::nullopt;
  }
}

std::optional<Mark> vni_quality(char32_t c) {
  switch (c) {
    case U'â':
    case U'Â':
      return Mark{Quality::kCircumflex, Tone::kNone};
    case U'á':
    case U'Á':
      return Mark{Quality::kCircumflex, Tone::kAcute};
    case U'à':
    case U'À':
      return Mark{Quality::kCircumflex, Tone::kGrave};
    case U'å':
    case U'Å':
      return Mark{Quality::kCircumflex, Tone::kHook};
    case U'ã':
    case U'Ã':
      return Mark{Quality::kCircumflex, Tone::kTilde};
    case U'ä':
    case U'Ä':
      return Mark{Quality::kCircumflex, Tone::kDot};
    case U'ê':
    case U'Ê':
      return Mark{Quality::kBreve, Tone::kNone};
    case U'é':
    case U'É':
      return Mark{Quality::kBreve, Tone::kAcute};
    case U'è':
    case U'È':
      return Mark{Quality::kBreve, Tone::kGrave};
    case U'ú':
    case U'Ú':
      return Mark{Quality::kBreve, Tone::kHook};
    case U'ü':
    case U'Ü':
      return Mark{Quality::kBreve, Tone::kTilde};
    case U'ë':
    case U'Ë':
      return Mark{Quality::kBreve, Tone::kDot};
    default:
      return std::nullopt;
  }
}

char32_t vni_single(char32_t c) {
  constexpr std::u32string_view kFrom = U"ôÔöÖñÑíÍìÌæÆóÓòÒîÎ";
  constexpr std::u32string_view kTo = U"ơƠưƯđĐíÍìÌỉỈĩĨịỊỵỴ";
  const std::size_t at = kFrom.find(c);
  return at == kFrom.npos ? c : kTo[at];
}

std::string from_vni(std::string_view bytes) {
  std::string out;
  const auto latin1 = [&](std::size_t at) -> char32_t {
    return at < bytes.size() ? byte_at(bytes, at) : 0;
  };
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    char32_t c = latin1(at);
    if (c >= 0x80 && c < 0xA0) {
      out += by_table(bytes.substr(at, 1), kWindows1252);
      continue;
    }
    c = vni_single(c);
    auto l = letter(c);
    auto m = vni_tone(latin1(at + 1));
    if (!m && l && l->quality == Quality::kNone) m = vni_quality(latin1(at + 1));
    if (l && m && l->is_vowel() && l->tone == Tone::kNone) {
      if (m->quality != Quality::kNone) l->quality = m->quality;
      l->tone = m->tone;
      if (const char32_t composed = code_point(*l); composed != 0) {
        c = composed;
        ++at;
      }
    }
    append_utf8(out, c);
  }
  return out;
}

// Through ICU, which knows how the table of windows-1258 differs from that of windows-1252.
std::string from_windows1258(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open("windows-1258", &status);
  if (U_FAILURE(status)) return by_table(bytes, kWindows1252);
  std::array<UChar, 256> map{};
  for (std::size_t b = 0; b < 256; ++b) {
    const char c = static_cast<char>(b);
    UChar to[4];
    UErrorCode one = U_ZERO_ERROR;
    const auto size = ucnv_toUChars(converter, to, 4, &c, 1, &one);
    map[b] = U_SUCCESS(one) && size == 1 ? to[0] : static_cast<UChar>(kReplacement);
  }
  ucnv_close(converter);
  std::string out;
  for (const char c : bytes) append_utf8(out, map[static_cast<std::uint8_t>(c)]);
  return out;
}

}  // namespace

std::string_view name_of(Charset charset) {
  switch (charset) {
    case Charset::kTcvn3:
      return "tcvn3";
    case Charset::kVni:
      return "vni";
    case Charset::kViscii:
      return "viscii";
    case Charset::kWindows1258:
      return "windows-1258";
    case Charset::kWindows1252:
      return "windows-1252";
    case Charset::kVps:
      return "vps";
  }
  return {};
}

std::string from_legacy(std::string_view bytes, Charset charset) {
  switch (charset) {
    case Charset::kTcvn3:
      return by_table(bytes, kTcvn3);
    case Charset::kVni:
      return from_vni(bytes);
    case Charset::kViscii:
      return from_viscii(bytes);
    case Charset::kWindows1258:
      return from_windows1258(bytes);
    case Charset::kWindows1252:
      return by_table(bytes, kWindows1252);
    case Charset::kVps:
      return by_table(bytes, kVps);
  }
  return {};
}

std::optional<std::string> to_windows1252(std::string_view utf8) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint c = code_point_at(utf8, at);
    at += c.size;
    if (c.value < 0x100) {
      out += static_cast<char>(c.value);
      continue;
    }
    const std::size_t found = kWindows1252.substr(0, 32).find(c.value);
    if (found == HighHalf::npos) return std::nullopt;
    out += static_cast<char>(0x80 + found);
  }
  return out;
}

}  // namespace bangvang::text
