#include "extractor/text/nfc.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <cassert>

namespace bangvang::text {
namespace {

// ICU carries its tables inside the library, so that getting the instance cannot fail for lack
// of a file.
const icu::Normalizer2& normalizer() {
  static const icu::Normalizer2& instance = [] -> const icu::Normalizer2& {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    assert(U_SUCCESS(status));
    return *nfc;
  }();
  return instance;
}

}  // namespace

std::string nfc(std::string_view utf8) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(utf8.size()));
  UErrorCode status = U_ZERO_ERROR;
  normalizer().normalizeUTF8(0,
                             icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())),
                             sink, nullptr, status);
  assert(U_SUCCESS(status));
  return out;
}

bool has_nfc_boundary_before(char32_t c) {
  return normalizer().hasBoundaryBefore(static_cast<UChar32>(c));
}

}  // namespace bangvang::text
