#include "extractor/ingest/files.h"

#include <sys/stat.h>

#include <algorithm>
#include <set>

#include "extractor/ingest/capture.h"
#include "extractor/source/paths.h"

namespace bangvang::ingest {
namespace {

// The files below the paths, each once, in the order given.
std::vector<std::string> expand(const std::vector<std::string>& paths, Files& files) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  source::Paths all(paths);
  while (true) {
    auto file = all.next();
    if (!file) {
      files.failures.push_back(failure_of(file.error(), file.error().file, "source"));
      continue;
    }
    if (!*file) return out;
    if (seen.insert((*file)->path).second) out.push_back(std::move((*file)->path));
  }
}

Result<std::vector<std::string>> failed_paths(store::Store& store) {
  std::vector<std::string> paths;
  const auto listed = store.failures([&](const store::Failure& failure) {
    if (paths.empty() || paths.back() != failure.path) paths.push_back(failure.path);
  });
  if (!listed) return std::unexpected(listed.error());
  return paths;
}

}  // namespace

File look_at(const std::string& path) {
  File file{.path = path};
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return file;
  file.regular = true;
  file.size = static_cast<std::uint64_t>(status.st_size);
  file.modified = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  return file;
}

std::string settings(const Options& options) {
  std::string out = options.emulation_only ? "topic=emulation" : "topic=all";
  out += options.read.json_lines ? " jsonl" : "";
  out += " max-file=" + std::to_string(options.read.max_file_bytes);
  out += " max-line=" + std::to_string(options.read.max_line_bytes);
  return out;
}

Result<Files> find_files(store::Store& store, const Options& options) {
  Files files;
  std::vector<std::string> paths = options.paths;
  if (options.retry) {
    auto failed = failed_paths(store);
    if (!failed) return std::unexpected(std::move(failed.error()));
    paths = *std::move(failed);
  }
  const std::string now = settings(options);
  for (std::string& path : expand(paths, files)) {
    File file = look_at(path);
    const auto before = store.progress(path);
    if (!before) return std::unexpected(before.error());
    const bool same = *before && file.regular && (*before)->size == file.size &&
                      (*before)->modified == file.modified && (*before)->settings == now;
    if (same && !options.retry) {
      if ((*before)->done) {
        ++files.known;
        continue;
      }
      file.begin = (*before)->position;
    }
    files.to_read.push_back(std::move(file));
  }
  return files;
}

}  // namespace bangvang::ingest
