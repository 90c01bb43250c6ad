// One article as it arrived, before anything is decoded.
#pragma once

#include <optional>
#include <string>

namespace bangvang::source {

struct Document {
  std::string source;            // path as given, "-" for standard input, "FILE:LINE" for a record,
                                 // the article's name for our corpus form
  std::string bytes;             // never empty
  std::string declared_charset;  // as a server or a page named it; empty when nobody did
  bool decoded = false;          // `bytes` is UTF-8 for certain: no encoding need be guessed
  // What the record says about itself outside its text.
  std::optional<std::string> url, title, published;
};

}  // namespace bangvang::source
