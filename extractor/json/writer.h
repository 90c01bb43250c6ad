// Writing JSON straight into a string: no tree is built, so bulk output costs one pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"

namespace bangvang::json {

// Appends `utf8` with the quotes around it, escaped as RFC 8259 asks. U+2028 and U+2029 are escaped
// too: the output is then also a JavaScript literal, and no line tool cuts a JSON line in two.
// Requires: UTF-8.
void append_quoted(std::string& out, std::string_view utf8);

// The name of a member that needs no escape, as it is written. Made while compiling.
class Key {
 public:
  template <std::size_t size>
  consteval Key(const char (&name)[size]) : size_(size + 3) {  // NOLINT: names are meant to convert
    static_assert(size + 3 <= sizeof written_);
    written_[0] = ',', written_[1] = '"', written_[size + 1] = '"', written_[size + 2] = ':';
    for (std::size_t i = 0; i + 1 < size; ++i) {
      const char c = name[i];
      if (c < ' ' || c > '~' || c == '"' || c == '\\') throw "a key that needs escaping";
      written_[i + 2] = c;
    }
  }

  // `,"name":`, the comma only behind another value.
  std::string_view written(bool comma) const {
    return {written_ + !comma, static_cast<std::size_t>(size_ - !comma)};
  }

 private:
  char written_[32]{};
  std::uint8_t size_;
};

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
  Writer& key(const Key& name) {
    out_ += name.written(comma_);
    comma_ = false;
    return *this;
  }
  Writer& any_key(std::string_view utf8);
  // Members that were written elsewhere, as they stand. Requires: inside an object; not empty.
  Writer& members(std::string_view json);

  Writer& string(std::string_view utf8);
  Writer& integer(std::int64_t number);
  Writer& boolean(bool truth);
  Writer& null();

  // null when there is nothing.
  Writer& string_or_null(const std::optional<std::string>& utf8) {
    return utf8 ? string(*utf8) : null();
  }
  Writer& string_unless_empty(std::string_view utf8) {
    return utf8.empty() ? null() : string(utf8);
  }
  Writer& integer_or_null(const std::optional<int>& number) {
    return number ? integer(*number) : null();
  }

  Writer& strings(const std::vector<std::string>& list);

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

// A list of strings as one JSON array.
std::string array_of(const std::vector<std::string>& list);

// The same value with two spaces of indentation and a line per member; the order of keys stays.
// Fails with kBadInput, naming the byte, when `json` is not one JSON value, and with kLimit when it
// nests deeper than Value allows.
Result<std::string> pretty(std::string_view json);

}  // namespace bangvang::json
