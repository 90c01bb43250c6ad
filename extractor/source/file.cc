#include "extractor/source/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace bangvang::source {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunkBytes = 256u << 10;

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

// What a directory is, whichever path led to it.
using DirectoryId = std::pair<dev_t, ino_t>;

bool identify(const std::string& path, DirectoryId& id) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return false;
  id = {status.st_dev, status.st_ino};
  return true;
}

bool is_wanted(const std::string& path) {
  return has_extension(path, ".txt") || has_extension(path, ".jsonl") ||
         has_extension(path, ".corpus") || has_extension(path, ".html") ||
         has_extension(path, ".htm");
}

// The names in one directory, sorted, so that of two ways into a directory always the same wins.
std::vector<std::string> entries(const std::string& directory, std::error_code& error) {
  std::vector<std::string> paths;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    if (!at->path().filename().native().starts_with('.')) paths.push_back(at->path().native());
  }
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

Input::Input(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}

Input::Input(Input&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

Input& Input::operator=(Input&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
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

Listing list_files(const std::string& directory) {
  Listing listing;
  std::set<DirectoryId> entered;
  std::vector<std::string> open{directory};
  while (!open.empty()) {
    const std::string path = std::move(open.back());
    open.pop_back();
    DirectoryId id;
    if (identify(path, id) && !entered.insert(id).second) continue;
    std::error_code error;
    auto names = entries(path, error);
    if (error) listing.errors.push_back(unreadable(path, error.value()));
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
      if (is_directory(*name)) {
        open.push_back(std::move(*name));
      } else if (is_wanted(*name)) {
        listing.files.push_back(std::move(*name));
      }
    }
  }
  std::ranges::sort(listing.files);
  return listing;
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
