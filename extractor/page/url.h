// Addresses: one spelling for each, and the day some of them carry.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bangvang::page {

// The address under which a page is known, whatever way a reader came to it: scheme and host in
// lower case, https for http, no "www.", default port, fragment, session id, tracking parameters
// (utm_*, fbclid, …) or final slash. What has no "://" comes back trimmed and otherwise unchanged.
std::string canonical_url(std::string_view url);

// The day ("2023-02-22") or month ("2023-02") that the path of a URL gives: /2023/02/22/,
// /202302/, -22022023.html, _2023-02-22_, 20230222165612345.htm. Nothing when there is none.
std::optional<std::string> url_date(std::string_view url);

// Whether an address is that of a file with a document in it, such as a decision or a list.
bool is_file_address(std::string_view url);

// `address`, as written on the page at `base`, in full; `address` itself when either is no address
// of the web.
std::string absolute_url(std::string_view base, std::string_view address);

// The host of an address, as canonical_url() writes it; empty when there is none.
std::string host_of(std::string_view url);

}  // namespace bangvang::page
