// What the tests of this room look at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/page/plain.h"

namespace bangvang::page {

inline Article read(std::string_view text, Hints hints = {}) {
  return read_plain(std::string(text), hints);
}

// The blocks behind the title, as text.
inline std::vector<std::string> body(const Article& article) {
  std::vector<std::string> blocks;
  for (const Block& block : article.blocks) {
    if (block.role != Role::kTitle) blocks.emplace_back(block.span.of(article.text));
  }
  return blocks;
}

using Lines = std::vector<std::string>;

// Two paragraphs that are nothing but running text.
inline const std::string kFirst =
    "Sáng ngày 05/3/2024, Sở Nội vụ tổ chức hội nghị tổng kết công tác thi đua năm 2023.";
inline const std::string kSecond =
    "Phát biểu tại hội nghị, bà Lò Thị Mai đề nghị các đơn vị tiếp tục phát huy kết quả đã đạt "
    "được.";

}  // namespace bangvang::page
