#include <algorithm>
#include <fstream>
#include <iterator>

#include "extractor/grammar/rule_set.h"

namespace bangvang::grammar {
namespace {

// The largest file we ship has 60 KB; a grammar of this size is a mistake.
constexpr std::uintmax_t kLargestFile = 16u << 20;

Result<std::string> read_file(const std::filesystem::path& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (error) return fail(Error::Kind::kUnreadable, error.message(), {}, path.string());
  if (size > kLargestFile) {
    return fail(Error::Kind::kLimit, "a grammar file may have 16 MB at most", {}, path.string());
  }
  std::ifstream in(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(in), {}};
  if (!in.good() && !in.eof()) {
    return fail(Error::Kind::kUnreadable, "cannot be read", {}, path.string());
  }
  return content;
}

}  // namespace

Result<std::vector<SourceFile>> read_directory(const std::filesystem::path& directory) {
  std::error_code error;
  std::vector<SourceFile> files;
  for (std::filesystem::directory_iterator it(directory, error), end; !error && it != end;
       it.increment(error)) {
    const std::filesystem::path& path = it->path();
    if (path.extension() != ".toml" && path.extension() != ".tsv") continue;
    Result<std::string> content = read_file(path);
    if (!content) return std::unexpected(content.error());
    files.push_back({path.filename().string(), path.string(), std::move(*content)});
  }
  if (error) {
    return fail(Error::Kind::kUnreadable, error.message(), {}, directory.string());
  }
  if (files.empty()) {
    return fail(Error::Kind::kBadInput, "holds no grammar file (*.toml)", {}, directory.string());
  }
  std::ranges::sort(files, {}, &SourceFile::name);
  return files;
}

std::vector<SourceFile> overlay(std::vector<SourceFile> base, std::vector<SourceFile> over) {
  if (std::ranges::find(over, "shared.toml", &SourceFile::name) != over.end()) return over;
  for (SourceFile& file : over) {
    const auto found = std::ranges::find(base, file.name, &SourceFile::name);
    if (found != base.end()) {
      *found = std::move(file);
    } else {
      base.push_back(std::move(file));
    }
  }
  std::ranges::sort(base, {}, &SourceFile::name);
  return base;
}

}  // namespace bangvang::grammar
