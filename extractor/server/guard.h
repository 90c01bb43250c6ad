// Whom the server answers: requests that name it as it is called, and writing ones that come from
// its own pages and with a token. Private to this room.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/server/message.h"
#include "extractor/server/operations.h"

namespace bangvang::server {

// Tokens of reviewers. Comparing takes equally long whatever was sent.
class Tokens {
 public:
  // One reviewer a line: NAME, white space, TOKEN; lines that begin with # are notes. Fails with
  // the file and line of the first mistake, and for a file that others may read.
  static Result<Tokens> read(const std::string& path);

  // The name of the reviewer; empty when the token is nobody's.
  std::string reviewer(std::string_view token) const;
  bool empty() const { return digests_.empty(); }

 private:
  std::vector<std::pair<std::string, std::string>> digests_;  // of a token, and its reviewer
};

class Guard {
 public:
  // `hosts`: names and addresses it may be asked by, without port. `origins`: other sites whose
  // pages may read here, as "http://127.0.0.1:3333".
  Guard(std::vector<std::string> hosts, std::vector<std::string> origins, Tokens tokens);

  // Why this is refused, judged by its head.
  std::optional<Refusal> refuses(const Request& request, const Operation* operation) const;
  // Whose token came with it; may be empty.
  std::string reviewer(const Request& request) const;
  // Lets a page of an allowed origin see the answer.
  void allow(const Request& request, Response& response) const;
  bool has_tokens() const { return !tokens_.empty(); }

 private:
  bool knows_host(std::string_view host) const;
  bool knows_origin(const Request& request) const;

  std::vector<std::string> hosts_, origins_;
  Tokens tokens_;
};

// What every answer says to browsers: nothing foreign, nothing inline, no frames.
void add_safety(Response& response);

}  // namespace bangvang::server
