#include "extractor/page/html.h"

#include <gtest/gtest.h>

#include "tests/page/read.h"

namespace bangvang::page {
namespace {

const std::string kTitle = "Tổng kết công tác thi đua năm 2023";

// A page with a headline, `about` under it, and a body.
std::string page(std::string_view head, std::string_view about, std::string_view content) {
  return "<!DOCTYPE html><html><head><meta charset=utf-8><title>" + kTitle +
         " - Sở Nội vụ</title>" + std::string(head) +
         "</head><body><div class=main-menu><ul><li><a href=/>Trang chủ</a><li><a "
         "href=/g>Giới thiệu</a></ul></div><div class=main><h1>" +
         kTitle + "</h1>" + std::string(about) + "<div class=content>" + std::string(content) +
         "</div></div><div id=footer>Địa chỉ: Số 1, đường Tràng An</div></body></html>";
}

std::string paragraphs(const Lines& lines) {
  std::string html;
  for (const std::string& line : lines) html += "<p>" + line + "</p>";
  return html;
}

Article read_page(const std::string& html, const Hints& hints = {}) {
  auto article = read_html(html, hints);
  EXPECT_TRUE(article) << reason_of(article.error());
  return article ? *std::move(article) : Article{};
}

std::string_view failure(const std::string& html) {
  const auto article = read_html(html, {});
  return article ? "article" : name_of(article.error());
}

TEST(ReadHtml, TextIsTheTitleAndTheBodyALineEach) {
  const Article article =
      read_page(page("", "<p>05/03/2024 10:20</p>", paragraphs({kFirst, kSecond})));
  EXPECT_EQ(article.title, kTitle);
  EXPECT_EQ(article.text, kTitle + "\n" + kFirst + "\n" + kSecond + "\n");
  EXPECT_EQ(article.blocks.front().role, Role::kTitle);
  EXPECT_EQ(body(article), (Lines{kFirst, kSecond}));
}

TEST(ReadHtml, ReadsTheBodyHoweverItIsMarkedUp) {
  struct Case {
    const char* why;
    std::string content;
    Lines body;
  };
  const Case cases[] = {
      {"paragraphs", "<p>" + kFirst + "</p><p>" + kSecond + "</p>", {kFirst, kSecond}},
      {"left open", "<p>" + kFirst + "<p>" + kSecond, {kFirst, kSecond}},
      {"line breaks", kFirst + "<br><br>" + kSecond, {kFirst, kSecond}},
      {"scripts and style sheets",
       "<p>" + kFirst + "</p><script>a = '<p>b</p></i>';</SCRIPT ><style>p {}</div></style><p>" +
           kSecond,
       {kFirst, kSecond}},
      {"a style sheet that a tag ends",
       "<div><style></div><p>" + kFirst + "</p><p>" + kSecond + "</p>",
       {kFirst, kSecond}},
      {"divs", "<div>" + kFirst + "</div><div>" + kSecond + "</div>", {kFirst, kSecond}},
      {"a table for layout",
       "<table><tr><td>" + kFirst + "</td></tr><tr><td><p>" + kSecond + "</td></tr></table>",
       {kFirst, kSecond}},
      {"tags inside words",
       "<p><b>S</b>áng ngày 05/3/2024, <i>Sở Nội vụ</i> tổ chức hội nghị tổng kết "
       "công tác thi đua năm <span>202</span>3.</p><p>" +
           kSecond,
       {kFirst, kSecond}},
      {"a list",
       paragraphs({kFirst}) + "<ul><li>Sở Y tế;</li><li>Sở Tư pháp.</li></ul>",
       {kFirst, "- Sở Y tế;", "- Sở Tư pháp."}},
      {"a list under its head",
       paragraphs({kFirst, "Tặng Bằng khen cho:"}) + "<ol><li>Sở Y tế</li><li>Sở Tư pháp</li></ol>",
       {kFirst, "Tặng Bằng khen cho:\n- Sở Y tế\n- Sở Tư pháp"}},
      {"a table of data",
       paragraphs({kFirst}) + "<table><tr><th>STT<th>Đơn vị<tr><td>1<td>Sở Y tế "
                              "tỉnh</table>",
       {kFirst, "STT | Đơn vị", "1 | Sở Y tế tỉnh"}},
      {"entities",
       "<p>S&aacute;ng ng&agrave;y&nbsp;05/3/2024, S&#7903; N&#x1ED9;i v&#7909; t&#7893; "
       "ch&#7913;c h&#7897;i ngh&#7883; t&#7893;ng k&#7871;t c&ocirc;ng t&aacute;c thi "
       "&#273;ua n&#259;m 2023.</p><p>" +
           kSecond,
       {kFirst, kSecond}},
      {"what is hidden, scripts, styles",
       paragraphs({kFirst}) + "<p style='display: none'>" + kSecond +
           "</p><script>var a='<p>x</p>'</script><style>p{}</style><select><option>Sở</select>" +
           paragraphs({kSecond}),
       {kFirst, kSecond}},
      {"comments and related items in the middle",
       paragraphs({kFirst}) +
           "<!-- <p>không</p> --><div class=tin-lien-quan><p>Một bản tin nào đó của năm trước đã "
           "được "
           "đăng ở đây.</p></div>" +
           paragraphs({kSecond}),
       {kFirst, kSecond}},
      {"what a word processor left",
       "<p><![if !supportLists]><span>- </span><![endif]>" + kFirst + "</p><p>" + kSecond,
       {"- " + kFirst, kSecond}},
      {"a heading inside",
       paragraphs({kFirst}) + "<h3>Nhiều kết quả nổi bật</h3>" + paragraphs({kSecond}),
       {kFirst, "Nhiều kết quả nổi bật", kSecond}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(body(read_page(page("", "", c.content))), c.body);
  }
}

TEST(ReadHtml, KeepsCaptionsApart) {
  const std::string caption = "Đại biểu chụp ảnh lưu niệm cùng các tập thể được khen thưởng.";
  for (const std::string& markup :
       {"<figure><img src=a><figcaption>" + caption + "</figcaption></figure>",
        "<div class=image-caption>" + caption + "</div>"}) {
    const Article article =
        read_page(page("", "", paragraphs({kFirst}) + markup + paragraphs({kSecond})));
    ASSERT_EQ(body(article), (Lines{kFirst, caption, kSecond}));
    EXPECT_EQ(article.blocks[2].role, Role::kCaption);
    EXPECT_EQ(article.blocks[3].role, Role::kParagraph);
  }
}

TEST(ReadHtml, BelievesTheTimeOfPublicationInTheOrderOfTrust) {
  const std::string data = R"(<script type="application/ld+json">{"@type":"NewsArticle",)"
                           R"("datePublished":"2024-03-01T01:00:00Z"}</script>)";
  const std::string meta = "<meta property=article:published_time content=2024-03-02T08:00+07:00>";
  const std::string time = "<time datetime=2024-03-03T08:00>hôm qua</time>";
  const std::string stamp = "<p>Ngày đăng: 04/03/2024 08:00</p>";
  const std::string clock = "<div>Thứ bảy, 06/04/2024</div>";
  const std::string address = "https://so.example.vn/2024/03/05/tong-ket.html";
  struct Case {
    const char* why;
    std::string head, about;
    std::optional<std::string> url, published, want;
  };
  const Case cases[] = {
      {"what is known from outside", data, stamp, address, "2024-02-29", "2024-02-29"},
      {"data about the article",
       data + meta,
       time + stamp,
       address,
       {},
       "2024-03-01T08:00:00+07:00"},
      {"meta", meta, time + stamp, address, {}, "2024-03-02T08:00+07:00"},
      {"an element by the headline", "", time + stamp, address, {}, "2024-03-03T08:00+07:00"},
      {"the address", "", stamp, address, {}, "2024-03-05"},
      {"a stamp by the headline", "", stamp, {}, {}, "2024-03-04T08:00+07:00"},
      {"never a clock", "", "", {}, {}, std::nullopt},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    Hints hints;
    hints.url = c.url;
    hints.published = c.published;
    std::string html = page(c.head, c.about, paragraphs({kFirst, kSecond}));
    html.insert(html.find("<div class=main-menu>"), clock);
    EXPECT_EQ(read_page(html, hints).published, c.want);
  }
}

TEST(ReadHtml, TimesOfOtherArticlesAreNotThisOnes) {
  const Article article =
      read_page(page("", "",
                     paragraphs({kFirst, kSecond}) + "<div class=related><time "
                                                     "datetime=2020-01-01>cũ</time></div>"));
  EXPECT_FALSE(article.published);
}

TEST(ReadHtml, TakesTheAddressThePageNames) {
  struct Case {
    const char* why;
    std::string canonical;
    std::optional<std::string> url, want;
  };
  const Case cases[] = {
      {"alone", "https://WWW.so.example.vn/tin/1.html", {}, "https://so.example.vn/tin/1.html"},
      {"before that it was fetched under", "https://so.example.vn/tin/1.html",
       "http://so.example.vn/xem?id=1", "https://so.example.vn/tin/1.html"},
      {"relative", "/tin/1.html", "http://so.example.vn/xem?id=1",
       "https://so.example.vn/tin/1.html"},
      {"not one of another site", "https://khac.example.vn/tin/1.html",
       "http://so.example.vn/xem?id=1", "https://so.example.vn/xem?id=1"},
      {"not the front page", "https://so.example.vn/", "http://so.example.vn/xem?id=1",
       "https://so.example.vn/xem?id=1"},
      {"relative to nothing", "/tin/1.html", {}, std::nullopt},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    Hints hints;
    hints.url = c.url;
    const Article article = read_page(
        page("<link rel=canonical href=" + c.canonical + ">", "", paragraphs({kFirst, kSecond})),
        hints);
    EXPECT_EQ(article.url, c.want);
    EXPECT_EQ(article.site, c.want ? std::optional<std::string>("so.example.vn") : std::nullopt);
  }
}

TEST(ReadHtml, NamesAttachedFilesInFull) {
  Hints hints;
  hints.url = "http://so.example.vn/tin/1.html";
  const Article article =
      read_page(page("", "",
                     paragraphs({kFirst, kSecond}) +
                         "<p>Tệp đính kèm: <a href=/f/qd.pdf>qd.pdf</a>, <a "
                         "href=ds.XLSX?x=1>ds.xlsx</a></p><p><a href=/anh.jpg>Ảnh</a></p>"),
                hints);
  EXPECT_EQ(article.attachments,
            (Lines{"http://so.example.vn/f/qd.pdf", "http://so.example.vn/tin/ds.XLSX?x=1"}));
}

TEST(ReadHtml, PutsUpWithWhatHasNoEnd) {
  std::string deep = "<html><body>";
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  EXPECT_EQ(failure(deep + kFirst), "too-deep");

  std::string broken = "<html><body>";
  for (std::size_t i = 0; i < 500; ++i) broken += "<b>";
  for (std::size_t i = 0; i < 200'000u; ++i) broken += "</u>";
  EXPECT_EQ(failure(broken + kFirst), "too-broken");

  std::string large = "<html><body><p>";
  large.resize(200u << 20, 'a');
  EXPECT_EQ(failure(large), "too-long");

  // Fonts that nobody closes are common, and still an article.
  std::string fonts;
  for (int i = 0; i < 400; ++i) fonts += "<font color=red>";
  EXPECT_EQ(body(read_page(page("", "", fonts + paragraphs({kFirst, kSecond})))),
            (Lines{kFirst, kSecond}));
}

TEST(ReadHtml, TakesNoMoreThanItIsAllowed) {
  std::string nested;
  for (int i = 0; i < 300; ++i) nested += "<div>";
  const std::string whole = page("", "", nested + paragraphs({kFirst, kSecond}));
  const auto outcome = [&](const Limits& limits) {
    const auto article = read_html(whole, {}, limits);
    return article ? "read" : name_of(article.error());
  };
  EXPECT_EQ(outcome({}), "read");
  EXPECT_EQ(outcome({.depth = 200}), "too-deep");
  EXPECT_EQ(outcome({.bytes = whole.size() - 1}), "too-long");
  EXPECT_EQ(outcome({.deadline = Deadline(0)}), "time");
  EXPECT_EQ(outcome({.deadline = Deadline(3600)}), "read");
}

TEST(ReadHtml, AnEntityBombIsNoText) {
  std::string html =
      "<!DOCTYPE html [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;\">]><html><body>";
  html += "<h1>" + kTitle + "</h1><p>" + kFirst + "</p><p>&b;&b;&b;</p></body></html>";
  const auto article = read_html(html, {});
  ASSERT_TRUE(article);
  EXPECT_EQ(article->text.find("xxx"), std::string::npos);
}

TEST(ReadHtml, SaysWhyAPageHoldsNoArticle) {
  struct Case {
    const char* why;
    std::string html, want;
  };
  const Case cases[] = {
      {"nothing", "<html></html>", "no-text"},
      {"only furniture", "<html><body><div class=menu><a href=/>Trang chủ</a></div></body></html>",
       "no-text"},
      {"nothing but scripts",
       "<html><body><div id=app></div><script src=a.js></script></body></html>", "script-only"},
      {"a login",
       "<html><title>Đăng nhập</title><form><input type=text><input type=password></form>",
       "login"},
      {"an error page", "<html><title>404</title><h1>Không tìm thấy trang</h1></html>",
       "not-found"},
      {"a wall", "<html><title>Just a moment...</title><p>Checking your browser</p></html>",
       "challenge"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(failure(c.html), c.want);
  }
  // An article may speak of such things.
  EXPECT_EQ(failure(page("", "",
                         paragraphs({kFirst, kSecond, kFirst, "Vui lòng đăng nhập để bình luận."}) +
                             paragraphs({kSecond, kFirst, kSecond}))),
            "article");
}

TEST(IsHtml, LooksAtTheBeginning) {
  EXPECT_TRUE(is_html("\xEF\xBB\xBF  <!-- x --><?xml version='1.0'?>\n<!DOCTYPE HTML>"));
  EXPECT_TRUE(is_html("<HTML>"));
  EXPECT_TRUE(is_html(std::string_view("\xFF\xFE<\0h\0t\0m\0l\0>\0", 14)));
  EXPECT_FALSE(is_html("Ngày 5/3 <b>x</b>"));
  EXPECT_FALSE(is_html("<5 tuổi: 12 cháu"));
  EXPECT_FALSE(is_html(""));
}

TEST(DeclaredCharset, IsReadFromTheHead) {
  EXPECT_EQ(declared_charset("<meta charset=\"windows-1258\">"), "windows-1258");
  EXPECT_EQ(declared_charset(
                "<META name=a><META http-equiv=content-type content='text/html; charset=TCVN'>"),
            "TCVN");
  EXPECT_EQ(declared_charset("<title>charset=x</title>"), "");
}

TEST(VisibleText, HoldsEveryWordThatAnArticleMay) {
  struct Case {
    const char* why;
    std::string_view html;
    std::optional<std::string> want;
  };
  const Case cases[] = {
      {"words across inline tags", "Khối <b>tr</b>ưởng", "Khối trưởng"},
      {"blocks part words", "<p>Khối<p>trưởng", "\nKhối\ntrưởng"},
      {"entities", "KH&Aacute;&#7889;&#x1ED1;&amp;&khong;", "KHÁốố&&khong;"},
      {"attributes may hold anything", "<a title=\"a > b\" href='<p>'>x</a>", "x"},
      {"a quote that opens nothing", "<a title=it's>Khối</a> thi đua's", "Khối thi đua's"},
      {"a quote without end", "<a title=\"x>Khối</a>", std::nullopt},
      {"a control character in a tag", "<div data\x01sets=\"x\">Khối</div>", std::nullopt},
      {"a tag that another begins in", "<img alt=x <p>Khối</p>", std::nullopt},
      {"scripts", "a<script>if (a<b) '</p>'</SCRIPT>b", "ab"},
      {"a script without end", "a<script>b", std::nullopt},
      {"comments", "a<!-- > <p> --!>b<!--x-->c", "abc"},
      {"what is no tag", "a < b </ c <3", "a < b  c <3"},
      {"declarations", "<p>a<![if !vml]>b", "\nab"},
      {"a declaration that a tag cuts off", "<!DOCTYPE<s>T", std::nullopt},
      {"an author's name is apart", "Viết <span class=author>Lan</span>", "Viết Lan"},
      {"where it may not be", "Viết<span class=author>Lan</span>", std::nullopt},
      {"where a word may go on by an entity", "<p>h</d>&#78", std::nullopt},
      {"a quote behind no name", "<a =\"><td>Khối\">", std::nullopt},
      {"a name that ends early", "m<sá>ột", std::nullopt},
      {"names that only we may take for a day", "Viết<a class=date=>ắn</a>", std::nullopt},
      {"where a name may go on", "<span class=author>Lan</span>Phát", std::nullopt},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(visible_text(c.html), c.want);
  }
}

}  // namespace
}  // namespace bangvang::page
