// Private to this room: from the lines of an article to its blocks.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "extractor/page/article.h"
#include "extractor/page/line.h"

namespace bangvang::page {

// Appends the blocks of lines [begin, end); lines that are furniture, stamps, credits or endings
// are left out. `running` says that the page has running text, so that short lines are captions.
void append_blocks(std::string_view text, const std::vector<Line>& lines, std::size_t begin,
                   std::size_t end, bool running, std::vector<Block>& blocks);

// Whether the line is the article's own.
bool is_content(const Line& line);

}  // namespace bangvang::page
