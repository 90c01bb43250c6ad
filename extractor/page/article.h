// What a page says, with its furniture put aside.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/base/span.h"

namespace bangvang::page {

enum class Role { kTitle, kLead, kParagraph, kCaption };

// One piece of an article: a paragraph, or a head line together with the list lines under it.
struct Block {
  Role role = Role::kParagraph;
  Span span;  // bytes of Article::text
};

struct Article {
  std::string source;                // file name or record the bytes came from
  std::optional<std::string> url;    // canonical address
  std::string text;                  // what was read, UTF-8, not normalised
  std::vector<Block> blocks;         // in text order, disjoint; what extraction may read
  std::optional<std::string> title;  // as written, white space collapsed
  std::optional<std::string> author;
  // ISO 8601 in Vietnamese time, with as much as is known: 2023-02-22T16:56+07:00, 2022-03-30.
  std::optional<std::string> published;
  std::optional<std::string> site;  // host of the address
  // The page's own words on who publishes it, a line each, to find the province by.
  std::optional<std::string> site_hint;
  std::optional<std::string> category;   // the site's own name for the section it stands in
  std::vector<std::string> attachments;  // files: in full addresses where the page has one
};

}  // namespace bangvang::page
