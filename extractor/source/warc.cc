#include "extractor/source/warc.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace bangvang::source {
namespace {

constexpr std::string_view kMagic = "WARC/";
constexpr std::string_view kVersion = "WARC/1.";  // 1.0 and 1.1 are written alike
constexpr std::string_view kLineEnds = "\r\n";
constexpr std::string_view kRecordEnd = "\r\n\r\n";

constexpr std::string_view kHttp = "application/http";
constexpr int kPartialContent = 206;
constexpr std::size_t kBlankBytes = 64;  // a body that is shorter is looked at for blankness

bool is_line_end(char c) { return kLineEnds.find(c) != std::string_view::npos; }

bool is_markup(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  return trim(body).starts_with('<');
}

// wget puts addresses between angle brackets.
std::string_view address(std::string_view value) {
  if (value.starts_with('<') && value.ends_with('>')) return value.substr(1, value.size() - 2);
  return value;
}

// Whether a record begins within a body: its length may end where another record does.
bool holds_record(std::string_view body) {
  for (auto at = body.find(kVersion); at != std::string_view::npos;
       at = body.find(kVersion, at + 1)) {
    const bool line = at > 0 && body[at - 1] == '\n';
    const auto digit = at + kVersion.size();
    if (line && body.substr(std::min(digit + 1, body.size())).starts_with("\r\nWARC-")) return true;
  }
  return false;
}

// Addresses of pages; crawlers also store their own notes under addresses such as metadata:.
bool is_page_address(std::string_view uri) {
  const std::string_view scheme = uri.substr(0, uri.find(':'));
  return same_name(scheme, "http") || same_name(scheme, "https") || same_name(scheme, "ftp") ||
         same_name(scheme, "file");
}

std::optional<std::string> time_of(std::string_view date) {
  constexpr std::size_t kSeconds = sizeof("2024-03-18T02:30:00Z") - 1;
  if (date.size() < kSeconds || date[10] != 'T' || !date.ends_with('Z')) return std::nullopt;
  return std::string(date);
}

}  // namespace

struct WarcReader::Head {
  std::string_view type, uri, date, content_type;  // in head_bytes_
  std::optional<std::uint64_t> length;
  bool truncated = false, segment = false, bad_length = false;
  Place content;  // of its first byte

  void take(std::string_view name, std::string_view value);
};

void WarcReader::Head::take(std::string_view name, std::string_view value) {
  if (same_name(name, "WARC-Type")) {
    type = value;
  } else if (same_name(name, "WARC-Target-URI")) {
    uri = address(value);
  } else if (same_name(name, "WARC-Date")) {
    date = value;
  } else if (same_name(name, "Content-Type")) {
    content_type = value;
  } else if (same_name(name, "WARC-Truncated")) {
    truncated = true;
  } else if (same_name(name, "WARC-Segment-Number")) {
    segment = true;
  } else if (same_name(name, "Content-Length")) {
    std::uint64_t number = 0;
    const char* const end = value.data() + value.size();
    const auto [stop, failure] = std::from_chars(value.data(), end, number);
    const bool good = failure == std::errc() && stop == end && !value.empty() && !bad_length &&
                      length.value_or(number) == number;
    bad_length = !good;
    length = good ? std::optional(number) : std::nullopt;
  }
}

bool is_warc(std::string_view bytes) { return bytes.starts_with(kMagic); }

PassedOver& PassedOver::operator+=(const PassedOver& more) {
  other_records += more.other_records;
  revisits += more.revisits;
  statuses += more.statuses;
  media_types += more.media_types;
  empty_bodies += more.empty_bodies;
  return *this;
}

WarcReader::WarcReader(ByteStream stream, BodyLimits limits, bool in_damage)
    : stream_(std::move(stream)), limits_(limits), searching_(in_damage) {}

Result<std::optional<Document>> WarcReader::next() {
  while (true) {
    auto found = find_record();
    if (!found) {
      searching_ = true;
      return std::unexpected(std::move(found.error()));
    }
    if (!*found) return std::nullopt;
    auto document = next_record();
    if (!document && searching_ && stream_.fails_next()) {
      return std::unexpected(std::move(stream_.more().error()));  // the cause of what was found
    }
    if (!document || *document) return document;
  }
}

Place WarcReader::behind() const {
  Place place = stream_.place();
  place.line = searching_ ? 1 : 0;
  return place;
}

std::unexpected<Error> WarcReader::error(Error::Kind kind, std::string reason) {
  std::string place = "byte " + std::to_string(place_.offset);
  if (place_.inner > 0) place += " + " + std::to_string(place_.inner) + " inflated";
  return fail(kind, std::move(reason), std::move(place), stream_.path());
}

