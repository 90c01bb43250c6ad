// Private to this room: Unicode's canonical composition (NFC), and nothing else.
#pragma once

#include <string>
#include <string_view>

namespace bangvang::text {

// All of `utf8` in NFC. Requires: UTF-8.
std::string nfc(std::string_view utf8);

// False when composing may join `c` to what stands before it.
bool has_nfc_boundary_before(char32_t c);

}  // namespace bangvang::text
