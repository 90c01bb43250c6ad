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
  std::size_t teasers = 0;              // rows that announce other articles
  int prose = 0;                        // words of running text in `rows` that announce none
};

Outline outline_of(const Tree& tree, const std::vector<Look>& looks, const Rows& rows,
                   const Metadata& metadata);

// Where every row stands: the outermost area around it.
std::vector<Area> areas_of(const Tree& tree, const std::vector<Look>& looks, const Rows& rows,
                           const Metadata& metadata);

}  // namespace bangvang::page
