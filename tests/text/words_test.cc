// Tone marks, lost spaces, look-alikes, wrapped lines, folding.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "extractor/text/normal_text.h"
#include "extractor/text/syllable.h"

namespace bangvang::text {
namespace {

using std::string;
using std::string_view;

string normal(string_view raw) {
  const auto text = normalise(raw);
  return text ? string(text->utf8()) : "error: " + text.error().message();
}

struct Pair {
  string_view from, to;
};

TEST(CanonicalTones, PutsTheMarkInItsOfficialPlace) {
  const Pair cases[] = {
      {"hoà", "hòa"},     {"uỷ", "ủy"},       {"Uỷ", "Ủy"},       {"HOÀ", "HÒA"},
      {"khoẻ", "khỏe"},   {"hòan", "hoàn"},   {"tòan", "toàn"},   {"hùynh", "huỳnh"},
      {"qúy", "quý"},     {"qủa", "quả"},     {"gìa", "già"},     {"gíup", "giúp"},
      {"thủơ", "thuở"},   {"tíên", "tiến"},   {"nứơc", "nước"},   {"cuả", "của"},
      {"miá", "mía"},     {"ngòai", "ngoài"}, {"ngoaì", "ngoài"}, {"chuýên", "chuyến"},
      {"khủyu", "khuỷu"}, {"gíêng", "giếng"}, {"múôn", "muốn"},   {"qúôc", "quốc"},
      {"thuỷ", "thủy"},
  };
  for (const Pair& c : cases) {
    EXPECT_EQ(canonical_tones(c.from), c.to) << c.from;
    EXPECT_EQ(normal(c.from), c.to) << c.from;
  }
}

TEST(CanonicalTones, LeavesAllElseAlone) {
  for (const string_view word :
       {"",      "hòa",  "ủy",    "quý",   "già",   "gì",    "gìn",    "giếng", "gịa",    "của",
        "mía",   "sữa",  "người", "hươu",  "khuỷu", "thuở",  "Huế",    "thuế",  "khuya",  "ngoằn",
        "xoong", "moóc", "yếu",   "Nghĩa", "Đắk",   "Krông", "Pleikư", "ABC",   "hoàxyz", "áá",
        "5",     "quà",  "quỳnh", "chịu",  "bùi",   "cứu",   "đoàn",   "đã",    "Đô"}) {
    EXPECT_EQ(canonical_tones(word), word);
    EXPECT_EQ(normal(word), word);
  }
}

TEST(Normalise, PutsBackLostSpaces) {
  const Pair cases[] = {
      {"2023,Hội", "2023, Hội"},
      {"khối,đồng", "khối, đồng"},
      {"giao.Toàn", "giao. Toàn"},
      {"bình:Tin", "bình: Tin"},
      {"Hà Nội.Ông", "Hà Nội. Ông"},
      {"năm 2023.Hội", "năm 2023. Hội"},
      {"(KH&CN).Đây", "(KH&CN). Đây"},
      {"hòan.Toàn", "hoàn. Toàn"},
      {"a;b,c", "a; b, c"},
      {"thế nào?Tôi", "thế nào? Tôi"},
  };
  for (const Pair& c : cases) EXPECT_EQ(normal(c.from), c.to);
}

TEST(Normalise, KeepsAbbreviationsAndAddressesWhole) {
  for (const string_view text : {"TP.HCM",
                                 "H.Nhung",
                                 "T.Chuẩn",
                                 "Đ.Lường",
                                 "ThS.Nam",
                                 "Tp.Huế",
                                 "skhcn@ninhbinh.gov.vn",
                                 "a,b@c.vn",
                                 "http://a.vn/x,y?Q=z;w",
                                 "www.a.vn,b",
                                 "02293.880.903",
                                 "1116/KH",
                                 "16:56",
                                 "1,5",
                                 "3.000.000",
                                 "v.v.",
                                 "ninhbinh.gov.vn",
                                 "PGS.TS.Lê",
                                 "I.Mục",
                                 "H?i ngh?"}) {
    EXPECT_EQ(normal(text), text);
  }
}

TEST(Normalise, MendsLookAlikesOfDWhereTheyAreLetters) {
  const Pair cases[] = {
      {"HÐND", "HĐND"},   {"ðoàn", "đoàn"},         {"QÐ-UBND", "QĐ-UBND"},
      {"Ðoà", "Đòa"},     {"500.000₫", "500.000₫"}, {"₫ược", "được"},
      {"₫", "₫"},         {"5₫/tháng", "5₫/tháng"}, {"það", "það"},
      {"''x''", "\"x\""},
  };
  for (const Pair& c : cases) EXPECT_EQ(normal(c.from), c.to) << c.from;
}

constexpr string_view kWrapped =
    "Ngày 22 tháng 02 năm 2023, tại thành phố Ninh Bình, Khối thi đua các sở,\n"
    "ngành tổng hợp tỉnh Ninh Bình đã tổ chức hội nghị ký kết giao ước thi\n"
    "đua năm 2023; dự hội nghị có đại diện lãnh đạo Ban Thi đua - Khen thưởng,\n"
    "Sở Nội vụ và các đơn vị trong khối.\n"
    "Các đơn vị đã thống nhất:\n"
    "- Sở Tài chính làm Khối trưởng.\n"
    "\n"
    "Hội nghị kết thúc cùng ngày.";

TEST(Normalise, JoinsLinesOfWrappedText) {
  EXPECT_EQ(normal(kWrapped),
            "Ngày 22 tháng 02 năm 2023, tại thành phố Ninh Bình, Khối thi đua các sở, "
            "ngành tổng hợp tỉnh Ninh Bình đã tổ chức hội nghị ký kết giao ước thi "
            "đua năm 2023; dự hội nghị có đại diện lãnh đạo Ban Thi đua - Khen thưởng, "
            "Sở Nội vụ và các đơn vị trong khối.\n"
            "Các đơn vị đã thống nhất:\n"
            "- Sở Tài chính làm Khối trưởng.\n"
            "\n"
            "Hội nghị kết thúc cùng ngày.");
}

TEST(Normalise, KeepsLinesThatTheirWriterBroke) {
  for (const string_view text :
       {"Sở Y tế\nSở Nội vụ\nSở Tài chính\nSở Xây dựng\nBan Dân tộc",
        "Hội nghị ký kết giao ước thi đua của Khối thi đua các sở, ngành tỉnh\n"
        "Trao tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho các tập thể\n"
        "Sở Khoa học và Công nghệ tổ chức tổng kết phong trào thi đua năm 2023\n"
        "Phát động phong trào thi đua lập thành tích chào mừng các ngày lễ lớn\n"
        "Kết quả bình xét thi đua của Khối các cơ quan tham mưu tổng hợp tỉnh"}) {
    EXPECT_EQ(normal(text), text);
  }
}

TEST(Fold, GivesTheSearchForm) {
  const Pair cases[] = {
      {"ĐƯỢC TẶNG Bằng khen", "duoc tang bang khen"},
      {"So\u031B\u0309 Y te\u0302\u0301", "so y te"},
      {"KH&CN, 5%", "kh&cn, 5%"},
      {"Ð ð", "d d"},
      {"ÅØß", "aøß"},
      {"", ""},
      {"\u212Bng", "ang"},
  };
  for (const Pair& c : cases) EXPECT_EQ(fold(c.from), c.to);
  EXPECT_EQ(lower("ĐƯỢC TẶNG Ứ İ Ⱥ"), "được tặng ứ i ⱥ");
}

TEST(Syllables, ProperOnesOnly) {
  for (const string_view word :
       {"nghiêng", "hội", "được", "khuỷu", "hoà", "hòa", "Ủy", "ý", "quốc", "gìn"}) {
    EXPECT_TRUE(is_proper_syllable(word)) << word;
  }
  for (const string_view word :
       {"", "héi", "bcd", "quôc", "hòan", "żółw", "niños", "được.", "áà", "nghiêngs"}) {
    EXPECT_FALSE(is_proper_syllable(word)) << word;
  }
}

// Each of these took minutes or for ever if a step were quadratic; now all take well below a
// second, and the bound leaves room for slow machines under sanitizers.
TEST(Normalise, TakesLinearTimeOnHostileText) {
  const auto repeated = [](string_view piece, std::size_t bytes) {
    string out;
    while (out.size() < bytes) out += piece;
    return out;
  };
  const string texts[] = {
      "a" + repeated("\u0301", 1'000'000),
      repeated("\u0323\u0301", 1'000'000),
      repeated(" ", 1'000'000),
      repeated("\u00A0\u200B", 1'000'000),
      repeated("\n", 10'000'000),
      repeated("a,", 1'000'000),
      repeated("hoà", 1'000'000),
      repeated("₫", 1'000'000) + "a",
      "," + repeated("₫", 1'000'000) + "a",
      repeated("a.A", 1'000'000),
      repeated("''", 1'000'000),
      repeated("\u1100", 1'000'000),
      repeated("oà", 1'000'000),
      repeated("\r", 1'000'000),
  };
  const auto start = std::chrono::steady_clock::now();
  for (const string& text : texts) {
    const auto got = normalise(text);
    ASSERT_TRUE(got);
    EXPECT_FALSE(fold(got->utf8()).size() > text.size() * 3 + 8);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

}  // namespace
}  // namespace bangvang::text
