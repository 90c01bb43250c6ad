// Private to this room: words by which sites speak of themselves and of other articles. The words
// stand in site_words.cc. All functions take plain forms (character.h).
#pragma once

#include <cstddef>
#include <string_view>

namespace bangvang::page {

// "viết bởi …": how many bytes say, without a colon, that an author follows; 0 when none do.
std::size_t author_label(std::string_view plain);
// The same with a colon, to put before a name.
inline constexpr std::string_view kAuthorIs = "Tác giả: ";

// "admin", "super user": whoever put the page up.
bool is_account(std::string_view plain);

// "trang chủ", "bạn đang ở": the beginning of where one is, which is no section of a site.
bool is_home(std::string_view plain);

// "430 lượt xem": how often a page was read.
bool is_counter(std::string_view plain);

// "xem tiếp", "chi tiết": what a teaser ends with.
bool leads_on(std::string_view plain);

}  // namespace bangvang::page
