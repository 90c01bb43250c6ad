// Whatever the bytes, decoding ends in UTF-8 without NUL, or in an error with a reason. The first
// byte chooses the declared charset.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "extractor/text/decode.h"
#include "extractor/text/normal_text.h"

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<std::string_view, 8> kDeclared = {
      "", "utf-8", "iso-8859-1", "windows-1258", "TCVN-5712", "viscii", "x-viet-vni", "gb2312"};
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto decoded = bangvang::text::decode(bytes, kDeclared[data[0] % kDeclared.size()]);
  if (!decoded) {
    require(!decoded.error().reason.empty(), "an error has a reason");
    return 0;
  }
  require(!decoded->encoding.empty(), "the encoding has a name");
  require(decoded->utf8.find('\0') == std::string_view::npos, "no NUL");
  require(bangvang::text::normalise(decoded->utf8).has_value(), "output is UTF-8");
  return 0;
}
