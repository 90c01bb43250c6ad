// Private to this room: which rows of a page are its article.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extractor/page/metadata.h"
#include "extractor/page/rows.h"

namespace bangvang::page {

struct Outline {
  std::optional<std::size_t> headline;  // its row
  std::vector<std::size_t> rows;        // of the article behind the headline, in order
  std::vector<Area> areas;              // of every row of the page
  std::size_t first_prose = 0;          // the row where running text begins; else behind the last
  std::size_t behind = 0;               // the row behind the last that may be the article's
  bool list = false;                    // the page announces several articles and holds none
  int prose = 0;                        // words of running text in `rows`
};

Outline outline_of(const Tree& tree, const std::vector<Look>& looks, const Rows& rows,
                   const Metadata& metadata);

}  // namespace bangvang::page
