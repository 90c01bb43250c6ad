// Reading a page that arrives as plain text: saved from a browser, pasted, or sent as a record.
#pragma once

#include <optional>
#include <string>

#include "extractor/page/article.h"

namespace bangvang::page {

// What is known about a page from outside its text. Each goes before what the text says.
struct Hints {
  std::string source;
  std::optional<std::string> url;  // as given; made canonical here
  std::optional<std::string> title;
  std::optional<std::string> published;  // ISO 8601, or a stamp as pages write them; else ignored
};

// Finds title, author, publication time and publisher of `text`, and the blocks that are the
// article itself, without menus, counters, clocks, related items, comments and footers.
// - A text that begins with a running sentence has no title.
// - `published` comes from the hint, else a day in the URL, else a stamp by the headline; a page
//   clock, a counter or a copyright line never gives it.
// - A head line ending in ":" and the list under it are one block, and so are lines that were
//   wrapped in the middle of a sentence; otherwise a line is a block.
// - When nothing looks like running text, every line that is not known furniture is kept.
// Takes time linear in the text. Never fails: a text without an article has no blocks.
// Requires: `text` is UTF-8 of less than 4 GiB.
Article read_plain(std::string text, const Hints& hints);

}  // namespace bangvang::page
