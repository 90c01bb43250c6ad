// Wherever a fact is said to stand, there stand the words it quotes: in the corpus, and in the
// corpus as careless hands would leave it.
#include <gtest/gtest.h>

#include <random>

#include "extractor/json/value.h"
#include "tests/pipeline/corpus.h"
#include "tests/pipeline/forms.h"

namespace bangvang::pipeline {
namespace {

using json::Value;

// Counts places that are wrong and shows the first few.
class PlaceCheck {
 public:
  explicit PlaceCheck(const Value& article)
      : text_(code_points(article["text"].string().value_or(""))) {}

  void fact(const Value& fact) {
    quote(fact);
    for (const Value& more : fact["also"].items()) quote(more);
    const Value parts = fact["parts"];
    for (const std::string& name : parts.keys()) inside(parts[name], name);
  }

  std::size_t places() const { return places_; }

 private:
  void quote(const Value& place) {
    if (!inside(place, "fact")) return;
    const auto begin = static_cast<std::size_t>(*place["begin"].integer());
    const auto end = static_cast<std::size_t>(*place["end"].integer());
    EXPECT_EQ(to_utf8(text_.substr(begin, end - begin)), place["text"].string().value_or("nothing"))
        << place.dump();
  }

  bool inside(const Value& place, const std::string& what) {
    ++places_;
    const auto begin = place["begin"].integer(), end = place["end"].integer();
    const bool good = begin && end && 0 <= *begin && *begin < *end &&
                      *end <= static_cast<std::int64_t>(text_.size());
    EXPECT_TRUE(good) << what << " " << place.dump() << " in " << text_.size() << " code points";
    return good;
  }

  std::u32string text_;
  std::size_t places_ = 0;
};

// Gives how many places were looked at.
std::size_t check_places(const events::Extraction& extraction) {
  const auto root = Value::parse(as_json(extraction));
  if (!root) {
    ADD_FAILURE() << root.error().message();
    return 0;
  }
  EXPECT_EQ((*root)["article"]["text"].string(), extraction.article.text);
  PlaceCheck check((*root)["article"]);
  const Value facts = (*root)["facts"];
  for (const std::string& kind : facts.keys()) {
    for (const Value& fact : facts[kind].items()) check.fact(fact);
  }
  for (const Value& event : (*root)["events"].items()) {
    if (event["type"].string() != "meeting") check.fact(event);
  }
  return check.places();
}

// The byte spans themselves: on code points of the article's text, parts included.
template <class Fact>
void check_boundaries(const std::vector<Fact>& facts, const std::string& text) {
  const auto on_code_point = [&](std::uint32_t at) {
    return at == text.size() || (at < text.size() && (text[at] & 0xC0) != 0x80);
  };
  for (const Fact& fact : facts) {
    std::vector<Span> spans = fact.evidence.also;
    spans.push_back(fact.evidence.span);
    for (const auto& [name, span] : fact.evidence.parts) spans.push_back(span);
    for (const Span span : spans) {
      EXPECT_TRUE(on_code_point(span.begin) && on_code_point(span.end)) << fact.evidence.rule;
    }
  }
}

void check_boundaries(const events::Extraction& extraction) {
  const facts::Facts& facts = extraction.facts;
  const std::string& text = extraction.article.text;
  check_boundaries(facts.dates, text);
  check_boundaries(facts.agencies, text);
  check_boundaries(facts.blocs, text);
  check_boundaries(facts.bloc_roles, text);
  check_boundaries(facts.officials, text);
  check_boundaries(facts.awards, text);
  check_boundaries(facts.documents, text);
}

// Edits a text as editors, converters and copying would. The same seed gives the same text
// everywhere: only the engine's own numbers are used.
class Editor {
 public:
  Editor(std::string_view utf8, std::uint32_t seed) : text_(code_points(utf8)), random_(seed) {}

  std::string edited() {
    for (std::size_t left = 1 + below(40); left > 0 && !text_.empty(); --left) edit();
    if (below(3) == 0) return nfd(to_utf8(text_));
    return to_utf8(text_);
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  void edit() {
    const std::size_t at = below(text_.size());
    switch (below(8)) {
      case 0:
        return insert(at, U" ");
      case 1:
        return insert(at, U"\u00A0\u2009");
      case 2:
        return insert(at, below(2) != 0 ? U"\u200B" : U"\uFEFF");
      case 3:
        return drop_space(at);
      case 4:
        return reform(at, &nfd);
      case 5:
        return reform(at, &upper);
      case 6:
        return insert(at, U"\n");
      default:
        return repeat_line(at);
    }
  }

  void insert(std::size_t at, std::u32string_view what) { text_.insert(at, what); }

  void drop_space(std::size_t at) {
    const std::size_t space = text_.find(U' ', at);
    if (space != std::u32string::npos) text_.erase(space, 1);
  }

  void reform(std::size_t at, std::string (*form)(std::string_view)) {
    const std::size_t end = std::min(text_.find(U' ', at), text_.size());
    text_.replace(at, end - at, code_points(form(to_utf8(text_.substr(at, end - at)))));
  }

  void repeat_line(std::size_t at) {
    const std::size_t end = std::min(text_.find(U'\n', at), text_.size());
    const std::size_t before = at == 0 ? std::u32string::npos : text_.rfind(U'\n', at - 1);
    const std::size_t begin = before == std::u32string::npos ? 0 : before + 1;
    if (begin < end) text_.insert(end, U"\n" + text_.substr(begin, end - begin));
  }

  std::u32string text_;
  std::mt19937 random_;
};

TEST(Spans, QuoteTheArticle) {
  std::size_t places = 0;
  for (const auto& article : corpus()) {
    SCOPED_TRACE(article.name);
    const auto extraction = extract(document(article, article.text));
    places += check_places(extraction);
    check_boundaries(extraction);
  }
  EXPECT_GT(places, corpus().size() * 5);
}

TEST(Spans, QuoteTheArticleInEveryFormAndEncoding) {
  for (const auto& article : corpus()) {
    SCOPED_TRACE(article.name);
    for (const auto form : {&nfd, &upper, &entities}) {
      check_places(extract(document(article, form(article.text))));
    }
    for (const Encoding& encoding : encodings()) {
      const auto bytes = encoding.encode(plain_marks(nfc(article.text)));
      if (bytes) check_places(extract(document(article, *bytes)));
    }
  }
}

TEST(Spans, QuoteTheArticleAfterRandomEdits) {
  constexpr std::uint32_t kVariants = 200;
  for (std::uint32_t seed = 0; seed < kVariants; ++seed) {
    const auto& article = corpus()[seed % corpus().size()];
    SCOPED_TRACE(article.name + " with seed " + std::to_string(seed));
    const std::string text = Editor(article.text, seed).edited();
    const auto extraction = extract(document(article, text));
    check_places(extraction);
    check_boundaries(extraction);
    if (::testing::Test::HasFailure()) return;  // one variant tells enough
  }
}

}  // namespace
}  // namespace bangvang::pipeline
