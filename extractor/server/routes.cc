#include "extractor/server/routes.h"

#include <algorithm>
#include <charconv>

namespace bangvang::server {
namespace {

constexpr std::pair<std::string_view, Route> kRoutes[] = {
    {"search", search},
    {"facets", facets},
    {"suggestions", suggestions},
    {"awards", awards},
    {"awardFacets", award_facets},
    {"award", award},
    {"roles", roles},
    {"role", role},
    {"agencies", agencies},
    {"agency", agency},
    {"blocs", blocs},
    {"bloc", bloc},
    {"officials", officials},
    {"official", official},
    {"articles", articles},
    {"article", article},
    {"articleCopy", article_copy},
    {"stats", stats},
    {"names", names},
    {"session", session},
    {"changes", changes},
    {"extract", extract},
    {"grammars", grammars},
    {"lookup", lookup},
    {"ingest", ingest},
    {"reviewQueue", review_queue},
    {"corrections", corrections},
    {"accept", accept},
    {"reject", reject},
    {"edit", edit},
    {"add", add},
    {"merge", merge},
    {"split", split},
    {"undo", undo},
    {"reconcile", reconcile},
    {"reconcileForm", reconcile_form},
    {"reconcileSuggest", reconcile_suggest},
};

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

std::size_t Call::number(std::string_view name, std::size_t otherwise) const {
  const auto text = request.param(name);
  if (!text) return otherwise;
  std::size_t out = otherwise;
  std::from_chars(text->data(), text->data() + text->size(), out);
  return out;
}

bool Call::truth(std::string_view name, bool otherwise) const {
  const auto text = request.param(name);
  return text ? *text == "true" : otherwise;
}

Route route_of(std::string_view operation) {
  const auto found =
      std::ranges::find(kRoutes, operation, &std::pair<std::string_view, Route>::first);
  return found == std::end(kRoutes) ? nullptr : found->second;
}

Response failed(const Error& error) {
  if (error.code == "deadline") {
    Response late =
        refuse({503, "deadline", "this takes longer than an answer may; ask for less", ""});
    late.headers.emplace_back("Retry-After", "1");
    return late;
  }
  if (error.kind == Error::Kind::kBadInput && error.file.empty()) {
    return refuse({400, "bad_parameter", error.message(), ""});
  }
  // What is wrong with the store is for the log of who runs it, not for everybody.
  return refuse({500, "store_failed", "the store cannot be read", ""});
}

Response not_found(const std::string& what) {
  return refuse({404, "not_found", "there is no " + what + " of that id", "id"});
}

Response busy() {
  Response out = refuse({503, "busy", "somebody else is writing to the store; try again", ""});
  out.headers.emplace_back("Retry-After", "1");
  return out;
}

Response bad_cursor() { return refuse({400, "bad_parameter", "cursor is none of ours", "cursor"}); }

// Base64 with the letters of an address, without padding.
std::string cursor_of(std::string_view key) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : key) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (held += 8; held >= 6; held -= 6) out += kDigits[bits >> (held - 6) & 63];
  }
  if (held > 0) out += kDigits[bits << (6 - held) & 63];
  return out;
}

std::optional<std::string> key_of(std::string_view cursor) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : cursor) {
    const auto digit = kDigits.find(c);
    if (digit == kDigits.npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 255);
  }
  return out;
}

}  // namespace bangvang::server
