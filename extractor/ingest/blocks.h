// The blocks of an article in one line of text, so that a stored article can be extracted again as
// it was. Private to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/page/article.h"

namespace bangvang::ingest {

// "t0-45 l46-200 p201-320": role (title, lead, paragraph, caption), first byte, byte behind.
std::string write_blocks(const std::vector<page::Block>& blocks);

// What does not come from write_blocks() or leaves a text of `size` bytes is passed over.
std::vector<page::Block> read_blocks(std::string_view line, std::size_t size);

}  // namespace bangvang::ingest
