// Whatever the bytes, a page ends in an article whose blocks lie in its text in order, or in a
// failure; and every word of a block is shown to the gate before markup is parsed. The first byte
// chooses what is known from outside.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/page/html.h"
#include "extractor/text/decode.h"
#include "extractor/text/normal_text.h"

namespace {

using bangvang::page::Article;
using bangvang::page::Block;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

// Runs of letters, as the gate reads them.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  const auto normal = bangvang::text::normalise(text);
  require(normal.has_value(), "text is UTF-8");
  for (const char c : normal->utf8()) {
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

// What the gate lets through unread: entities that are none, and what is no character, which
// libxml2 leaves out.
bool is_let_through(std::string_view text) {
  if (text.empty()) return false;
  for (auto at = text.find('&'); at < text.size() - 1; at = text.find('&', at + 1)) {
    const char next = text[at + 1];
    if (next == '#' || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z')) return true;
  }
  return text.find("\xEF\xBF\xBE") != std::string_view::npos ||
         text.find("\xEF\xBF\xBF") != std::string_view::npos;
}

void check(const Article& article) {
  std::uint32_t end = 0;
  for (const Block& block : article.blocks) {
    require(end <= block.span.begin && block.span.begin < block.span.end, "blocks in order");
    end = block.span.end;
  }
  require(end <= article.text.size(), "blocks inside the text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  (void)bangvang::page::is_html(bytes);
  const auto decoded = bangvang::text::decode(bytes, bangvang::page::declared_charset(bytes));
  if (!decoded) return 0;
  bangvang::page::Hints hints;
  if ((data[0] & 1) != 0) hints.url = "http://so.example.vn/tin/1.html";
  if ((data[0] & 2) != 0) hints.title = "Tổng kết";
  const auto visible = bangvang::page::visible_text(decoded->utf8);
  const auto article = bangvang::page::read_html(decoded->utf8, hints);
  if (!article) {
    require(!reason_of(article.error()).empty(), "a failure has a reason");
    return 0;
  }
  check(*article);
  if (!visible) return 0;
  if (is_let_through(*visible)) return 0;
  const auto shown = words_of(*visible);
  for (const Block& block : article->blocks) {
    // A list is several rows, between which others may have stood.
    const std::string_view all = block.span.of(article->text);
    for (std::size_t at = 0; at < all.size();) {
      const auto end = std::min(all.find('\n', at), all.size());
      const auto said = words_of(all.substr(at, end - at));
      at = end + 1;
      if (said.empty()) continue;
      require(!std::ranges::search(shown, said).empty(), "the gate is shown every word");
    }
  }
  return 0;
}
