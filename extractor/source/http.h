// One HTTP response as it went over the line: status, headers, body (RFC 9110, 9112).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/result.h"

namespace bangvang::source {

// Cookies and policies make heads of some kilobytes; servers refuse more than a few dozen.
inline constexpr std::size_t kMaxHeadBytes = std::size_t{256} << 10;

// Whether two ASCII names are one, whatever the case of their letters.
bool same_name(std::string_view a, std::string_view b);
std::string_view trim(std::string_view text);
std::string lower(std::string_view text);

// Takes header lines ("Name: value") one by one up to the blank line that ends them. Lines may end
// in a bare line feed; a line that begins with white space goes on with the value before it.
class HeaderLines {
 public:
  explicit HeaderLines(std::string_view head) : rest_(head) {}
  // False at the end. A line without a colon is passed over.
  bool next();
  std::string_view name() const { return name_; }
  std::string_view value() const { return value_; }

 private:
  std::string_view rest_, name_, value_;
};

// Bytes of `text` up to and with the blank line that ends a head; nothing when there is none.
std::optional<std::size_t> head_size(std::string_view text);

struct ContentType {
  std::string media_type;  // lower case, "text/html"; empty when there was none
  std::string charset;     // as written
};
ContentType parse_content_type(std::string_view value);

struct HttpHead {
  std::size_t size = 0;  // of status line, headers and the blank line
  int status = 0;
  ContentType content_type;
  std::string content_encoding, transfer_encoding;  // lower case; several are joined by commas
};

// The head of the response at the beginning of `bytes`. Fails with kBadInput when there is no
// status line, or no end of the headers.
Result<HttpHead> parse_http_head(std::string_view bytes);

struct BodyLimits {
  std::size_t bytes;
  double ratio;
};

// The body with transfer and content codings undone. Archives often hold bodies whose codings were
// undone while the headers kept naming them: such bodies are taken as they are. Fails with
// kBadInput for damaged bytes (and for chunks that end early, unless `truncated` says that the
// archive knows), with kUnsupported for a coding not read, with kLimit beyond `limits`.
Result<std::string> decode_http_body(const HttpHead& head, std::string_view body, bool truncated,
                                     BodyLimits limits);

}  // namespace bangvang::source
