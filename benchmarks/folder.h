// A folder of the benchmarks' own, gone with the program.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

namespace bangvang::bench {

class Folder {
 public:
  Folder() {
    char name[] = "/tmp/bangvang-bench-XXXXXX";
    if (mkdtemp(name) != nullptr) path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove_all(path_, error);
  }
  std::string operator/(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace bangvang::bench
