// Requests and responses as the routes see them: plain values, without the library that carries
// them.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/result.h"

namespace bangvang::server {

struct Request {
  std::string method;                                        // GET, HEAD, POST, …
  std::string target;                                        // as it was asked for
  std::string path;                                          // decoded; begins with '/'
  std::vector<std::pair<std::string, std::string>> params;   // decoded, in their order
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string remote;  // address of the other end

  // The first parameter of that name; nothing when there is none or it is empty.
  std::optional<std::string> param(std::string_view name) const;
  // Of all parameters of that name, split at commas; empty ones left out.
  std::vector<std::string> list(std::string_view name) const;
  // Empty when there is none; of several the first.
  std::string_view header(std::string_view name) const;
};

struct Context;  // what a worker has at hand; see context.h

// The next piece of a long answer, made by any worker; empty at its end. After an error the
// connection is cut, which tells the other end that the answer is not whole.
using Stream = std::function<Result<std::string>(Context&)>;

struct Response {
  int status = 200;
  std::string type = "application/json";  // media type, without charset for JSON
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<const std::string> body;  // never null once a route has answered
  Stream stream;                            // instead of the body, when there is one

  static Response of(std::string text, std::string type = "application/json");
};

// Every error looks alike: {"error": {"code", "message", "field"}}.
struct Refusal {
  int status = 400;
  std::string code;     // a stable word, such as not_found
  std::string message;  // one sentence
  std::string field;    // the parameter that is wrong; empty when it is none
};
Response refuse(const Refusal& refusal);

// "limit=20&q=so%20y%20t%E1%BA%BF". Both give nothing for a broken escape, a NUL, or what is not
// UTF-8.
std::optional<std::string> decode(std::string_view escaped, bool plus_is_blank);
// Fills path and params from `target`; false when it cannot be read.
bool read_target(Request& request);

// Everything but letters, digits and -._~ as %XX.
std::string encode(std::string_view text);

}  // namespace bangvang::server
