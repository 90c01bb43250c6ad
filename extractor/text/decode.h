// Bytes in any encoding met on Vietnamese pages, turned into UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"

namespace bangvang::text {

struct Decoded {
  std::string utf8;  // valid, without byte order mark and without NUL
  std::string
      encoding;  // utf-8, utf-16le, utf-16be, windows-1258, windows-1252, tcvn3, vni, viscii
  // What was found or mended, one sentence each, with the place where there is one: "byte 120:
  // ...", "mixed: line 3: ...". Empty when the bytes were what they claimed to be.
  std::vector<std::string> notes;
};

// The content decides, and `declared_charset` (from a header or the page, any spelling, possibly
// wrong) only where the content leaves a choice. Text that is mostly valid UTF-8 keeps what can
// be read and has U+FFFD for the rest. Markup and entities are not looked at.
// Fails with kBadInput for binary data, naming what it is, and with kUnsupported for encodings
// that are known but not read (VPS, UTF-32, East Asian ones).
Result<Decoded> decode(std::string_view bytes, std::string_view declared_charset = {});

// `bytes` with U+FFFD for what is not UTF-8: for names of files and the like, which are shown and
// never read.
std::string readable(std::string_view bytes);

}  // namespace bangvang::text
