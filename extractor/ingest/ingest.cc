#include "extractor/ingest/ingest.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "extractor/events/identity.h"
#include "extractor/ingest/capture.h"
#include "extractor/ingest/files.h"
#include "extractor/ingest/queue.h"
#include "extractor/page/url.h"

namespace bangvang::ingest {
namespace {

using Clock = std::chrono::steady_clock;

// Documents travel in stretches of about this many bytes, so that handing them over costs little.
constexpr std::size_t kStretchBytes = 512u << 10;
// What a document costs beside its bytes, for the sum above.
constexpr std::size_t kDocumentBytes = 256;

// A transaction holds this much at most, in bytes as they were read.
constexpr std::size_t kBatchBytes = 64u << 20;
constexpr std::chrono::seconds kBatchTime{1};

// Extracting takes some fifteen times a document's bytes, so those above this wait for one another.
constexpr std::size_t kLargeBytes = 1u << 20;

// Paths in memory; a hundred bytes or two each.
constexpr std::size_t kFilesAtOnce = 20'000;
constexpr std::size_t kJobsPerReader = 6;

// One file after another, turned into stretches.
class FileReader {
 public:
  FileReader(const std::vector<File>& files, const Options& options, Queue& queue,
             std::atomic<std::size_t>& next, const std::atomic<bool>& stop)
      : files_(files), options_(options), queue_(queue), next_(next), stop_(stop) {}

  void run() {
    for (std::size_t i = next_++; i < files_.size() && !stop_; i = next_++) {
      if (!read(i)) break;
    }
    queue_.finish_reading();
  }

 private:
  static std::unique_ptr<Stretch> begin(std::size_t index) {
    auto stretch = std::make_unique<Stretch>();
    stretch->file = index;
    return stretch;
  }

  // False when nobody wants more.
  bool read(std::size_t index) {
    const File& file = files_[index];
    source::ReadOptions how = options_.read;
    how.json_lines = file.json_lines;
    how.begin = {file.begin.offset, file.begin.inner, file.begin.line};
    source::Reader reader({file.path}, how);
    auto stretch = begin(index);
    stretch->begins = true;
    stretch->behind = file.begin;
    while (true) {
      if (stop_) return true;  // what is not handed on is read again
      auto next = reader.next();
      if (next && !*next) break;
      add(*stretch, std::move(next), reader);
      if (stretch->bytes < kStretchBytes) continue;
      const store::Position behind = stretch->behind;
      if (!queue_.put(std::exchange(stretch, begin(index)))) return false;
      stretch->behind = behind;
    }
    stretch->ends = true;
    stretch->passed_over = reader.passed_over();
    return queue_.put(std::move(stretch));
  }

  static void add(Stretch& stretch, Result<std::optional<source::Document>> next,
                  const source::Reader& reader) {
    stretch.bytes += kDocumentBytes;
    stretch.behind = position_of(reader.behind());
    if (next) {
      stretch.bytes += (*next)->bytes.size();
      stretch.items.push_back({std::move(**next), reader.place()});
    } else {
      stretch.unreadable |= next.error().kind == Error::Kind::kUnreadable;
      stretch.items.push_back({std::unexpected(std::move(next.error())), reader.place()});
    }
  }

  const std::vector<File>& files_;
  const Options& options_;
  Queue& queue_;
  std::atomic<std::size_t>& next_;
  const std::atomic<bool>& stop_;
};

void work(Stretch& stretch, const std::string& path, const pipeline::Extractor& extractor,
          const Options& options, std::mutex& one_large) {
  for (const auto& [document, place] : stretch.items) {
    if (!document) {
      stretch.failures.push_back(failure_of(document.error(), path, place));
      continue;
    }
    std::unique_lock<std::mutex> alone;
    if (document->bytes.size() > kLargeBytes) alone = std::unique_lock(one_large);
    auto made = make_capture(*document, extractor, options);
    if (!made) {
      stretch.failures.push_back(std::move(made.error()));
      continue;
    }
    stretch.on_topic += made->on_topic;
    if (made->capture) {
      stretch.captures.push_back(*std::move(made->capture));
      continue;
    }
    ++stretch.off_topic;
    if (!made->url) continue;
    stretch.left_out.push_back({*made->url, events::address_id(page::canonical_url(*made->url))});
  }
  stretch.read = stretch.items.size();
  stretch.items.clear();
  stretch.items.shrink_to_fit();
}

// Gathers stretches into transactions.
class Writer {
 public:
  Writer(store::Store& store, const std::vector<File>& files, const Options& options,
         const Report& report, Totals& totals)
      : store_(store),
        files_(files),
        commit_every_(options.commit_every),
        report_(report),
        totals_(totals) {}

