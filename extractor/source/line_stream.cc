#include "extractor/source/line_stream.h"

#include <utility>

namespace bangvang::source {
namespace {

constexpr std::size_t kChunkBytes = 1u << 20;

}  // namespace

// Drops the lines already given and appends a chunk; gives how much was appended.
Result<std::size_t> LineStream::fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t size = buffer_.size();
  buffer_.resize(size + kChunkBytes);
  auto got = input_.read(buffer_.data() + size, kChunkBytes);
  buffer_.resize(size + (got ? *got : 0));
  if (!got || *got == 0) ended_ = true;
  return got;
}

Result<std::optional<std::string_view>> LineStream::skip_long_line() {
  std::size_t end = std::string::npos;
  while (end == std::string::npos && !ended_) {
    begin_ = buffer_.size();
    if (auto got = fill(); !got) return std::unexpected(std::move(got.error()));
    end = buffer_.find('\n');
  }
  begin_ = end == std::string::npos ? buffer_.size() : end + 1;
  return fail(Error::Kind::kLimit, "is longer than " + std::to_string(max_line_) + " bytes",
              "line " + std::to_string(number_), path());
}

Result<std::optional<std::string_view>> LineStream::next() {
  std::size_t searched = begin_;
  while (true) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos || (ended_ && begin_ < buffer_.size())) {
      const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
      const auto line = std::string_view(buffer_).substr(begin_, stop - begin_);
      begin_ = end == std::string::npos ? stop : end + 1;
      ++number_;
      if (line.size() > max_line_) {
        return fail(Error::Kind::kLimit, "is longer than " + std::to_string(max_line_) + " bytes",
                    "line " + std::to_string(number_), path());
      }
      return line;
    }
    if (ended_) return std::nullopt;
    if (buffer_.size() - begin_ > max_line_) {
      ++number_;
      return skip_long_line();
    }
    searched = buffer_.size() - begin_;  // fill() moves the line to the front
    if (auto got = fill(); !got) return std::unexpected(std::move(got.error()));
  }
}

}  // namespace bangvang::source
