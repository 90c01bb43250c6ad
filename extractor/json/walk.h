// A JSON value in bulk, told part by part in its order, for those who build values of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "extractor/base/result.h"

namespace bangvang::json {

// Objects and arrays nest this deep at most; our own output stays below by a factor of ten.
inline constexpr std::size_t kMaxWalkDepth = 64;

// Hears the parts of a value. Names and strings are UTF-8 and valid until `walk` returns.
class Visitor {
 public:
  virtual ~Visitor() = default;
  virtual void begin_object() = 0;
  virtual void key(std::string_view name) = 0;  // a value follows
  virtual void end_object() = 0;
  virtual void begin_array() = 0;
  virtual void end_array() = 0;
  virtual void string(std::string_view utf8) = 0;
  virtual void integer(std::int64_t number) = 0;
  virtual void number(double number) = 0;  // also whole numbers beyond 64 bits
  virtual void boolean(bool truth) = 0;
  virtual void null() = 0;
};

// Fails before the first call, with kBadInput when `text` is not exactly one JSON value in UTF-8
// and with kLimit when it nests too deep. What the visitor throws passes through.
Result<void> walk(std::string_view text, Visitor& visitor);

}  // namespace bangvang::json
