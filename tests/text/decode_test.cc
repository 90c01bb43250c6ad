#include "extractor/text/decode.h"

#include <gtest/gtest.h>

#include "extractor/text/normal_text.h"

namespace bangvang::text {
namespace {

using std::string;
using std::string_view;

constexpr string_view kText =
    "Hội nghị ký kết giao ước thi đua: Sở Nội vụ là Khối trưởng, tỉnh được tặng Bằng khen năm "
    "2023.";

struct Encoded {
  const char* encoding;
  string_view bytes;
};

// kText in the encodings of its time.
constexpr Encoded kLegacy[] = {
    {"tcvn3",
     "H\xE9"
     "i ngh\xDE"
     " k\xFD"
     " k\xD5"
     "t giao \xAD"
     "\xED"
     "c thi \xAE"
     "ua: S\xEB"
     " N\xE9"
     "i v\xF4"
     " l\xB5"
     " Kh\xE8"
     "i tr\xAD"
     "\xEB"
     "ng, t\xD8"
     "nh \xAE"
     "\xAD"
     "\xEE"
     "c t\xC6"
     "ng B\xBB"
     "ng khen n\xA8"
     "m 2023."},
    {"vni",
     "Ho\xE4"
     "i ngh\xF2"
     " ky\xF9"
     " ke\xE1"
     "t giao \xF6"
     "\xF4"
     "\xF9"
     "c thi \xF1"
     "ua: S\xF4"
     "\xFB"
     " No\xE4"
     "i vu\xEF"
     " la\xF8"
     " Kho\xE1"
     "i tr\xF6"
     "\xF4"
     "\xFB"
     "ng, t\xE6"
     "nh \xF1"
     "\xF6"
     "\xF4"
     "\xEF"
     "c ta\xEB"
     "ng Ba\xE8"
     "ng khen na\xEA"
     "m 2023."},
    {"viscii",
     "H\xB5"
     "i ngh\xB8"
     " k\xFD"
     " k\xAA"
     "t giao \xDF"
     "\xBE"
     "c thi \xF0"
     "ua: S\xB7"
     " N\xB5"
     "i v\xF8"
     " l\xE0"
     " Kh\xAF"
     "i tr\xDF"
     "\xB7"
     "ng, t\xEF"
     "nh \xF0"
     "\xDF"
     "\xFE"
     "c t\xA3"
     "ng B\xA2"
     "ng khen n\xE5"
     "m 2023."},
    {"windows-1258",
     "H\xF4"
     "\xF2"
     "i nghi\xF2"
     " ky\xEC"
     " k\xEA"
     "\xEC"
     "t giao \xFD"
     "\xF5"
     "\xEC"
     "c thi \xF0"
     "ua: S\xF5"
     "\xD2"
     " N\xF4"
     "\xF2"
     "i vu\xF2"
     " l\xE0"
     " Kh\xF4"
     "\xEC"
     "i tr\xFD"
     "\xF5"
     "\xD2"
     "ng, ti\xD2"
     "nh \xF0"
     "\xFD"
     "\xF5"
     "\xF2"
     "c t\xE3"
     "\xF2"
     "ng B\xE3"
     "\xCC"
     "ng khen n\xE3"
     "m 2023."},
};

string composed(const string& utf8) {
  const auto text = normalise(utf8);
  return text ? string(text->utf8()) : text.error().message();
}

// As the bytes look to one who takes them for Latin-1.
string surface(string_view bytes) {
  string out;
  for (const char c : bytes) {
    const auto b = static_cast<unsigned char>(c);
    if (b < 0x80) {
      out += c;
    } else {
      out += static_cast<char>(0xC0 | b >> 6);
      out += static_cast<char>(0x80 | (b & 0x3F));
    }
  }
  return out;
}

string utf16(string_view text, bool big) {
  string out;
  for (std::size_t at = 0; at < text.size();) {
    unsigned c = static_cast<unsigned char>(text[at]);
    const std::size_t size = c < 0x80 ? 1 : c < 0xE0 ? 2 : 3;
    if (size > 1) c &= size == 2 ? 0x1F : 0x0F;
    for (std::size_t i = 1; i < size; ++i)
      c = c << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
    const char high = static_cast<char>(c >> 8), low = static_cast<char>(c);
    out += big ? high : low;
    out += big ? low : high;
    at += size;
  }
  return out;
}

TEST(Decode, LeavesUtf8Alone) {
  for (const string_view text :
       {string_view(), string_view("a"), kText, string_view("Sở\u00A0Y tế – “x” 30° ©")}) {
    const auto got = decode(text);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->utf8, text);
    EXPECT_EQ(got->encoding, "utf-8");
    EXPECT_TRUE(got->notes.empty());
  }
}

TEST(Decode, FindsUnicodeFormsWithAndWithoutMark) {
  struct Case {
    const char* why;
    string bytes;
    const char* encoding;
  };
  const Case cases[] = {
      {"UTF-8 with mark", "\xEF\xBB\xBF" + string(kText), "utf-8"},
      {"little endian with mark", "\xFF\xFE" + utf16(kText, false), "utf-16le"},
      {"big endian with mark", "\xFE\xFF" + utf16(kText, true), "utf-16be"},
      {"little endian", utf16(kText, false), "utf-16le"},
      {"big endian", utf16(kText, true), "utf-16be"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const auto got = decode(c.bytes, "iso-8859-1");
    ASSERT_TRUE(got) << got.error().message();
    EXPECT_EQ(got->utf8, kText);
    EXPECT_EQ(got->encoding, c.encoding);
  }
}

TEST(Decode, TellsLegacyEncodingsByContentWhateverIsDeclared) {
  for (const Encoded& c : kLegacy) {
    for (const char* declared : {"", "utf-8", "ISO-8859-1", "windows-1252", c.encoding}) {
      SCOPED_TRACE(string(c.encoding) + " declared as " + declared);
      const auto got = decode(c.bytes, declared);
      ASSERT_TRUE(got) << got.error().message();
      EXPECT_EQ(composed(got->utf8), kText);
      EXPECT_EQ(got->encoding, c.encoding);
    }
  }
}

TEST(Decode, MendsLinesOfOldTextInsideUnicodeText) {
  for (const Encoded& c : kLegacy) {
    SCOPED_TRACE(c.encoding);
    const auto got = decode(string(kText) + "\n" + surface(c.bytes) + "\n" + string(kText));
    ASSERT_TRUE(got);
    EXPECT_EQ(composed(got->utf8), string(kText) + "\n" + string(kText) + "\n" + string(kText));
    ASSERT_EQ(got->notes.size(), 1u);
    EXPECT_EQ(got->notes[0], string("mixed: line 2: read as ") + c.encoding);
  }
}

TEST(Decode, MendsUtf8ThatWasReadAsLatin) {
  const string once = surface(kText), twice = surface(once);
  for (const string& text : {once, twice}) {
    const auto got = decode(text);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->utf8, kText);
    ASSERT_EQ(got->notes.size(), 1u);
  }
  EXPECT_EQ(decode("Há»™i nghá»‹ thi Ä‘ua")->utf8, "Hội nghị thi đua");
}

TEST(Decode, LeavesOtherLanguagesAlone) {
  for (const string_view text :
       {"Los niños españoles están en la montaña; el señor José volvió mañana.",
        "Größe, Straße, müßte, Äpfel und Öl für schöne Mädchen.",
        "« Les élèves de l'école où j'étais » © 2023", "Æðið þitt er gott, bróðir."}) {
    const auto got = decode(text);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->utf8, text);
  }
}

