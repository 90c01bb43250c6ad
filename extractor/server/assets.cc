#include "extractor/server/assets.h"

#include "extractor/server/delivery.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace bangvang::server {
namespace fs = std::filesystem;
namespace {

// A dashboard has some dozens of files of some hundred KB.
constexpr std::size_t kMostFiles = 2'000;
constexpr std::uintmax_t kLargestFile = 32u << 20;

std::string type_of(std::string_view path) {
  static constexpr std::pair<std::string_view, const char*> kTypes[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
      {".map", "application/json"},
      {".webmanifest", "application/manifest+json"},
  };
  for (const auto& [ending, type] : kTypes) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

}  // namespace

void Assets::add(const std::string& path, std::string bytes) {
  const auto body = std::make_shared<const std::string>(std::move(bytes));
  const std::string type = type_of(path);
  assets_["/" + path] = {answer_of(type, body, false), answer_of(type, body, true)};
}

Result<std::shared_ptr<const Assets>> Assets::load(const std::optional<std::string>& directory) {
  auto out = std::make_shared<Assets>();
  if (!directory) {
    for (const BuiltIn& file : built_in())
      out->add(std::string(file.path), std::string(file.bytes));
    return out;
  }
  const auto refuse = [](std::string reason, std::string file) {
    return fail(Error::Kind::kUnreadable, std::move(reason), {}, std::move(file));
  };
  std::error_code error;
  fs::recursive_directory_iterator files(*directory, error);
  if (error) return refuse("cannot be read: " + error.message(), *directory);
  for (const fs::directory_entry& entry : files) {
    if (!entry.is_regular_file(error)) continue;
    const std::string path = entry.path().string();
    if (entry.file_size(error) > kLargestFile || out->assets_.size() >= kMostFiles) {
      return refuse("is more than a dashboard holds", path);
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) return refuse("cannot be read", path);
    out->add(fs::relative(entry.path(), *directory).generic_string(),
             std::string(std::istreambuf_iterator<char>(file), {}));
  }
  if (!out->find("/")) return refuse("has no index.html", *directory);
  return out;
}

const Asset* Assets::find(std::string_view path) const {
  auto found = assets_.find(path);
  if (found == assets_.end()) {
    const std::string_view last = path.substr(path.rfind('/') + 1);
    if (last.find('.') == last.npos) found = assets_.find("/index.html");
  }
  return found == assets_.end() ? nullptr : &found->second;
}

}  // namespace bangvang::server
