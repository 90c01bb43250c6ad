#include "extractor/text/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace bangvang::text {
namespace {

// Bytes are looked at sixteen at a time: what stands at one place of a block may be missed at
// another.
constexpr std::size_t kPlaces = 40;

TEST(InvalidAt, FindsWhatIsNoUtf8AtEveryPlace) {
  struct Case {
    const char* why;
    std::string bytes;
  };
  const Case cases[] = {
      {"continuation alone", "\x80"},
      {"two bytes for a letter of ASCII", "\xC1\xA1"},
      {"three bytes where two do", "\xE0\x9F\xBF"},
      {"four bytes where three do", "\xF0\x8F\xBF\xBF"},
      {"half of a surrogate pair", "\xED\xA0\x80"},
      {"beyond the last character", "\xF4\x90\x80\x80"},
      {"no lead byte", "\xF5\x80\x80\x80"},
      {"a lead and a letter",
       "\xE1\xBA"
       "a"},
      {"two leads", "\xC3\xC3\xA0"},
  };
  for (const Case& c : cases) {
    for (std::size_t place = 0; place < kPlaces; ++place) {
      SCOPED_TRACE(c.why + (" at " + std::to_string(place)));
      const std::string text = std::string(place, 'a') + c.bytes;
      EXPECT_EQ(invalid_at(text), place);
      EXPECT_EQ(invalid_at(text + std::string(kPlaces, 'b')), place);
    }
  }
}

TEST(InvalidAt, FindsTheSequenceThatTheEndCutsOff) {
  for (const std::string sequence : {"\xC3\xA0", "\xE1\xBA\xA1", "\xF0\x9F\x8F\x86"}) {
    for (std::size_t place = 0; place < kPlaces; ++place) {
      SCOPED_TRACE(place);
      const std::string before(place, 'a');
      EXPECT_EQ(invalid_at(before + sequence), std::string::npos);
      for (std::size_t size = 1; size < sequence.size(); ++size) {
        EXPECT_EQ(invalid_at(before + sequence.substr(0, size)), place);
      }
    }
  }
}

TEST(InvalidAt, TakesTheFirstAndLastOfEveryLength) {
  std::string text;
  for (const char32_t c : {0x0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xD7FF, 0xE000, 0xFFFF,
                           0x10000, 0x3FFFF, 0x40000, 0x10FFFF}) {
    append_utf8(text, c);
  }
  for (std::size_t place = 0; place < kPlaces; ++place) {
    EXPECT_EQ(invalid_at(std::string(place, 'a') + text), std::string::npos);
  }
}

}  // namespace
}  // namespace bangvang::text
