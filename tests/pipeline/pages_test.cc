// Whole pages of the systems in use, as they are saved: what becomes of them against what a person
// read there.
#include "tests/pipeline/pages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "extractor/page/html.h"
#include "extractor/text/decode.h"
#include "tests/pipeline/corpus.h"

namespace bangvang::pipeline {
namespace {

// Least word F1, on the mean of all pages, and least share of metadata that is exact.
constexpr double kLeastF1 = 0.97;
constexpr double kLeastExact = 0.95;

struct Score {
  double f1 = 0;
  int pages = 0, exact = 0, fields = 0, failures = 0;
};

// What one page adds; what is wrong goes to `faults`.
void add(const ExpectedPage& page, Score& score, std::string& faults) {
  const auto note = [&](const std::string& what) {
    faults += "  " + page.name + ": " + what + "\n";
  };
  const auto extraction = Extractor(rules()).extract(page.document);
  const auto field = [&](const char* name, const std::optional<std::string>& want,
                         const std::optional<std::string>& got) {
    ++score.fields;
    if (want == got) {
      ++score.exact;
    } else {
      note(std::string(name) + " is " + got.value_or("(none)") + ", not " +
           want.value_or("(none)"));
    }
  };
  if (!page.failure.empty() || !extraction) {
    field("outcome", page.failure.empty() ? "article" : page.failure,
          extraction ? "article" : extraction.error().code);
    ++score.failures;
    if (page.failure.empty()) ++score.pages;
    return;
  }
  const page::Article& article = extraction->article;
  field("title", page.title, article.title);
  field("published", page.published, article.published);
  field("author", page.author, article.author);
  field("category", page.category, article.category);
  field("url", page.url, article.url);
  if (!page.encoding.empty()) field("encoding", page.encoding, extraction->encoding);
  std::string want, got;
  for (const std::string& name : page.attachments) want += name + " ";
  for (const std::string& name : article.attachments) got += name + " ";
  field("attachments", want, got);
  for (const std::string& caption : page.captions) {
    bool found = false;
    for (const page::Block& block : article.blocks) {
      found =
          found || (block.role == page::Role::kCaption && block.span.of(article.text) == caption);
    }
    field("caption", caption, found ? caption : "not one");
  }
  const double f1 = overlap(page.text, body_text(article, page.captions)).f1();
  score.f1 += f1;
  ++score.pages;
  if (f1 < kLeastF1) {
    note("F1 " + std::to_string(f1) + " of\n" + body_text(article, page.captions));
  }
}

void print(const char* what, const Score& score) {
  std::printf("%s: %d articles, word F1 %.4f; %d pages without one; metadata exact %d of %d\n",
              what, score.pages, score.f1 / score.pages, score.failures, score.exact, score.fields);
}

TEST(Pages, YieldTheirArticles) {
  Score fitted, blind, all;
  std::string faults;
  for (const ExpectedPage& page : read_pages()) add(page, page.blind ? blind : fitted, faults);
  print("pages the reader was fitted to", fitted);
  print("pages written before", blind);
  for (const Score& score : {fitted, blind}) {
    ASSERT_GT(score.pages, 0);
    EXPECT_GE(score.f1 / score.pages, kLeastF1) << faults;
    all.exact += score.exact;
    all.fields += score.fields;
  }
  EXPECT_GE(static_cast<double>(all.exact) / all.fields, kLeastExact) << faults;
  std::printf("%s", faults.c_str());
}

TEST(Pages, AreManyAndOfManySystems) { EXPECT_GE(read_pages().size(), 40u); }

// Runs of letters, as the gate reads them.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  const auto normal = text::normalise(text);
  for (const char c : normal ? normal->utf8() : text) {
    const bool letter = (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

TEST(Pages, ShowEveryWordOfTheirArticlesToTheGate) {
  int sure = 0;
  for (const ExpectedPage& page : read_pages()) {
    if (!page.failure.empty()) continue;
    SCOPED_TRACE(page.name);
    const auto decoded = text::decode(page.document.bytes);
    ASSERT_TRUE(decoded);
    const auto visible = page::visible_text(decoded->utf8);
    if (!visible) continue;
    ++sure;
    const auto shown = words_of(*visible);
    const page::Article article = extract(page.document).article;
    for (const page::Block& block : article.blocks) {
      const auto said = words_of(block.span.of(article.text));
      EXPECT_FALSE(std::ranges::search(shown, said).empty() && !said.empty())
          << block.span.of(article.text);
    }
  }
  EXPECT_GT(sure, 25);
}

TEST(Pages, AreOffTopicUnparsedOnlyWhenTheyAre) {
  const Extractor extractor(rules());
  source::Document page;
  for (const source::CorpusArticle& article : corpus()) {
    SCOPED_TRACE(article.name);
    const events::Extraction plain = extract(document(article, article.text));
    page = document(article, "<html><body><h1>Tin</h1><div>");
    for (const char c : article.text) {
      page.bytes += c == '\n' ? "</div><div>" : c == '.' ? "<b>.</b>" : std::string(1, c);
    }
    EXPECT_TRUE(!is_on_topic(plain) || !extractor.is_off_topic(page));
  }
  page.bytes =
      "<html><body><p>Sương mù dày trên đèo, xe cộ qua lại chậm hơn mọi khi.</p><a "
      "href=/thi-dua title='Khối trưởng'>Ảnh</a><script>var a='Khối trưởng'</script></html>";
  EXPECT_FALSE(extractor.is_off_topic(page)) << "little text may be a capture that failed";
  page.bytes += "<p>";
  for (int i = 0; i < 100; ++i)
    page.bytes += "Sương mù dày trên đèo, xe cộ qua lại chậm hơn mọi khi. ";
  EXPECT_TRUE(extractor.is_off_topic(page));
  EXPECT_TRUE(extract(page).gated);
  page.title = "Bầu Khối trưởng Khối thi đua số 1";
  EXPECT_FALSE(extractor.is_off_topic(page)) << "the title is told beside the page";
}

// Walls, logins and error pages whose menus and teasers are long too.
TEST(Pages, ThatFailedAreNotOffTopic) {
  const std::string kPages[] = {"<title>Tin</title><h1>Không tìm thấy trang</h1>",
                                "<title>Tin</title><h2>LỖI 404</h2>",
                                "<title>Tin</title><div>Đăng nhập</div>",
                                "<title>Tin</title><form><input type=password></form>",
                                "<title>Just a moment...</title><p>Checking your browser</p>"};
  std::string menu;
  for (int i = 0; i < 150; ++i)
    menu += "<li><a href=/" + std::to_string(i) + ">Tin mới trong ngày</a>";
  const Extractor extractor(rules());
  source::Document page;
  for (const std::string& html : kPages) {
    page.bytes = "<html>" + html + "<ul>" + menu + "</ul></html>";
    EXPECT_FALSE(extractor.is_off_topic(page)) << html;
    EXPECT_FALSE(extractor.extract_on_topic(page)) << html;
  }
  page.bytes = "<html><title>Tin</title><ul>" + menu + "</ul></html>";
  EXPECT_TRUE(extractor.is_off_topic(page)) << "a list";
}

TEST(Pages, OnTopicAreTheSameWithAndWithoutTheGate) {
  const Extractor gated(rules()), open(rules(), {.gate = false});
  for (const ExpectedPage& page : read_pages()) {
    SCOPED_TRACE(page.name);
    const auto with = gated.extract_on_topic(page.document);
    const auto without = open.extract_on_topic(page.document);
    ASSERT_EQ(with.has_value(), without.has_value());
    if (with) {
      ASSERT_EQ(with->has_value(), without->has_value());
      EXPECT_EQ(*with ? as_json(**with) : "", *without ? as_json(**without) : "");
    } else {
      EXPECT_EQ(with.error().code, without.error().code);
    }
    const bool failed =
        !page.failure.empty() && page.failure != "list-page" && page.failure != "no-text";
    EXPECT_TRUE(!failed || !with) << page.failure;
  }
}

TEST(Pages, ReadAlikeWithAndWithoutTheGate) {
  for (const ExpectedPage& page : read_pages()) {
    if (!page.failure.empty()) continue;
    SCOPED_TRACE(page.name);
    EXPECT_EQ(as_json(extract(page.document, true)), as_json(extract(page.document, false)));
  }
}

}  // namespace
}  // namespace bangvang::pipeline
