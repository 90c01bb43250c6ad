// Everything a reader gives, one line each.
#pragma once

#include <string>
#include <vector>

#include "extractor/source/reader.h"

namespace bangvang::source {

// "SOURCE=BYTES" of a document, the message of an error.
inline std::vector<std::string> drain(Reader& reader) {
  std::vector<std::string> lines;
  while (true) {
    const auto document = reader.next();
    if (!document) {
      lines.push_back(document.error().message());
    } else if (!*document) {
      return lines;
    } else {
      lines.push_back((*document)->source + "=" + (*document)->bytes);
    }
  }
}

inline std::vector<std::string> drain(Reader&& reader) { return drain(reader); }

}  // namespace bangvang::source