  Result<void> add(Stretch stretch) {
    const File& file = files_[stretch.file];
    bytes_ += stretch.bytes;
    totals_.documents += stretch.read;
    totals_.document_bytes += stretch.bytes;
    totals_.on_topic += stretch.on_topic;
    totals_.left_out += stretch.off_topic;
    if (stretch.begins && file.anew) batch_.begun.push_back(file.path);
    std::ranges::move(stretch.captures, std::back_inserter(batch_.captures));
    std::ranges::move(stretch.left_out, std::back_inserter(batch_.left_out));
    std::ranges::move(stretch.failures, std::back_inserter(batch_.failures));
    totals_.passed_over += stretch.passed_over;
    count_bytes(file, stretch);
    if (file.regular) progress(file, stretch);
    return commit_if_due();
  }

  Result<void> commit_if_due() {
    const bool due = batch_.captures.size() >= commit_every_ || bytes_ >= kBatchBytes ||
                     Clock::now() - committed_ >= kBatchTime;
    return due ? commit() : Result<void>();
  }

  Result<void> commit() {
    if (!batch_.empty()) {
      const auto changes = store_.put(batch_);
      if (!changes) return std::unexpected(changes.error());
      totals_.changes += *changes;
      batch_ = {};
      bytes_ = 0;
    }
    committed_ = Clock::now();
    report_(totals_);
    return {};
  }

 private:
  // Within a large file the place in it tells how far reading has come.
  void count_bytes(const File& file, const Stretch& stretch) {
    std::uint64_t& seen = seen_[stretch.file];
    const std::uint64_t now = stretch.ends ? file.size : std::min(stretch.behind.offset, file.size);
    totals_.bytes_done += now > seen ? now - seen : 0;
    seen = std::max(seen, now);
    if (!stretch.ends) return;
    ++totals_.files_done;
    seen_.erase(stretch.file);
  }

  void progress(const File& file, const Stretch& stretch) {
    store::Progress now{.path = file.path,
                        .size = file.size,
                        .modified = file.modified,
                        .settings = file.settings,
                        .position = stretch.behind,
                        .done = stretch.ends && !stretch.unreadable};
    if (!batch_.progress.empty() && batch_.progress.back().path == file.path) {
      batch_.progress.back() = std::move(now);
    } else {
      batch_.progress.push_back(std::move(now));
    }
  }

  store::Store& store_;
  const std::vector<File>& files_;
  const std::size_t commit_every_;
  const Report& report_;
  Totals& totals_;
  store::Batch batch_;
  std::size_t bytes_ = 0;
  std::map<std::size_t, std::uint64_t> seen_;  // bytes, by file being read
  Clock::time_point committed_ = Clock::now();
};

Result<void> write_all(Queue& queue, Writer& writer, const std::atomic<bool>& stop) {
  while (true) {
    if (stop) queue.cut();
    std::unique_ptr<Stretch> stretch;
    switch (queue.next(stretch)) {
      case Queue::Next::kEnd:
        return writer.commit();
      case Queue::Next::kNotYet:
        if (auto done = writer.commit_if_due(); !done) return done;
        break;
      case Queue::Next::kStretch:
        if (auto done = writer.add(std::move(*stretch)); !done) return done;
    }
  }
}

// Reads, extracts and writes some files.
Result<void> ingest_files(const std::vector<File>& files, store::Store& store,
                          const pipeline::Extractor& extractor, const Options& options,
                          const Report& report, const std::atomic<bool>& stop, Totals& totals) {
  // One reader keeps up with several extracting threads; more help where inflating is most of it.
  const std::size_t readers = 1 + options.jobs / kJobsPerReader;
  Queue queue(readers);
  std::atomic<std::size_t> next = 0;
  std::mutex one_large;
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < readers; ++i) {
    threads.emplace_back([&] { FileReader(files, options, queue, next, stop).run(); });
  }
  for (unsigned i = 0; i < options.jobs; ++i) {
    threads.emplace_back([&] {
      while (Stretch* stretch = queue.take()) {
        work(*stretch, files[stretch->file].path, extractor, options, one_large);
        queue.finish(stretch);
      }
    });
  }
  Writer writer(store, files, options, report, totals);
  auto written = write_all(queue, writer, stop);
  queue.close();
  threads.clear();  // waits for them
  return written;
}

}  // namespace

Result<Totals> run(store::Store& store, const pipeline::Extractor& extractor,
                   const Options& options, const Report& report, const std::atomic<bool>& stop) {
  Totals totals;
  FileFinder finder(store, options);
  while (!totals.all_found && !stop) {
    const auto files = finder.next(kFilesAtOnce);
    if (!files) return std::unexpected(files.error());
    totals.all_found = !files->more;
    totals.files += files->to_read.size();
    totals.files_known += files->known;
    for (const File& file : files->to_read) totals.bytes += file.size;
    const auto put = store.put({.failures = files->failures});
    if (!put) return std::unexpected(put.error());
    totals.changes += *put;
    if (auto done = ingest_files(files->to_read, store, extractor, options, report, stop, totals);
        !done) {
      return std::unexpected(std::move(done.error()));
    }
  }
  totals.interrupted = stop;
  return totals;
}

}  // namespace bangvang::ingest