// Moves to the next record: behind blank lines, or behind damage to the next line that begins one.
Result<bool> WarcReader::find_record() {
  bool line_begins = true;
  while (true) {
    const std::string_view window = stream_.window();
    std::size_t at = 0;
    if (searching_) {
      at = window.find(kVersion);
      if (at != std::string_view::npos) {
        const bool found = at == 0 ? line_begins || stream_.member_border_at(0)
                                   : window[at - 1] == '\n' || stream_.member_border_at(at);
        if (!found) ++at;
        line_begins = false;
        stream_.consume(at);
        if (!found) continue;
        searching_ = false;
        break;
      }
      at = window.size() - std::min(window.size(), kVersion.size());
      if (at > 0) line_begins = window[at - 1] == '\n';
    } else {
      while (at < window.size() && is_line_end(window[at])) ++at;
    }
    stream_.consume(at);
    if (!searching_ && !stream_.window().empty()) break;
    place_ = stream_.place();
    auto more = stream_.more();
    if (!more || !*more) return more;
  }
  place_ = stream_.place();
  return true;
}

Result<std::optional<Document>> WarcReader::next_record() {
  Head head;
  auto read = read_head(head);
  if (!read) {
    searching_ = true;
    if (!stream_.window().empty()) stream_.consume(1);
    return std::unexpected(std::move(read.error()));
  }
  return read_content(head);
}

Result<bool> WarcReader::read_head(Head& head) {
  std::optional<std::size_t> size;
  while (true) {
    const std::string_view window = stream_.window();
    if (window.size() >= kMagic.size() && !window.starts_with(kMagic)) {
      return error(Error::Kind::kBadInput, "is no WARC record");
    }
    if ((size = head_size(window))) break;
    if (window.size() > kMaxHeadBytes) {
      return error(Error::Kind::kBadInput, "has WARC headers without an end");
    }
    auto more = stream_.more();
    if (!more) return more;
    if (!*more) return error(Error::Kind::kBadInput, "ends within its WARC headers");
  }
  head_bytes_ = stream_.window().substr(0, *size);
  const std::string_view bytes = head_bytes_;
  const std::size_t line_end = bytes.find('\n') + 1;
  const std::string_view line = trim(bytes.substr(0, line_end));
  if (line != "WARC/1.0" && line != "WARC/1.1") {
    return error(Error::Kind::kUnsupported, "is of a WARC version that is not read");
  }
  for (HeaderLines lines(bytes.substr(line_end)); lines.next();) {
    head.take(lines.name(), lines.value());
  }
  if (head.type.empty()) return error(Error::Kind::kBadInput, "lacks the header WARC-Type");
  if (!head.length) return error(Error::Kind::kBadInput, "lacks a good header Content-Length");
  stream_.consume(*size);
  head.content = stream_.place();
  return true;
}

Result<std::optional<Document>> WarcReader::read_content(const Head& head) {
  const bool page = head.type == "response" || head.type == "resource" || head.type == "conversion";
  if (!page || !is_page_address(head.uri)) {
    ++(head.type == "revisit" ? passed_over_.revisits : passed_over_.other_records);
    return pass(head);
  }
  if (head.segment) {
    return refuse(head, error(Error::Kind::kUnsupported, "is one of several segments of a record"));
  }
  const auto first = std::min<std::uint64_t>(*head.length, kMaxHeadBytes);
  if (auto got = want(head, first); !got) return std::unexpected(std::move(got.error()));
  HttpHead http;
  if (head.type == "response" && parse_content_type(head.content_type).media_type == kHttp) {
    auto parsed = parse_http_head(stream_.window().substr(0, first));
    if (!parsed) return refuse(head, error(parsed.error().kind, std::move(parsed.error().reason)));
    http = *std::move(parsed);
  } else {
    http.content_type = parse_content_type(head.content_type);
    http.status = 200;
  }
  if (is_passed_over(http, stream_.window().substr(http.size, first - http.size)))
    return pass(head);
  return read_body(head, http);
}

// Counts what is no page.
bool WarcReader::is_passed_over(const HttpHead& http, std::string_view body) {
  const std::string& type = http.content_type.media_type;
  const bool text = type == "text/html" || type == "application/xhtml+xml" ||
                    type == "text/plain" || (type.empty() && is_markup(body));
  std::uint64_t* reason = nullptr;
  if (http.status < 200 || http.status > 299 || http.status == kPartialContent) {
    reason = &passed_over_.statuses;
  } else if (trim(body.substr(0, kBlankBytes)).empty() && body.size() < kBlankBytes) {
    reason = &passed_over_.empty_bodies;
  } else if (!text) {
    reason = &passed_over_.media_types;
  }
  if (reason != nullptr) ++*reason;
  return reason != nullptr;
}

