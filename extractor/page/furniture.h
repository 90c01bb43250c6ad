// Private to this room: what web pages put around an article. The phrases stand in furniture.cc.
#pragma once

#include <cstdint>
#include <string_view>

namespace bangvang::page {

enum class Furniture : std::uint8_t {
  kNone,
  kDrop,       // this line is not the article's
  kWeakEnd,    // a heading under which the article is over, unless running text goes on below
  kEnd,        // the article is over
  kPublisher,  // as kEnd, and the line says who publishes the site
};

// A line of more words is known by its beginning, a colon or an arrow, or not at all.
inline constexpr int kManyWords = 12;

// Whether furniture(), opens_report() or a stamp may know a line that begins with `opening` (its
// plain form) by this beginning.
bool may_be_known(std::string_view opening);

// What the line is, by its plain form (character.h) and the number of its words.
Furniture furniture(std::string_view plain, int words);

// "trang chủ > tin tức": where in the site the page stands.
bool is_breadcrumb(std::string_view plain, int words);

// The name of a column of a site, such as "Tin trong tỉnh".
bool is_section_name(std::string_view plain, int words);

// "sở …", "ban …": the line may be an organisation's name.
bool names_organisation(std::string_view plain);

// "sáng ngày 5/3, …": no headline begins so, a report does.
bool opens_report(std::string_view plain);

// Words of the label in "Tin, ảnh: …", and how much of an author what follows is.
enum class Credit : std::uint8_t { kNone, kPhoto, kQuoted, kSource, kAuthor };
// `label` is the plain form of what stands before the colon.
Credit credit_of_label(std::string_view label);

// "pv", "bbt": a signature that is an office and no name.
bool is_desk(std::string_view plain);

// Labels of publication and update stamps; how many bytes of `plain` from `at` on they take.
std::size_t publication_label(std::string_view plain, std::size_t at);
std::size_t update_label(std::string_view plain, std::size_t at);

// Words that may stand in a stamp and mean nothing in it ("lúc", "thứ hai", "GMT+7"); as above.
// `weekday` is set when the word names a day of the week.
std::size_t stamp_filler(std::string_view plain, std::size_t at, bool& weekday);

}  // namespace bangvang::page
