// Lines of a file of any size, in memory bounded by the longest line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/source/file.h"

namespace bangvang::source {

// Not for use by several threads at once.
class LineStream {
 public:
  LineStream(Input input, std::size_t max_line) : input_(std::move(input)), max_line_(max_line) {}

  // The next line without its line feed, valid until the next call; nothing at the end. Fails with
  // kLimit when a line is longer than `max_line`, and goes on behind it at the next call; fails
  // with kUnreadable when reading does, and is at its end then.
  Result<std::optional<std::string_view>> next();

  std::size_t number() const { return number_; }  // of the last line, from 1
  const std::string& path() const { return input_.path(); }

 private:
  Result<std::size_t> fill();
  Result<std::optional<std::string_view>> skip_long_line();

  Input input_;
  std::size_t max_line_;
  std::string buffer_;
  std::size_t begin_ = 0;  // of the line that comes next, in buffer_
  std::size_t number_ = 0;
  bool ended_ = false;
};

}  // namespace bangvang::source
