// Files that are served as they stand: those of the dashboard, built into this program or read from
// a folder. Private to this room.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "extractor/base/result.h"
#include "extractor/server/cache.h"

namespace bangvang::server {

// The description of all routes, as built in.
std::string_view openapi();

struct BuiltIn {
  std::string_view path;  // "index.html", "app.js"
  std::string_view bytes;
};
// By path.
std::span<const BuiltIn> built_in();

// In both forms, made once.
struct Asset {
  std::shared_ptr<const Answer> plain, packed;
};

// Read whole when it is made, so that no request ever names a file to open.
class Assets {
 public:
  // Of the program itself, or of the files below `directory`. Fails with kUnreadable, naming it.
  static Result<std::shared_ptr<const Assets>> load(const std::optional<std::string>& directory);

  // Nothing when there is none. "/" is the page itself, and so is what has no file's ending: the
  // page knows what to show at its addresses.
  const Asset* find(std::string_view path) const;
  bool empty() const { return assets_.empty(); }

 private:
  void add(const std::string& path, std::string bytes);
  std::map<std::string, Asset, std::less<>> assets_;
};

}  // namespace bangvang::server
