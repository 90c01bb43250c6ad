#include "extractor/ingest/files.h"

#include <sys/stat.h>

#include "extractor/ingest/capture.h"

namespace bangvang::ingest {
namespace {

constexpr std::string_view kJsonLines = " jsonl";

// Whether the file is as it was when it was read, and read as it would be now.
bool is_same(const File& file, const std::optional<store::Progress>& before) {
  return before && file.regular && before->size == file.size && before->modified == file.modified &&
         before->settings == file.settings;
}

// What decides which documents and failures a file gives.
std::string settings_of(const Options& options, bool json_lines) {
  std::string out = options.emulation_only ? "topic=emulation" : "topic=all";
  if (json_lines) {
    out += kJsonLines;
    const json::RecordFields& fields = options.read.fields;
    for (const std::string* field : {&fields.text, &fields.html, &fields.url, &fields.title,
                                     &fields.published, &fields.fetched_at}) {
      out += ' ' + *field;
    }
  }
  const json::RecordFields& fields = options.read.fields;
  if (fields != json::RecordFields{}) {
    for (const std::string* key : {&fields.text, &fields.html, &fields.url, &fields.title,
                                   &fields.published, &fields.fetched_at}) {
      out += " key=" + *key;
    }
  }
  out += " max-bytes=" + std::to_string(options.read.max_file_bytes);
  out += " max-ratio=" + std::to_string(options.read.max_ratio);
  return out;
}

}  // namespace

FileFinder::FileFinder(store::Store& store, const Options& options)
    : store_(store),
      options_(options),
      paths_(options.retry ? std::vector<std::string>{} : options.paths, source::Dash::kPaths) {}

File FileFinder::file(const std::string& path, bool json_lines) const {
  File file{.path = path, .json_lines = json_lines};
  file.settings = settings_of(options_, file.json_lines);
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return file;
  file.regular = true;
  file.size = static_cast<std::uint64_t>(status.st_size);
  file.modified = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  return file;
}

Result<Files> FileFinder::next(std::size_t limit) {
  if (options_.retry) return next_to_retry();
  Files files;
  while (files.to_read.size() < limit) {
    auto found = paths_.next();
    if (!found) {
      files.failures.push_back(failure_of(found.error(), found.error().file, {}));
      continue;
    }
    if (!*found) return files;
    if (auto added = add((*found)->path, (*found)->named, files); !added) {
      return std::unexpected(std::move(added.error()));
    }
  }
  files.more = true;
  return files;
}

Result<void> FileFinder::add(const std::string& path, bool named, Files& files) {
  File file = this->file(path, named && options_.read.json_lines);
  const auto before = store_.progress(path);
  if (!before) return std::unexpected(before.error());
  if (is_same(file, *before)) {
    if ((*before)->done) {
      ++files.known;
      return {};
    }
    file.begin = (*before)->position;
    file.anew = false;
  }
  files.to_read.push_back(std::move(file));
  return {};
}

Result<Files> FileFinder::next_to_retry() {
  Files files;
  const auto failed = store_.to_retry();
  if (!failed) return std::unexpected(failed.error());
  for (const store::Progress& first : *failed) {
    const auto before = store_.progress(first.path);
    if (!before) return std::unexpected(before.error());
    // Whoever says --retry need not say again how each file was read.
    const bool was_lines = *before && (*before)->settings.find(kJsonLines) != std::string::npos;
    File file = this->file(first.path, was_lines || options_.read.json_lines);
    // What is gone stays set aside: that it failed is all that is left of it.
    if (!file.regular) continue;
    if (is_same(file, *before)) file.begin = first.position;
    files.to_read.push_back(std::move(file));
  }
  return files;
}

}  // namespace bangvang::ingest
