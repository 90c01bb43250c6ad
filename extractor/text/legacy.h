// Private to this room: the 8-bit encodings of Vietnamese before Unicode.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bangvang::text {

enum class Charset { kTcvn3, kVni, kViscii, kWindows1258, kWindows1252, kVps };

// "tcvn3" and so on, as in Decoded::encoding.
std::string_view name_of(Charset charset);

// UTF-8; U+FFFD for bytes without a meaning. Not composed (windows-1258 has loose tone marks).
// VPS is known only in part, enough to tell that a text is written in it.
std::string from_legacy(std::string_view bytes, Charset charset);

// The bytes that windows-1252, and where it has none Latin-1, would have shown as this text.
// Nothing when a character is in neither. Requires: UTF-8.
std::optional<std::string> to_windows1252(std::string_view utf8);

}  // namespace bangvang::text
