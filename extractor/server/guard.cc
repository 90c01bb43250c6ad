#include "extractor/server/guard.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "extractor/base/hash.h"

namespace bangvang::server {
namespace {

constexpr std::size_t kLongestTarget = 8 << 10;
// Shorter ones can be tried out over a network.
constexpr std::size_t kShortestToken = 20;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

// "example.vn:8080" and "[::1]:8080" without their port.
std::string_view without_port(std::string_view host) {
  const auto bracket = host.rfind(']');
  const auto colon = host.rfind(':');
  if (colon == host.npos || (bracket != host.npos && colon < bracket)) return host;
  if (bracket == host.npos && host.find(':') != colon) return host;  // a bare IPv6 address
  return host.substr(0, colon);
}

std::string_view media_type(std::string_view type) {
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return type;
}

// Digests have one length, and each of their characters is looked at.
bool same(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  }
  return difference == 0;
}

bool reads_only(const Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

// A browser says where a request comes from; other programs say nothing, and need not.
bool is_cross_site(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return true;
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return false;
  const auto slashes = origin.find("://");
  return slashes == origin.npos ||
         lower(origin.substr(slashes + 3)) != lower(request.header("host"));
}

}  // namespace

Result<Tokens> Tokens::read(const std::string& path) {
  const auto refuse = [&](std::string reason, std::size_t line = 0) {
    return fail(Error::Kind::kBadInput, std::move(reason),
                line > 0 ? "line " + std::to_string(line) : std::string(), path);
  };
  struct stat status {};
  std::ifstream file(path);
  if (!file || ::stat(path.c_str(), &status) != 0) {
    return fail(Error::Kind::kUnreadable, "cannot be read", {}, path);
  }
  if (status.st_mode & (S_IRGRP | S_IROTH)) {
    return refuse("others may read it; `chmod 600` it first");
  }
  Tokens out;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    const auto begin = line.find_first_not_of(" \t\r");
    if (begin == line.npos || line[begin] == '#') continue;
    const auto end = line.find_last_not_of(" \t\r");
    const auto blank = line.find_last_of(" \t", end);
    if (blank == line.npos || blank < begin) return refuse("holds no NAME and TOKEN", number);
    const std::string token = line.substr(blank + 1, end - blank);
    std::string name = line.substr(begin, line.find_last_not_of(" \t", blank) + 1 - begin);
    if (token.size() < kShortestToken) {
      return refuse("the token is shorter than " + std::to_string(kShortestToken) + " characters",
                    number);
    }
    out.digests_.emplace_back(blake2b_hex(token, 32), std::move(name));
  }
  if (out.digests_.empty()) return refuse("holds no token");
  return out;
}

std::string Tokens::reviewer(std::string_view token) const {
  const std::string digest = blake2b_hex(token, 32);
  std::string out;
  for (const auto& [known, name] : digests_) {
    if (same(known, digest)) out = name;
  }
  return out;
}

Guard::Guard(std::vector<std::string> hosts, std::vector<std::string> origins, Tokens tokens)
    : origins_(std::move(origins)), tokens_(std::move(tokens)) {
  for (const std::string& host : hosts) hosts_.push_back(lower(host));
}

bool Guard::knows_host(std::string_view host) const {
  return std::ranges::count(hosts_, lower(without_port(host))) > 0;
}

bool Guard::knows_origin(const Request& request) const {
  const std::string_view origin = request.header("origin");
  return !origin.empty() && std::ranges::count(origins_, origin) > 0;
}

void Guard::allow(const Request& request, Response& response) const {
  if (!knows_origin(request)) return;
  response.headers.emplace_back("Access-Control-Allow-Origin",
                                std::string(request.header("origin")));
}

std::string Guard::reviewer(const Request& request) const {
  static constexpr std::string_view kScheme = "bearer ";
  const std::string_view given = request.header("authorization");
  if (lower(given.substr(0, kScheme.size())) != kScheme) return {};
  return tokens_.reviewer(given.substr(kScheme.size()));
}

std::optional<Refusal> Guard::refuses(const Request& request, const Operation* operation) const {
  if (request.target.size() > kLongestTarget) {
    return Refusal{414, "address_too_long", "the address is longer than 8192 bytes", ""};
  }
  // A name that somebody else's server resolves to this one must not open it to their pages.
  if (!knows_host(request.header("host"))) {
    return Refusal{421, "unknown_host", "this server is not asked by that name", ""};
  }
  if (!operation) return std::nullopt;
  if (!reads_only(request) && is_cross_site(request) && !knows_origin(request)) {
    return Refusal{403, "cross_site", "this may be asked from our own pages only", ""};
  }
  if (operation->token) {
    if (tokens_.empty()) {
      return Refusal{403, "read_only", "this server was started without --token-file", ""};
    }
    if (reviewer(request).empty()) {
      return Refusal{401, "no_token", "this needs the token of a reviewer", ""};
    }
  }
  const std::string type = lower(media_type(request.header("content-type")));
  if (!operation->bodies.empty() && std::ranges::count(operation->bodies, type) == 0) {
    std::string all;
    for (const std::string& body : operation->bodies) all += (all.empty() ? "" : ", ") + body;
    return Refusal{415, "unsupported_type", "the body must be one of: " + all, ""};
  }
  return std::nullopt;
}

void add_safety(Response& response) {
  static const std::pair<const char*, const char*> kHeaders[] = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
       "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
       "form-action 'self'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
  };
  for (const auto& [name, value] : kHeaders) response.headers.emplace_back(name, value);
}

}  // namespace bangvang::server
