// bangvang_page_rate FOLDER SECONDS
// How fast the pages of a folder become articles: reads them again and again for so many seconds of
// CPU time and prints pages and megabytes per second.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "extractor/page/html.h"
#include "extractor/source/file.h"
#include "extractor/text/decode.h"

namespace {

std::vector<std::string> read_pages(const char* folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".html") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<std::string> pages;
  for (const auto& path : paths) {
    if (auto bytes = bangvang::source::read_file(path.native())) pages.push_back(*std::move(bytes));
  }
  return pages;
}

std::size_t read_one(const std::string& bytes) {
  const auto decoded = bangvang::text::decode(bytes, bangvang::page::declared_charset(bytes));
  if (!decoded) return 0;
  const auto article = bangvang::page::read_html(decoded->utf8, {});
  return article ? article->text.size() : 0;
}

}  // namespace

int main(int count, char** values) {
  if (count != 3) return std::fputs("usage: bangvang_page_rate FOLDER SECONDS\n", stderr), 2;
  const std::vector<std::string> pages = read_pages(values[1]);
  if (pages.empty()) return std::fprintf(stderr, "%s: no pages\n", values[1]), 1;
  const double wanted = std::atof(values[2]);
  const std::clock_t begin = std::clock();
  double seconds = 0;
  std::size_t read = 0, bytes = 0, text = 0;
  while (seconds < wanted) {
    for (const std::string& page : pages) {
      text += read_one(page);
      bytes += page.size();
    }
    read += pages.size();
    seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  }
  if (text == 0) return std::fputs("no page became an article\n", stderr), 1;
  std::printf("%.1f %.2f\n", static_cast<double>(read) / seconds,
              static_cast<double>(bytes) / seconds / 1e6);
}
