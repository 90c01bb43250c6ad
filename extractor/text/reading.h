// How much like Vietnamese a text reads, to tell which encoding is right and whether it is text.
#pragma once

#include <cstddef>
#include <string_view>

namespace bangvang::text {

struct Reading {
  std::size_t marked = 0;               // words with something other than ASCII in them
  std::size_t proper = 0;               // those that are Vietnamese syllables
  std::size_t letters = 0;              // in all words
  std::size_t foreign = 0;              // f, j, w and z among them
  std::size_t words = 0, overlong = 0;  // overlong: more letters than any syllable has

  // Share of marked words that are syllables; 0 without any.
  double share() const {
    return marked == 0 ? 0 : static_cast<double>(proper) / static_cast<double>(marked);
  }

  // Whether words without marks speak against Vietnamese. Real texts stay below 1 % overlong
  // words and 2 % foreign letters; addresses and names of files ask for some room.
  bool looks_foreign() const { return overlong * 12 > words + 24 || foreign * 25 > letters + 50; }
};

// Requires: UTF-8.
Reading read(std::string_view utf8);

}  // namespace bangvang::text
