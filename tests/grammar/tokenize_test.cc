#include "extractor/grammar/tokenize.h"

#include <gtest/gtest.h>

namespace bangvang::grammar {
namespace {

// Tokens as text; an end of sentence is followed by "|", an end of line is "/n".
std::string cut(std::string_view text) {
  Vocabulary vocabulary;
  AbbreviationSet abbreviations(vocabulary.add(u"ths") + 1);
  abbreviations[vocabulary.find(u"ths")] = true;
  Row<Token> tokens;
  tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary, abbreviations, tokens);
  std::string out;
  for (const Token& token : tokens) {
    if (!out.empty()) out += ' ';
    out += token.type == TokenType::kLine ? "/n" : std::string(token.span.of(text));
    if (token.type == TokenType::kStop) out += "|";
  }
  return out;
}

TEST(Tokenize, CutsAtSpacesMarksAndBetweenLettersAndDigits) {
  struct Case {
    const char* why;
    const char* text;
    const char* tokens;
  };
  const Case cases[] = {
      {"words", "Sở Y tế", "Sở Y tế"},
      {"marks stand alone", "LĐ-TB&XH", "LĐ - TB & XH"},
      {"a glued date", "ngày14/11/2021", "ngày 14 / 11 / 2021"},
      {"letters of other scripts are words", "漢字, x", "漢字 , x"},
      {"line ends", "a\n\nb", "a /n b"},
      {"nothing", "", ""},
      {"only spaces", "  \t ", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(cut(c.text), c.tokens);
  }
}

TEST(Tokenize, EndsSentencesOnlyWhereOneEnds) {
  struct Case {
    const char* why;
    const char* text;
    const char* tokens;
  };
  const Case cases[] = {
      {"a full stop before a capital", "Xong. Sau", "Xong .| Sau"},
      {"the end of the text", "Xong.", "Xong .|"},
      {"an abbreviation", "ThS. An", "ThS . An"},
      {"an initial", "H. Nhung", "H . Nhung"},
      {"a lower-case word goes on", "xong. sau", "xong . sau"},
      {"inside a number", "3.500 m", "3 . 500 m"},
      {"question and call", "Ai? Tôi!", "Ai ?| Tôi !|"},
      {"a quote closes behind it", "\"Xong.\" Sau", "\" Xong .| \" Sau"},
      {"the register's closing mark", "năm 2023./.", "năm 2023 . / .|"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(cut(c.text), c.tokens);
  }
}

TEST(Tokenize, TellsShapesApart) {
  Vocabulary vocabulary;
  Row<Token> tokens;
  const std::string_view text = "trường Trường TRƯỜNG ThS A Đ";
  tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary, {}, tokens);
  const Shape shapes[] = {Shape::kLower, Shape::kProper, Shape::kUpper,
                          Shape::kMixed, Shape::kLetter, Shape::kLetter};
  ASSERT_EQ(tokens.size(), std::size(shapes));
  for (std::size_t i = 0; i < tokens.size(); ++i) EXPECT_EQ(tokens[i].shape, shapes[i]) << i;
}

// A vocabulary that has spelled its words out finds them by their bytes, else letter by letter.
TEST(Tokenize, FindsTheSameWordsByTheirBytesAsByTheirLetters) {
  Vocabulary by_letters;
  for (const char16_t* word : {u"sở", u"y", u"tế", u"trưởng", u"đ", u"nghiêng", u"straße", u"×",
                               u"2", u"nghiêngnghiêng"}) {
    by_letters.add(word);
  }
  by_letters.respell(u"ti", u"tế");
  Vocabulary by_bytes = by_letters;
  by_bytes.spell_out();

  const std::string words[] = {"Sở",
                               "sỞ",
                               "SỞ",
                               "Y",
                               "y",
                               "Tế",
                               "TI",
                               "ti",
                               "trưởng",
                               "TRƯỞNG",
                               "Trưởng",
                               "đ",
                               "Đ",
                               "Ð",
                               "xyz",
                               "2",
                               "Straße",
                               "STRASSE",
                               "漢字",
                               "a×b",
                               "ªsở",
                               "NGHIÊNG",
                               "“Tế”",
                               "&",
                               "tế²",
                               "nghiêngnghiêng",
                               "Nghiêngnghiêngnghiêngnghiêngnghiêngnghiêngnghiêngnghiêngnghiêng"};
  std::string text;
  for (std::size_t i = 0; i < 3000; ++i) {
    text += words[(i * i + i / 7) % std::size(words)];
    text += i % 11 == 0 ? "" : i % 5 == 0 ? "\n" : i % 3 == 0 ? ", " : " ";
  }
  for (const std::uint32_t begin : {0u, 1u, 63u}) {
    const std::string part = text.substr(text.find(' ', begin));
    for (std::uint32_t length = 1; length < part.size(); length += 97) {
      const std::size_t end = part.find(' ', length);
      if (end == std::string::npos) break;
      const Span block{0, static_cast<std::uint32_t>(end)};
      Row<Token> expected, found;
      tokenize(part, block, by_letters, {}, expected);
      tokenize(part, block, by_bytes, {}, found);
      ASSERT_EQ(found.size(), expected.size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        ASSERT_EQ(found[i].span, expected[i].span);
        ASSERT_EQ(found[i].word, expected[i].word) << found[i].span.of(part);
        ASSERT_EQ(found[i].type, expected[i].type);
        ASSERT_EQ(found[i].shape, expected[i].shape) << found[i].span.of(part);
      }
    }
  }
}

}  // namespace
}  // namespace bangvang::grammar
