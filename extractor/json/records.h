// Articles as JSON Lines: one object a line, read fast and without building values for the keys we
// do not use.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/result.h"

namespace bangvang::json {

// One article on one line: a long newspaper page has 100 kB, so this leaves room for whole
// documents and still bounds what a worker holds.
inline constexpr std::size_t kMaxLineBytes = 64u << 20;

// Objects inside unused keys may nest this deep.
inline constexpr std::size_t kMaxRecordDepth = 64;

// What a line gives; absent when the key is missing or null. UTF-8.
struct Record {
  std::optional<std::string> text, html, url, title, published, fetched_at;
  // The line is one that `bangvang extract` wrote: it has a number "schema_version" and an object
  // "article", whose keys of the same names are what stands above.
  bool extraction = false;
};

// The keys that hold the parts of a record.
struct RecordFields {
  std::string text = "text", html = "html", url = "url", title = "title", published = "published",
              fetched_at = "fetched_at";

  // The name of the part that `part` ("text") is called by; nothing when there is no such part.
  std::string* find(std::string_view part);

  friend bool operator==(const RecordFields&, const RecordFields&) = default;
};

// Reads lines one after another and keeps its buffers between them. One per thread.
class RecordReader {
 public:
  explicit RecordReader(RecordFields fields = {});
  RecordReader(RecordReader&&) noexcept;
  RecordReader& operator=(RecordReader&&) noexcept;
  ~RecordReader();

  // `line` is one line without its line break; white space around the object is allowed, and a
  // key that stands twice counts the last time. Fails with kBadInput when it is not one JSON
  // object in UTF-8 or one of our keys holds something else than a string or null, and with
  // kLimit beyond the limits above. The error's place is "line N" or "line N, key K".
  Result<Record> read(std::string_view line, std::size_t line_number, std::string_view file = {});

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  RecordFields fields_;
};

}  // namespace bangvang::json
