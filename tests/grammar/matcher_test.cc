// What a matcher finds is what RE2 finds, capture for capture.
#include "extractor/grammar/matcher.h"

#include <gtest/gtest.h>

#include "extractor/grammar/names.h"

namespace bangvang::grammar {
namespace {

// A pattern over the words a, b, c, ends of sentences, and everything else.
class Toy {
 public:
  explicit Toy(std::string_view pattern) {
    const auto parsed = parse_pattern("(?:a|b|c|{stop}|.){0}" + std::string(pattern), {"c"});
    EXPECT_TRUE(parsed) << parsed.error();
    Names names;
    for_each_atom(*parsed, [&](const Atom& atom) {
      names.write(atom.text, true);
      alphabet_.use(atom);
    });
    names.make_terminals();
    EXPECT_TRUE(alphabet_.build(names));
    auto compiled = Matcher::compile(*parsed, alphabet_, 1 << 20);
    EXPECT_TRUE(compiled) << compiled.error();
    matcher_ = std::move(*compiled);
    for (const char* word : {"a", "b", "c"}) {
      for (Symbol s = 1; s < alphabet_.symbol_count(); ++s) {
        if (alphabet_.describe(s) == std::string(word) + "|.") letters_ += static_cast<char>(s);
        if (alphabet_.describe(s) == word) letters_ += static_cast<char>(s);
      }
    }
    letters_ += static_cast<char>(kStopSymbol);
    letters_ += static_cast<char>(kOther);
  }

  std::size_t letters() const { return letters_.size(); }

  // Line number `n` of `length` symbols.
  std::string line(std::size_t n, std::size_t length) const {
    std::string line;
    for (; length > 0; --length, n /= letters_.size()) line += letters_[n % letters_.size()];
    return line;
  }

  std::string run(const std::string& line, std::size_t at, bool by_re2) const {
    Captures captures{};
    SymbolLine symbols({line.begin(), line.end()});
    if (!(by_re2 ? matcher_.match_by_re2(symbols, at, captures)
                 : matcher_.match(symbols, at, captures)))
      return "no match";
    std::string shown;
    for (std::size_t group = 0; group <= matcher_.names().size(); ++group) {
      const Span span = captures[group];
      shown +=
          span.empty() ? "-" : std::to_string(span.begin) + ".." + std::to_string(span.end) + " ";
    }
    return shown;
  }

 private:
  Alphabet alphabet_;
  Matcher matcher_;
  std::string letters_;
};

const char* const kPatterns[] = {
    "a b c",
    "a|a b|a b c",
    "(?P<x>a|a b)(?P<y>c|b c)",
    "(?P<x>a*)(?P<y>a)(?P<z>.*)",
    "(?P<x>a*?)(?P<y>a)(?P<z>.*?)",
    "(?P<x>a|b)+(?P<y>c)?",
    "(?:(?P<x>a)|(?P<y>b)|c)*",
    "(?:(?P<x>a)(?P<y>b)?)*c",
    "(?:(?P<x>a)|(?P<x2>a b)){2,3}(?P<z>.)?",
    "(?:a{1,2}?(?P<x>b|{other}))+",
    "(?P<list>{other+})",
    "a .{0,3} (?P<x>b) .{1,2}? c",
    "^a (?P<x>.)|(?P<y>b) c$|c(?:a|b$)",
    "(?:a|^b)(?P<x>c|{stop} a)*",
    "(?P<x>(?P<y>a|b)(?P<z>{stop}|c)?){1,3}",
    "(?P<x>(?:a?b?)*)c",
    "(?:(?P<x>a?)(?P<y>b|))*",
    "(?P<x>(?:a|b|c)*?)(?P<y>(?:a b)+|)$",
};

TEST(Matcher, FindsWhatRe2FindsOnEveryShortLine) {
  for (const char* pattern : kPatterns) {
    SCOPED_TRACE(pattern);
    const Toy toy(pattern);
    ASSERT_EQ(toy.letters(), 5u);
    std::size_t lines = 1;
    for (std::size_t length = 0; length <= 6; ++length, lines *= toy.letters()) {
      for (std::size_t n = 0; n < lines; ++n) {
        const std::string line = toy.line(n, length);
        for (const std::size_t at : {std::size_t{0}, length / 2}) {
          ASSERT_EQ(toy.run(line, at, false), toy.run(line, at, true)) << length << ":" << n;
        }
      }
    }
  }
}

TEST(Matcher, FindsWhatRe2FindsOnLongLines) {
  for (const char* pattern : kPatterns) {
    SCOPED_TRACE(pattern);
    const Toy toy(pattern);
    for (std::size_t n = 1; n < 200; ++n) {
      std::string line;
      for (std::size_t i = 0; i < 500; ++i) line += toy.line(i * i / n + n * i, 1);
      for (const std::size_t at : {0, 7, 99, 450}) {
        ASSERT_EQ(toy.run(line, at, false), toy.run(line, at, true)) << n;
      }
    }
  }
}

TEST(Matcher, SeesNoFartherThanItsReach) {
  const Toy toy("a* b");
  const std::string a = toy.line(0, 1), b = toy.line(1, 1);
  const auto line = [&](std::size_t before) {
    std::string out;
    for (std::size_t i = 0; i < before; ++i) out += a;
    return out + b;
  };
  EXPECT_EQ(toy.run(line(kReach - 1), 0, false), "0..400 ");
  EXPECT_EQ(toy.run(line(kReach), 0, false), "no match");
}

// Gone through one by one, the choices here are more than 2^40.
TEST(Matcher, ManyChoicesTakeNoLonger) {
  const Toy toy("(?:a?){40}(?:a|a b|.)*(?:a?){40}a{40}c");
  const std::string line(100, toy.line(0, 1).front());
  EXPECT_EQ(toy.run(line, 0, false), "no match");
}

}  // namespace
}  // namespace bangvang::grammar
