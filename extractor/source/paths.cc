#include "extractor/source/paths.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace bangvang::source {
namespace {

namespace fs = std::filesystem;

// A path of more is not one (PATH_MAX of Linux has 4 kB).
constexpr std::size_t kMaxPathBytes = std::size_t{64} << 10;

constexpr std::array<std::string_view, 9> kExtensions = {
    ".corpus", ".gz", ".htm", ".html", ".jsonl", ".ndjson", ".txt", ".warc", ".xhtml"};

// The wanted entries of one directory by bytes of what their paths begin with, so that the files
// come out by bytes of their whole paths: a directory's ends in "/".
std::vector<std::string> entries(const std::string& directory, std::error_code& error) {
  std::vector<std::string> paths;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    const fs::path& path = at->path();
    if (path.filename().native().starts_with('.')) continue;
    if (is_directory(path.native())) {
      paths.push_back(path.native() + "/");
    } else if (is_wanted(path.native())) {
      paths.push_back(path.native());
    }
  }
  std::ranges::sort(paths);
  return paths;
}

// Opening a pipe would wait for somebody to write into it.
bool is_special(const std::string& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  return fs::is_other(status) || fs::is_fifo(status) || fs::is_socket(status);
}

}  // namespace

bool is_wanted(const std::string& path) {
  return std::ranges::any_of(kExtensions,
                             [&](std::string_view e) { return has_extension(path, e); });
}

Paths::Paths(std::vector<std::string> paths, Dash dash)
    : named_(std::make_move_iterator(paths.begin()), std::make_move_iterator(paths.end())),
      dash_(dash) {}

Result<std::optional<Paths::File>> Paths::next() {
  while (!open_.empty()) {
    std::string path = std::move(open_.back());
    open_.pop_back();
    if (!path.ends_with('/')) {
      if (!is_special(path)) return File{std::move(path), false};
      return fail(Error::Kind::kUnreadable, "is neither a file nor a directory", {}, path);
    }
    path.pop_back();
    if (auto entered = enter(path); !entered) return std::unexpected(std::move(entered.error()));
  }
  return next_named();
}

Result<std::optional<Paths::File>> Paths::next_named() {
  while (list_ || !named_.empty()) {
    std::string path;
    if (list_) {
      auto line = list_->next();
      if (!line) return std::unexpected(std::move(line.error()));
      if (!*line) {
        list_.reset();
        continue;
      }
      path = **line;
      if (path.ends_with('\r')) path.pop_back();
      if (path.empty()) continue;
    } else {
      path = std::move(named_.front());
      named_.pop_front();
      if (path == "-" && dash_ == Dash::kPaths) {
        auto stream = ByteStream::open(path, kMaxRatio);
        if (!stream) return std::unexpected(std::move(stream.error()));
        list_.emplace(*std::move(stream), kMaxPathBytes);
        continue;
      }
    }
    if (path == "-" || !is_directory(path)) return File{std::move(path), true};
    if (auto entered = enter(path); !entered) return std::unexpected(std::move(entered.error()));
    return next();
  }
  return std::nullopt;
}

Result<void> Paths::enter(const std::string& directory) {
  struct stat status {};
  if (::stat(directory.c_str(), &status) == 0 &&
      !entered_.emplace(status.st_dev, status.st_ino).second) {
    return {};
  }
  std::error_code error;
  auto found = entries(directory, error);
  std::ranges::reverse(found);
  open_.insert(open_.end(), std::make_move_iterator(found.begin()),
               std::make_move_iterator(found.end()));
  if (error) return std::unexpected(unreadable(directory, error.value()));
  return {};
}

}  // namespace bangvang::source