TEST(Decode, ReplacesWhatIsDamagedAndSaysWhere) {
  const auto cut = decode(kText.substr(0, 3));
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->encoding, "utf-8") << "a text cut inside its first letters is still UTF-8";

  const string_view many = kText.substr(0, kText.find("ưởng") + 4);
  const auto damaged = decode(many);
  ASSERT_TRUE(damaged);
  EXPECT_EQ(damaged->encoding, "utf-8");
  EXPECT_TRUE(damaged->utf8.ends_with("\uFFFD")) << damaged->utf8;
  ASSERT_EQ(damaged->notes.size(), 1u);
  EXPECT_NE(damaged->notes[0].find("text cut off inside a character"), string::npos);

  const auto middle = decode(string(kText) + "\xFF" + string(kText));
  ASSERT_TRUE(middle);
  EXPECT_EQ(middle->utf8, string(kText) + "\uFFFD" + string(kText));
  EXPECT_EQ(middle->notes[0],
            "byte " + std::to_string(kText.size()) + ": not UTF-8, replaced by U+FFFD");

  const auto nul = decode(string_view("Hội\0nghị thi đua", 19));
  ASSERT_TRUE(nul);
  EXPECT_TRUE(nul->utf8.starts_with("Hội\uFFFDnghị"));
}

TEST(Decode, RefusesWhatIsNoText) {
  struct Case {
    const char* why;
    string bytes;
    Error::Kind kind;
  };
  const Case cases[] = {
      {"PDF", "%PDF-1.4\nstuff", Error::Kind::kBadInput},
      {"ZIP", "PK\x03\x04stuff", Error::Kind::kBadInput},
      {"PNG", "\x89PNG\r\n\x1A\n", Error::Kind::kBadInput},
      {"control characters", "ab\x01\x03\x04\x07\x08", Error::Kind::kBadInput},
      {"NULs", string(100, '\0'), Error::Kind::kBadInput},
      {"UTF-32", string("\xFF\xFE\0\0a\0\0\0", 8), Error::Kind::kUnsupported},
      {"another charset", "\xB1\xB2\xB3\xB4\xB5\xC4\xB1\xB2", Error::Kind::kUnsupported},
      {"VPS",
       "h\xB6i ngh\xCE thi \xC7ua, kh\xD3i tr\xDC"
       "\xAA"
       "ng, \xC7\xDC\xAE"
       "c t\xCCnh",
       Error::Kind::kUnsupported},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const auto got = decode(c.bytes, string_view(c.why) == "another charset" ? "gb2312" : "");
    ASSERT_FALSE(got) << got->encoding << ": " << got->utf8;
    EXPECT_EQ(got.error().kind, c.kind);
    EXPECT_FALSE(got.error().reason.empty());
  }
}

}  // namespace
}  // namespace bangvang::text
