#include "extractor/source/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

namespace bangvang::source {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunkBytes = 256u << 10;

std::int64_t modified(const struct stat& status) {
  return std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

}  // namespace

Error unreadable(const std::string& path, int error) {
  std::string reason;
  switch (error) {
    case ENOENT:
      reason = "does not exist";
      break;
    case EACCES:
      reason = "may not be read";
      break;
    case EISDIR:
      reason = "is a directory, not a file";
      break;
    default:
      reason = "cannot be read: " + std::generic_category().message(error);
  }
  return {Error::Kind::kUnreadable, path, {}, std::move(reason)};
}

Input::Input(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return;
  size_ = static_cast<std::uint64_t>(status.st_size);
  modified_ = modified(status);
}

Input::Input(Input&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      size_(other.size_),
      modified_(other.modified_) {}

Input& Input::operator=(Input&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  std::swap(size_, other.size_);
  std::swap(modified_, other.modified_);
  return *this;
}

bool Input::seek(std::uint64_t offset) {
  return size_ && ::lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) >= 0;
}

bool Input::changed() const {
  struct stat status {};
  return size_ &&
         (::fstat(descriptor_, &status) != 0 ||
          static_cast<std::uint64_t>(status.st_size) != *size_ || modified(status) != modified_);
}

Input::~Input() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

Result<Input> Input::open(const std::string& path) {
  if (path == "-") return Input(STDIN_FILENO, path);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return std::unexpected(unreadable(path, errno));
  Input input(descriptor, path);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return std::unexpected(unreadable(path, errno));
  if (S_ISDIR(status.st_mode)) return std::unexpected(unreadable(path, EISDIR));
  return input;
}

Result<std::size_t> Input::read(char* to, std::size_t size) {
  while (true) {
    const ssize_t got = ::read(descriptor_, to, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return std::unexpected(unreadable(path_, errno));
  }
}

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  auto input = Input::open(path);
  if (!input) return std::unexpected(std::move(input.error()));
  std::string bytes;
  while (true) {
    const std::size_t size = bytes.size();
    bytes.resize(size + kChunkBytes);
    const auto got = input->read(bytes.data() + size, kChunkBytes);
    if (!got) return std::unexpected(got.error());
    bytes.resize(size + *got);
    if (*got == 0) return bytes;
    if (bytes.size() > limit) {
      return fail(Error::Kind::kLimit, "is larger than " + std::to_string(limit) + " bytes", {},
                  path);
    }
  }
}

bool is_directory(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool has_extension(const std::string& path, std::string_view extension) {
  if (path.size() < extension.size()) return false;
  const auto same = [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  };
  return std::equal(path.end() - static_cast<std::ptrdiff_t>(extension.size()), path.end(),
                    extension.begin(), same);
}

}  // namespace bangvang::source
