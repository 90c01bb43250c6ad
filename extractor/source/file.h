// The file system, with errors that name the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/result.h"

namespace bangvang::source {

// A plain file is one article, or one file of our corpus; the longest pages have a hundredth of
// this.
inline constexpr std::size_t kMaxFileBytes = 64u << 20;

// An open file, pipe or standard input. Moves; closes itself. Not for use by several threads at
// once.
class Input {
 public:
  // "-" is standard input, which is left open at the end. Fails with kUnreadable when there is no
  // such file, when it may not be read, or when it is a directory.
  static Result<Input> open(const std::string& path);

  Input(Input&& other) noexcept;
  Input& operator=(Input&& other) noexcept;
  ~Input();

  // Reads up to `size` bytes and gives how many; 0 at the end only. Fails with kUnreadable.
  Result<std::size_t> read(char* to, std::size_t size);

  // Goes on at byte `offset`; false where that is no regular file.
  bool seek(std::uint64_t offset);
  // Of a regular file, when it was opened.
  std::optional<std::uint64_t> size() const { return size_; }
  // Whether size or time of modification are others than when it was opened. Never for pipes.
  bool changed() const;

  const std::string& path() const { return path_; }

 private:
  Input(int descriptor, std::string path);

  int descriptor_;
  std::string path_;
  std::optional<std::uint64_t> size_;
  std::int64_t modified_ = 0;  // nanoseconds
};

// All of a file ("-": of standard input). Fails as Input::open does, and with kLimit when it is
// larger than `limit` bytes. An empty file is no error here.
Result<std::string> read_file(const std::string& path, std::size_t limit = kMaxFileBytes);

// What `error`, an errno, says of `path`: kUnreadable.
Error unreadable(const std::string& path, int error);

bool is_directory(const std::string& path);

// Whether the name of `path` ends in `extension` (".txt"), whatever the case of ASCII letters.
bool has_extension(const std::string& path, std::string_view extension);

}  // namespace bangvang::source