Result<std::optional<Document>> WarcReader::read_body(const Head& head, const HttpHead& http) {
  if (*head.length - http.size > limits_.bytes) {
    return refuse(head, error(Error::Kind::kLimit, "has a body of more than " +
                                                       std::to_string(limits_.bytes) + " bytes"));
  }
  if (auto got = want(head, *head.length); !got) return std::unexpected(std::move(got.error()));
  const std::string_view body = stream_.window().substr(http.size, *head.length - http.size);
  if (holds_record(body)) {
    searching_ = true;
    return error(Error::Kind::kBadInput, "has a length that reaches into another record");
  }
  auto bytes = decode_http_body(http, body, head.truncated, limits_);
  if (!bytes) return refuse(head, error(bytes.error().kind, std::move(bytes.error().reason)));
  if (auto passed = pass(head, true); !passed) return passed;
  if (trim(*bytes).empty()) {
    ++passed_over_.empty_bodies;
    return std::nullopt;
  }
  Document document;
  document.path = stream_.path();
  document.place = place_;
  document.source = document.path + "@" + std::to_string(place_.offset);
  if (place_.inner > 0) document.source += "+" + std::to_string(place_.inner);
  if (const Place end = behind(); place_.inner == 0 && end.inner == 0) {
    document.length = end.offset - place_.offset;
  }
  document.bytes = *std::move(bytes);
  document.media_type = http.content_type.media_type;
  document.declared_charset = http.content_type.charset;
  document.url = std::string(head.uri);
  document.fetched_at = time_of(head.date);
  return document;
}

// Brings `n` bytes of the content into the window, or says that the record's length is wrong.
Result<void> WarcReader::want(const Head& head, std::uint64_t n) {
  while (stream_.window().size() < n) {
    auto more = stream_.more();
    if (!more) {
      searching_ = true;
      return std::unexpected(std::move(more.error()));
    }
    const auto member = stream_.last_member();
    const bool next_begins =
        member && *member<n&& * member> 0 && stream_.window().substr(*member).starts_with(kVersion);
    if (*more && !next_begins) continue;
    const std::size_t there = next_begins ? *member : stream_.window().size();
    searching_ = true;
    return cut_short(head, there);
  }
  return {};
}

std::unexpected<Error> WarcReader::cut_short(const Head& head, std::uint64_t there) {
  return error(Error::Kind::kBadInput, "ends after " + std::to_string(there) + " of its " +
                                           std::to_string(*head.length) + " bytes");
}

// Leaves the content behind. Fails when no record ends where its length says. Of content that was
// `seen` to hold no other record the blank lines of the standard behind it are proof enough.
Result<std::optional<Document>> WarcReader::pass(const Head& head, bool seen) {
  const bool in_window = stream_.window().size() >= *head.length;
  std::uint64_t left = 0;
  if (!in_window) {
    auto skipped = stream_.skip(*head.length, kVersion);
    if (!skipped) {
      searching_ = true;
      return std::unexpected(std::move(skipped.error()));
    }
    left = *skipped;
  }
  auto ends = left > 0 ? Result<bool>(false) : ends_at(in_window ? *head.length : 0, seen);
  if (ends && *ends) return std::nullopt;
  searching_ = true;
  if (!ends) return std::unexpected(std::move(ends.error()));
  // What the length skipped may hold records.
  if (!in_window) stream_.go_back(head.content);
  if (left > 0) return cut_short(head, *head.length - left);
  return error(Error::Kind::kBadInput,
               "does not end after its " + std::to_string(*head.length) + " bytes");
}

Result<std::optional<Document>> WarcReader::refuse(const Head& head,
                                                   std::unexpected<Error> reason) {
  if (auto passed = pass(head); !passed) return passed;
  return reason;
}

// Whether a record ends `n` bytes into the window: another record begins there, or a gzip member or
// the file ends, behind line ends of any number. If so, consumes it.
Result<bool> WarcReader::ends_at(std::size_t n, bool blank_lines_do) {
  std::size_t behind = n;
  while (true) {
    const std::string_view window = stream_.window();
    while (behind < window.size() && is_line_end(window[behind])) ++behind;
    const std::string_view rest = window.substr(behind);
    bool ends = rest.starts_with(kMagic) || stream_.member_border_at(behind);
    if (!ends && rest.size() < kMagic.size() && kMagic.starts_with(rest)) {
      // A damaged member says so no later than at its end.
      auto more = stream_.more();
      if (!more) return more;
      if (*more) continue;
      ends = rest.empty();
    }
    ends = ends ||
           (blank_lines_do && window.substr(n).starts_with(kRecordEnd) && !stream_.fails_next());
    if (ends) stream_.consume(behind);
    return ends;
  }
}

}  // namespace bangvang::source
