// What can be asked for: openapi.json, read once. It is the table of routes as well as their
// description, so that the two cannot differ. Private to this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/json/value.h"
#include "extractor/server/message.h"

namespace bangvang::server {

// A parameter in the address, or a member of a body that is JSON, with what its value may be.
struct Parameter {
  // string, integer, boolean, object, or array: of one of these, in an address of strings by commas
  std::string name, type, item_type, format;
  std::vector<std::string> choices;
  std::optional<std::int64_t> least, most;
  std::size_t longest = 0;     // characters; 0: any
  std::size_t most_items = 0;  // of an array; 0: any
  bool needed = false;         // of a member
};

struct Operation {
  std::string id, method, path;
  std::vector<std::string> pieces;  // of the path; "{id}" stands for any
  std::vector<Parameter> parameters;
  std::vector<std::string> bodies;  // media types; empty when there is none
  std::vector<Parameter> members;   // of a body that is a JSON object
  bool token = false;               // only with one
  bool fleeting = false;            // what it answers depends on more than address and store
  std::string order;                // of a list, where none is asked for
};

class Operations {
 public:
  // The description this program carries within it.
  static const Operations& get();

  struct Match {
    const Operation* operation = nullptr;
    std::vector<std::string> values;  // of the pieces in braces, in their order
    std::string methods;              // "GET, HEAD": what the path may be asked by; may be empty
  };
  // `path` as it was asked for, not decoded: an id may hold a slash.
  Match match(std::string_view method, std::string_view path) const;

  // Why the parameters cannot be these: one that is unknown, or a value it may not have.
  static std::optional<Refusal> check(const Operation& operation, const Request& request);

  // The body of an operation that has members. Refused when it is no such object.
  static std::expected<json::Value, Refusal> body_of(const Operation& operation,
                                                     const Request& request);

  const std::vector<Operation>& all() const { return operations_; }

 private:
  Operations();
  std::vector<Operation> operations_;
};

}  // namespace bangvang::server
