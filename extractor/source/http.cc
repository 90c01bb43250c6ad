#include "extractor/source/http.h"

#include <algorithm>
#include <charconv>
#include <ranges>
#include <utility>
#include <vector>

#include "extractor/source/inflate.h"

namespace bangvang::source {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
// A server that packs more than twice is mistaken or hostile.
constexpr std::size_t kMaxCodings = 3;

char lower_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Takes the first line off `text`, without its end.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool looks_packed_by_gzip(std::string_view body) {
  return body.size() >= 2 && body[0] == '\x1F' && body[1] == '\x8B';
}

bool looks_like_markup(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  return trim(body).starts_with('<');
}

// The size that begins a chunk; nothing when its line holds none.
std::optional<std::uint64_t> chunk_size(std::string_view line) {
  line = trim(line.substr(0, line.find(';')));
  std::uint64_t size = 0;
  const auto [end, failure] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  if (line.empty() || failure != std::errc() || end != line.data() + line.size()) {
    return std::nullopt;
  }
  return size;
}

std::unexpected<Error> bad_chunk(const char* reason, std::size_t at) {
  return fail(Error::Kind::kBadInput,
              std::string(reason) + " at byte " + std::to_string(at) + " of its body");
}

Result<std::string> join_chunks(std::string_view body, bool truncated) {
  std::string joined;
  std::string_view rest = body;
  while (true) {
    const std::size_t at = body.size() - rest.size();
    if (rest.empty()) {
      if (truncated) return joined;
      return bad_chunk("lacks its last chunk", at);
    }
    const auto end = rest.find('\n');
    const std::string_view line_end = rest.substr(0, end).ends_with('\r') ? "\r\n" : "\n";
    if (end == std::string_view::npos && truncated) return joined;
    const auto size = chunk_size(take_line(rest));
    if (!size || end == std::string_view::npos) return bad_chunk("has a bad chunk size", at);
    if (*size == 0) return joined;  // trailers may follow, which say nothing of the page
    if (*size > rest.size()) {
      if (!truncated) return bad_chunk("has a chunk longer than what is left", at);
      joined += rest;
      return joined;
    }
    joined += rest.substr(0, *size);
    rest.remove_prefix(*size);
    if (rest.empty()) continue;
    if (!rest.starts_with(line_end)) return bad_chunk("has a wrong chunk size", at);
    rest.remove_prefix(line_end.size());
  }
}

std::vector<std::string> codings(std::string_view list) {
  std::vector<std::string> names;
  for (const auto part : std::views::split(list, ',')) {
    std::string name(trim(std::string_view(part.begin(), part.end())));
    if (!name.empty() && name != "identity") names.push_back(std::move(name));
  }
  return names;
}

void join(std::string& list, std::string_view more) {
  if (!list.empty()) list += ',';
  list += lower(more);
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, {}, [](char c) { return lower_letter(c); }, [](char c) { return lower_letter(c); });
}

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower_letter(c);
  return out;
}

bool HeaderLines::next() {
  while (!rest_.empty()) {
    const char* const begin = rest_.data();
    std::string_view line = take_line(rest_);
    if (line.empty()) break;
    while (rest_.starts_with(' ') || rest_.starts_with('\t')) {
      const std::string_view more = take_line(rest_);
      line = {begin, static_cast<std::size_t>(more.data() + more.size() - begin)};
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    name_ = trim(line.substr(0, colon));
    value_ = trim(line.substr(colon + 1));
    return true;
  }
  return false;
}

std::optional<std::size_t> head_size(std::string_view text) {
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const std::string_view rest = text.substr(at + 1, 2);
    if (rest.starts_with('\n')) return at + 2;
    if (rest == "\r\n") return at + 3;
  }
  return std::nullopt;
}

ContentType parse_content_type(std::string_view value) {
  ContentType type{lower(trim(value.substr(0, value.find_first_of(";,")))), {}};
  while (true) {
    const auto semicolon = value.find(';');
    if (semicolon == std::string_view::npos) return type;
    value.remove_prefix(semicolon + 1);
    const std::string_view parameter = value.substr(0, value.find(';'));
    const auto equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    if (!same_name(trim(parameter.substr(0, equals)), "charset")) continue;
    std::string_view charset = trim(parameter.substr(equals + 1));
    charset = charset.substr(0, charset.find(','));
    const auto quote = [](char c) { return c == '"' || c == '\''; };
    while (!charset.empty() && quote(charset.front())) charset.remove_prefix(1);
    while (!charset.empty() && quote(charset.back())) charset.remove_suffix(1);
    type.charset = charset;
    return type;
  }
}

Result<HttpHead> parse_http_head(std::string_view bytes) {
  HttpHead head;
  const auto size = head_size(bytes.substr(0, kMaxHeadBytes));
  if (!bytes.starts_with("HTTP/")) {
    return fail(Error::Kind::kBadInput, "has no HTTP status line");
  }
  if (!size) return fail(Error::Kind::kBadInput, "has HTTP headers without an end");
  head.size = *size;
  std::string_view text = bytes.substr(0, head.size);
  std::string_view status = take_line(text);
  status.remove_prefix(std::min(status.find(' '), status.size()));
  status = trim(status);
  std::from_chars(status.data(), status.data() + std::min<std::size_t>(3, status.size()),
                  head.status);
  if (head.status < 100) return fail(Error::Kind::kBadInput, "has no status in its HTTP head");
  for (HeaderLines lines(text); lines.next();) {
    if (same_name(lines.name(), "content-type")) {
      head.content_type = parse_content_type(lines.value());
    } else if (same_name(lines.name(), "content-encoding")) {
      join(head.content_encoding, lines.value());
    } else if (same_name(lines.name(), "transfer-encoding")) {
      join(head.transfer_encoding, lines.value());
    }
  }
  return head;
}

Result<std::string> decode_http_body(const HttpHead& head, std::string_view body, bool truncated,
                                     BodyLimits limits) {
  // Transfer codings were applied last.
  std::vector<std::string> names = codings(head.content_encoding);
  for (std::string& name : codings(head.transfer_encoding)) names.push_back(std::move(name));
  if (names.size() > kMaxCodings) {
    return fail(Error::Kind::kLimit,
                "has a body in more than " + std::to_string(kMaxCodings) + " codings");
  }
  std::optional<std::string> decoded;
  for (const std::string& name : std::views::reverse(names)) {
    const std::string_view packed = decoded ? *decoded : body;
    std::string_view lines = packed;
    if (name == "chunked") {
      if (!chunk_size(take_line(lines)) && (looks_like_markup(packed) || packed.empty())) continue;
      auto joined = join_chunks(packed, truncated);
      if (!joined) return joined;
      decoded = *std::move(joined);
      continue;
    }
    if (packed.empty() || (name.ends_with("gzip") && !looks_packed_by_gzip(packed))) continue;
    auto plain = decode_content(name, packed, limits.bytes, limits.ratio);
    if (!plain && plain.error().kind == Error::Kind::kBadInput && looks_like_markup(packed)) {
      continue;
    }
    if (!plain) return plain;
    decoded = *std::move(plain);
  }
  if (!decoded && body.size() > limits.bytes) {
    return fail(Error::Kind::kLimit,
                "has a body of more than " + std::to_string(limits.bytes) + " bytes");
  }
  return decoded ? *std::move(decoded) : std::string(body);
}

}  // namespace bangvang::source
