#include "extractor/server/message.h"

#include <algorithm>

#include "extractor/json/writer.h"
#include "extractor/text/decode.h"

namespace bangvang::server {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool read_params(std::string_view text, std::vector<std::pair<std::string, std::string>>& out) {
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals), true);
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) return false;
    out.emplace_back(*std::move(name), *std::move(value));
  }
  return true;
}

}  // namespace

std::optional<std::string> Request::param(std::string_view name) const {
  for (const auto& [key, value] : params) {
    if (key == name) return value.empty() ? std::nullopt : std::optional(value);
  }
  return std::nullopt;
}

std::vector<std::string> Request::list(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [key, value] : params) {
    if (key != name) continue;
    for (std::size_t begin = 0; begin <= value.size();) {
      const auto end = std::min(value.find(',', begin), value.size());
      if (end > begin) out.push_back(value.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return out;
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

Response Response::of(std::string text, std::string type) {
  Response out;
  out.type = std::move(type);
  out.body = std::make_shared<const std::string>(std::move(text));
  return out;
}

Response refuse(const Refusal& refusal) {
  std::string text;
  json::Writer out(text);
  out.begin_object().key("error").begin_object();
  out.key("code").string(refusal.code);
  out.key("message").string(refusal.message);
  out.key("field");
  refusal.field.empty() ? out.null() : out.string(refusal.field);
  out.end_object().end_object();
  Response response = Response::of(text + '\n');
  response.status = refusal.status;
  return response;
}

std::optional<std::string> decode(std::string_view escaped, bool plus_is_blank) {
  std::string out;
  out.reserve(escaped.size());
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    char c = escaped[i];
    if (c == '%') {
      if (i + 2 >= escaped.size()) return std::nullopt;
      const int high = hex_digit(escaped[i + 1]), low = hex_digit(escaped[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_blank) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    out += c;
  }
  return text::readable(out) == out ? std::optional(std::move(out)) : std::nullopt;
}

bool read_target(Request& request) {
  const std::string_view target = request.target;
  if (!target.starts_with('/')) return false;
  const auto question = std::min(target.find('?'), target.size());
  auto path = decode(target.substr(0, question), false);
  if (!path) return false;
  request.path = *std::move(path);
  std::string_view query = target.substr(std::min(question + 1, target.size()));
  query = query.substr(0, query.find('#'));
  return read_params(query, request.params);
}

std::string encode(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
  return out;
}

}  // namespace bangvang::server
