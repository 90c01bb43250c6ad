#include "extractor/page/site_words.h"

#include <algorithm>
#include <span>

namespace bangvang::page {
namespace {

constexpr std::string_view kAuthorLabels[] = {
    "duoc viet boi ", "duoc dang boi ", "viet boi ", "dang boi ", "nguoi viet ", "boi ", "by "};

constexpr std::string_view kAccounts[] = {"admin",     "super user",    "administrator",
                                          "webmaster", "quan tri vien", "quan tri web",
                                          "bien tap",  "bientap"};

constexpr std::string_view kHomes[] = {
    "trang chu",  "trang nhat",     "home",       "homepage",     "trang thong tin",
    "vi tri",     "ban dang o day", "ban dang o", "ban dang xem", "duong dan",
    "breadcrumb", "dang nhap",      "dang ky",
};

constexpr std::string_view kCounted[] = {"luot xem", "luot doc", "xem",     "views",
                                         "view",     "lan xem",  "lan doc", "nguoi xem"};

constexpr std::string_view kLeadingOn[] = {
    "xem tiep",     "chi tiet", "doc tiep", "xem chi tiet", "xem them",
    "doc chi tiet", "doc them", "tiep",     "read more",    "xem toan bo",
};

bool holds(std::span<const std::string_view> words, std::string_view plain) {
  const auto end = plain.find_last_not_of(" .:;>»|[]()");
  const std::string_view bare = plain.substr(0, end == std::string_view::npos ? 0 : end + 1);
  return std::ranges::find(words, bare) != words.end();
}

}  // namespace

std::size_t author_label(std::string_view plain) {
  for (const std::string_view label : kAuthorLabels) {
    if (plain.starts_with(label)) return label.size();
  }
  return 0;
}

bool is_account(std::string_view plain) { return holds(kAccounts, plain); }
bool is_home(std::string_view plain) { return holds(kHomes, plain); }
bool is_counter(std::string_view plain) {
  const auto begin = plain.find_first_not_of("0123456789.,() ");
  return begin != std::string_view::npos && begin > 0 && holds(kCounted, plain.substr(begin));
}
bool leads_on(std::string_view plain) { return holds(kLeadingOn, plain); }

}  // namespace bangvang::page
