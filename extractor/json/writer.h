// Writing JSON straight into a string: no tree is built, so bulk output costs one pass.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/result.h"

namespace bangvang::json {

// Appends `utf8` with the quotes around it, escaped as RFC 8259 asks. U+2028 and U+2029 are escaped
// too: the output is then also a JavaScript literal, and no line tool cuts a JSON line in two.
// Requires: UTF-8.
void append_quoted(std::string& out, std::string_view utf8);

// Appends one JSON value, without white space, in the order of the calls. What is written before
// the calls are balanced is no JSON yet. Not for use by several threads at once.
class Writer {
 public:
  // `out` is appended to and must outlive the writer.
  explicit Writer(std::string& out) : out_(out) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  Writer& begin_object() { return open('{'); }
  Writer& end_object() { return close('}'); }
  Writer& begin_array() { return open('['); }
  Writer& end_array() { return close(']'); }

  // Requires: inside an object, and a value follows. Keys are not checked for being unique.
  Writer& key(std::string_view utf8);

  Writer& string(std::string_view utf8);
  Writer& integer(std::int64_t number);
  Writer& boolean(bool truth);
  Writer& null();

  // null when there is nothing.
  Writer& string_or_null(const std::optional<std::string>& utf8) {
    return utf8 ? string(*utf8) : null();
  }
  Writer& integer_or_null(const std::optional<int>& number) {
    return number ? integer(*number) : null();
  }

 private:
  Writer& open(char bracket);
  Writer& close(char bracket);
  void separate() {
    if (comma_) out_ += ',';
    comma_ = true;
  }

  std::string& out_;
  bool comma_ = false;  // a value stands before this place, in the same object or array
};

// The same value with two spaces of indentation and a line per member; the order of keys stays.
// Fails with kBadInput, naming the byte, when `json` is not one JSON value, and with kLimit when it
// nests deeper than Value allows.
Result<std::string> pretty(std::string_view json);

}  // namespace bangvang::json
