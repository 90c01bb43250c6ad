#include "tests/pipeline/pages.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "extractor/source/file.h"
#include "extractor/text/normal_text.h"

namespace bangvang::pipeline {
namespace {

[[noreturn]] void give_up(const std::string& what) {
  std::fprintf(stderr, "corpus/pages: %s\n", what.c_str());
  std::abort();
}

std::string read(const std::string& path) {
  auto bytes = source::read_file(path);
  if (!bytes) give_up(bytes.error().message());
  return *std::move(bytes);
}

void take(ExpectedPage& page, const std::string& key, const std::string& value) {
  const std::map<std::string, std::optional<std::string>*> fields = {
      {"title", &page.title},   {"published", &page.published},
      {"author", &page.author}, {"category", &page.category},
      {"url", &page.url},       {"address", &page.document.url}};
  if (const auto field = fields.find(key); field != fields.end()) {
    *field->second = value;
  } else if (key == "attachment") {
    page.attachments.push_back(value);
  } else if (key == "caption") {
    page.captions.push_back(value);
  } else if (key == "failure") {
    page.failure = value;
  } else if (key == "encoding") {
    page.encoding = value;
  } else if (key == "charset") {
    page.document.declared_charset = value;
  } else if (key == "blind") {
    page.blind = true;
  } else if (key != "system") {
    give_up(page.name + ": unknown line :" + key);
  }
}

ExpectedPage read_page(const std::string& html) {
  ExpectedPage page;
  const auto stem = html.substr(0, html.rfind('.'));
  page.name = stem.substr(stem.rfind('/') + 1);
  page.document.source = page.name;
  page.document.bytes = read(html);
  std::istringstream lines(read(stem + ".expected"));
  std::string line;
  while (std::getline(lines, line) && !line.empty()) {
    const auto space = std::min(line.find(' '), line.size());
    take(page, line.substr(1, space - 1), line.substr(std::min(space + 1, line.size())));
  }
  while (std::getline(lines, line)) page.text += line + "\n";
  return page;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::map<std::string, int> words(std::string_view text) {
  const auto normal = text::normalise(text);
  std::string plain = normal ? std::string(normal->utf8()) : std::string(text);
  // Marks beyond ASCII are no letters.
  for (const std::string_view mark : {"\u201C", "\u201D", "\u2018", "\u2019", "\u2026", "\u00BB"}) {
    for (auto at = plain.find(mark); at != std::string::npos; at = plain.find(mark, at)) {
      plain.replace(at, mark.size(), " ");
    }
  }
  std::map<std::string, int> counts;
  for (std::size_t at = 0; at < plain.size();) {
    std::size_t end = at;
    while (end < plain.size() && is_word_byte(plain[end])) ++end;
    if (end > at) ++counts[plain.substr(at, end - at)];
    at = end + 1;
  }
  return counts;
}

}  // namespace

std::vector<ExpectedPage> read_pages() {
  std::vector<ExpectedPage> pages;
  for (const auto& file : std::filesystem::directory_iterator(PROJECT_DIR "/corpus/pages")) {
    if (file.path().extension() == ".html") pages.push_back(read_page(file.path().native()));
  }
  std::ranges::sort(pages, {}, &ExpectedPage::name);
  return pages;
}

Overlap overlap(std::string_view expected, std::string_view found) {
  const auto want = words(expected), got = words(found);
  Overlap out;
  for (const auto& [word, count] : want) {
    out.expected += count;
    const auto same = got.find(word);
    if (same != got.end()) out.common += std::min(count, same->second);
  }
  for (const auto& [word, count] : got) out.found += count;
  return out;
}

std::string body_text(const page::Article& article, const std::vector<std::string>& captions) {
  std::string text;
  for (const page::Block& block : article.blocks) {
    if (block.role == page::Role::kTitle) continue;
    const std::string line(block.span.of(article.text));
    if (std::ranges::find(captions, line) != captions.end()) continue;
    text += line + "\n";
  }
  return text;
}

}  // namespace bangvang::pipeline
