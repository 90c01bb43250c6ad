#include "extractor/ingest/ingest.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "extractor/ingest/capture.h"
#include "extractor/ingest/files.h"
#include "extractor/ingest/queue.h"

namespace bangvang::ingest {
namespace {

using Clock = std::chrono::steady_clock;

// Documents travel in stretches of about this many bytes, so that handing them over costs little.
constexpr std::size_t kStretchBytes = 512u << 10;
// What a document costs beside its bytes, for the sum above.
constexpr std::size_t kDocumentBytes = 256;

// A transaction holds this much at most, in documents and in bytes as they were read. Each costs a
// few writes of its own; a killed run does the last one again.
constexpr std::size_t kBatchDocuments = 2000;
constexpr std::size_t kBatchBytes = 64u << 20;
constexpr std::chrono::seconds kBatchTime{1};

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
  std::unique_ptr<Stretch> begin(std::size_t index) const {
    auto stretch = std::make_unique<Stretch>();
    stretch->file = index;
    return stretch;
  }

  // False when nobody wants more.
  bool read(std::size_t index) {
    const File& file = files_[index];
    source::Reader reader({file.path}, options_.read);
    auto stretch = begin(index);
    stretch->begins = true;
    while (true) {
      if (stop_) return true;
      auto next = reader.next();
      if (next && !*next) break;
      add(*stretch, std::move(next), file);
      if (stretch->bytes < kStretchBytes) continue;
      if (!queue_.put(std::exchange(stretch, begin(index)))) return false;
    }
    stretch->ends = true;
    const File after = look_at(file.path);
    if (after.size != file.size || after.modified != file.modified) changed(*stretch, file);
    return queue_.put(std::move(stretch));
  }

  static void add(Stretch& stretch, Result<std::optional<source::Document>> next,
                  const File& file) {
    stretch.bytes += kDocumentBytes;
    ++stretch.read;
    if (!next) {
      stretch.unreadable |= next.error().kind == Error::Kind::kUnreadable;
      stretch.documents.push_back(std::unexpected(std::move(next.error())));
      return;
    }
    source::Document& document = **next;
    if (document.path.empty()) document.path = file.path;
    stretch.bytes += document.bytes.size();
    stretch.position = {document.place.offset, document.place.inner, document.place.line};
    stretch.documents.push_back(std::move(document));
  }

  // What was read may be half of the old and half of the new; the next run reads it again.
  static void changed(Stretch& stretch, const File& file) {
    stretch.unreadable = true;
    stretch.documents.push_back(
        fail(Error::Kind::kUnreadable, "changed while it was read", "end", file.path));
  }

  const std::vector<File>& files_;
  const Options& options_;
  Queue& queue_;
  std::atomic<std::size_t>& next_;
  const std::atomic<bool>& stop_;
};

void work(Stretch& stretch, const std::string& path, const pipeline::Extractor& extractor,
          const Options& options) {
  for (const Result<source::Document>& document : stretch.documents) {
    if (!document) {
      stretch.failures.push_back(failure_of(document.error(), path, "source"));
      continue;
    }
    auto made = make_capture(*document, extractor, options);
    if (!made) {
      stretch.failures.push_back(std::move(made.error()));
      continue;
    }
    stretch.on_topic += made->on_topic;
    if (options.emulation_only && !made->on_topic) {
      ++stretch.left_out;
    } else {
      stretch.captures.push_back(std::move(made->capture));
    }
  }
  stretch.documents.clear();
  stretch.documents.shrink_to_fit();
}

// Gathers stretches into transactions.
class Writer {
 public:
  Writer(store::Store& store, const std::vector<File>& files, const Options& options,
         const Report& report, Totals& totals)
      : store_(store),
        files_(files),
        settings_(settings(options)),
        report_(report),
        totals_(totals) {}

  Result<void> add(Stretch stretch) {
    const File& file = files_[stretch.file];
    bytes_ += stretch.bytes;
    totals_.documents += stretch.read;
    totals_.document_bytes += stretch.bytes;
    totals_.on_topic += stretch.on_topic;
    totals_.left_out += stretch.left_out;
    if (stretch.begins && !file.begin) batch_.begun.push_back(file.path);
    std::ranges::move(stretch.captures, std::back_inserter(batch_.captures));
    std::ranges::move(stretch.failures, std::back_inserter(batch_.failures));
    if (stretch.ends) {
      ++totals_.files_done;
      totals_.bytes_done += file.size;
    }
    if (file.regular) progress(file, stretch);
    return commit_if_due();
  }

  Result<void> commit_if_due() {
    const bool due = batch_.captures.size() >= kBatchDocuments || bytes_ >= kBatchBytes ||
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
  void progress(const File& file, const Stretch& stretch) {
    store::Progress now{.path = file.path,
                        .size = file.size,
                        .modified = file.modified,
                        .settings = settings_,
                        .position = stretch.position,
                        .done = stretch.ends && !stretch.unreadable};
    if (!batch_.progress.empty() && batch_.progress.back().path == file.path) {
      batch_.progress.back() = std::move(now);
    } else {
      batch_.progress.push_back(std::move(now));
    }
  }

  store::Store& store_;
  const std::vector<File>& files_;
  const std::string settings_;
  const Report& report_;
  Totals& totals_;
  store::Batch batch_;
  std::size_t bytes_ = 0;
  Clock::time_point committed_ = Clock::now();
};

Result<void> write_all(Queue& queue, Writer& writer) {
  while (true) {
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

}  // namespace

Result<Totals> run(store::Store& store, const pipeline::Extractor& extractor,
                   const Options& options, const Report& report, const std::atomic<bool>& stop) {
  auto files = find_files(store, options);
  if (!files) return std::unexpected(std::move(files.error()));
  Totals totals{.files = files->to_read.size(), .files_known = files->known};
  for (const File& file : files->to_read) totals.bytes += file.size;
  if (auto put = store.put({.failures = files->failures}); !put) {
    return std::unexpected(std::move(put.error()));
  }

  Queue queue(1);
  std::atomic<std::size_t> next = 0;
  Result<void> written;
  {
    std::vector<std::jthread> threads;
    threads.emplace_back([&] { FileReader(files->to_read, options, queue, next, stop).run(); });
    for (unsigned i = 0; i < options.jobs; ++i) {
      threads.emplace_back([&] {
        while (Stretch* stretch = queue.take()) {
          work(*stretch, files->to_read[stretch->file].path, extractor, options);
          queue.finish(stretch);
        }
      });
    }
    Writer writer(store, files->to_read, options, report, totals);
    written = write_all(queue, writer);
    queue.close();
  }
  if (!written) return std::unexpected(std::move(written.error()));
  totals.interrupted = stop;
  return totals;
}

}  // namespace bangvang::ingest
