// Reading small JSON: gold files, schemas, our own output. Bulk input goes through records.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"

namespace bangvang::json {

// A tree costs some twenty times its text; what we read this way is far smaller than this.
inline constexpr std::size_t kMaxValueBytes = 64u << 20;

// Deeper than any file of ours by a factor of ten, and far from the end of the stack.
inline constexpr int kMaxDepth = 128;

// One value of a parsed document. Cheap to copy: copies share the document, which lives as long as
// any of them. Read-only, so safe to share across threads.
class Value {
 public:
  // The value null.
  Value();

  // Fails with kBadInput, naming the byte, when `text` is not exactly one JSON value in UTF-8, and
  // with kLimit when it is larger than kMaxValueBytes or nests deeper than kMaxDepth. Of a key
  // that stands twice in an object the last one counts. `file` is used in errors only.
  static Result<Value> parse(std::string_view text, std::string_view file = {});

  bool is_null() const;
  bool is_object() const;
  bool is_array() const;
  bool is_string() const;

  // Nothing when the value is of another type (or, for integer(), outside 64 bits).
  std::optional<std::string> string() const;
  std::optional<std::int64_t> integer() const;
  std::optional<double> number() const;
  std::optional<bool> boolean() const;

  // The member of that name; null when there is none or this is not an object.
  Value operator[](std::string_view key) const;
  bool has(std::string_view key) const;
  std::vector<std::string> keys() const;  // in file order; empty when this is not an object

  // The elements of an array; empty when this is not one.
  std::vector<Value> items() const;

  // The value as compact JSON, keys in file order.
  std::string dump() const;

 private:
  struct Tree;
  Value(std::shared_ptr<const Tree> tree, const void* node);

  std::shared_ptr<const Tree> tree_;
  const void* node_;  // inside *tree_
};

}  // namespace bangvang::json
