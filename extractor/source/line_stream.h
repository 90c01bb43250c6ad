// Lines of a file of any size, in memory bounded by the longest line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "extractor/source/byte_stream.h"

namespace bangvang::source {

// Not for use by several threads at once.
class LineStream {
 public:
  // The stream begins behind `lines_before` lines.
  LineStream(ByteStream stream, std::size_t max_line, std::uint64_t lines_before = 0)
      : stream_(std::move(stream)),
        max_line_(max_line),
        number_(lines_before),
        in_damage_(stream_.broken()) {}

  // The next line without its line feed, valid until the next call; nothing at the end. Fails with
  // kLimit when a line is longer than `max_line`, and goes on behind it at the next call; fails as
  // ByteStream::more() does, and goes on behind the first line end that can be read then.
  Result<std::optional<std::string_view>> next();

  std::uint64_t number() const { return number_; }  // of the last line, from 1
  Place place() const { return place_; }            // of the last line
  Place behind();
  const std::string& path() const { return stream_.path(); }

 private:
  Result<bool> more();
  Result<std::optional<std::string_view>> skip_long_line();

  ByteStream stream_;
  std::size_t max_line_;
  std::uint64_t number_;
  Place place_;
  std::size_t given_ = 0;   // bytes of the window that the last line took with its end
  bool in_damage_ = false;  // the window begins within a line that was damaged
};

}  // namespace bangvang::source
