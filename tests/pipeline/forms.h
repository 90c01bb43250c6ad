// One text in the forms and encodings it may arrive in. Written for the tests, apart from the
// tables of extractor/text: iconv where it knows an encoding, our own table for VNI.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bangvang::pipeline {

std::string nfd(std::string_view utf8);
std::string nfc(std::string_view utf8);
std::string upper(std::string_view utf8);
// Letters beyond ASCII as character references, decimal and hexadecimal by turns.
std::string entities(std::string_view utf8);

// Typographic marks as typewriters have them, which every encoding can hold.
std::string plain_marks(std::string_view utf8);

struct Encoding {
  const char* name;  // as Decoded::encoding has it
  // Nothing when the encoding, or this system, has no bytes for the text.
  std::optional<std::string> (*encode)(std::string_view utf8);
};
const std::vector<Encoding>& encodings();

std::u32string code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view text);

}  // namespace bangvang::pipeline
