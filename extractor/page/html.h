// Reading a page that arrives as HTML.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/deadline.h"
#include "extractor/page/article.h"
#include "extractor/page/failure.h"
#include "extractor/page/plain.h"

namespace bangvang::page {

// A page of 60 KB is usual and one of 2 MB rare; what is longer was made by a fault, or to do harm.
inline constexpr std::size_t kMaxPageBytes = std::size_t{16} << 20;
// Deeper than any page that people made, unclosed tags included; browsers stop at 512.
inline constexpr std::size_t kMaxMarkupDepth = 1000;

// What one page may take.
struct Limits {
  std::size_t bytes = kMaxPageBytes;
  std::size_t depth = kMaxMarkupDepth;  // elements inside one another
  Deadline deadline = {};
};

// Whether bytes are HTML rather than text with a tag in it: they begin, but for white space, marks
// and comments, with a doctype or an element that pages begin with.
bool is_html(std::string_view bytes);

// The charset that the page names in its own head; empty when it names none. `bytes` may be in any
// encoding that has ASCII.
std::string_view declared_charset(std::string_view bytes);

// The text a page shows, a line for each block, without deciding what is its article: at least
// every word that read_html() could take into one, in its order, so that a phrase which is not here
// is in no block of an article. Nothing when the markup leaves a doubt. No tree is made: some ten
// times faster than reading.
// Requires: UTF-8.
std::optional<std::string> visible_text(std::string_view html);

// The article of a page: as read_plain(), with menus, clocks, counters, related items, comments,
// footers, share bars and forms left out by the markup as well as by their words.
// - `text` is the title, then the blocks of the body, a line each; items of a list begin with
//   "- ", cells of a row are parted by " | ".
// - `published` comes from the hint, JSON-LD, <meta>, <time> by the headline, the URL and stamps,
//   in this order.
// - `url` is the hint, or what the page calls its canonical address.
// No network, no clock. Takes time linear in the page but for broken markup (see markup.h).
// Requires: UTF-8 without NUL.
std::expected<Article, Failure> read_html(std::string_view html, const Hints& hints,
                                          const Limits& limits = {});

}  // namespace bangvang::page
