// Private to this room: what a page declares about itself beside its text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/page/markup.h"

namespace bangvang::page {

struct Metadata {
  std::vector<std::string> titles;       // of the article or the page, the best first
  std::optional<std::string> published;  // as found, but surely a time
  std::optional<std::string> author, category, site_name;
  std::optional<std::string> address;  // canonical, as written: may be relative
  std::optional<std::string> base;     // what relative addresses stand for
  std::vector<std::string> path;       // where in the site the page stands, from its home on
};

Metadata metadata_of(const Tree& tree);

}  // namespace bangvang::page
