// Private to this room: what a part of a page is for, by its element and the names its makers gave
// it. The names stand in area.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractor/page/markup.h"

namespace bangvang::page {

enum class Area : std::uint8_t {
  kNone,
  kHidden,      // not shown
  kNavigation,  // menus, paths, searching, logging in, sharing, sizes of letters
  kAside,       // what stands beside: banners, counters, polls, boxes
  kRelated,     // other articles
  kComments,
  kFooter,
  kKeywords,
};

// What names say of an element that is no furniture.
enum class Sign : std::uint8_t {
  kNone,
  kBody,       // holds an article's text
  kHeadline,   // is one
  kCaption,    // says what a picture shows
  kAuthor,     // names who wrote
  kPublished,  // says when
  kPath,       // where in the site the page stands: also Area::kNavigation
  kFiles,      // attached files
  kSection,    // names the section of the site it stands in
};

struct Look {
  Area area = Area::kNone;
  Sign sign = Sign::kNone;
};

// What the names of an element say.
Look look_of(std::string_view itemprop, std::string_view classes, std::string_view id);

// Whether such an element is a line of its own though it is inline: author and time beside one
// another are two lines, however they are marked up.
inline bool stands_alone(Look look) {
  return look.sign == Sign::kAuthor || look.sign == Sign::kPublished;
}

// Of every node by itself, without what is around it.
std::vector<Look> look_at(const Tree& tree);

}  // namespace bangvang::page
