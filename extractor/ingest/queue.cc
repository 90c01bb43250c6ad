#include "extractor/ingest/queue.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace bangvang::ingest {
namespace {

// What is between readers and writer: enough to keep every worker busy while one of them reads a
// page a hundred times the usual, and a small part of 512 MB also when it is there three times
// over, as bytes, as text and packed.
constexpr std::size_t kQueuedBytes = 32u << 20;
constexpr std::size_t kQueuedStretches = 1024;
constexpr std::chrono::milliseconds kPatience{100};

}  // namespace

bool Queue::full() const {
  return !entries_.empty() && (bytes_ >= kQueuedBytes || entries_.size() >= kQueuedStretches);
}

bool Queue::put(std::unique_ptr<Stretch> stretch) {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [this] { return cut_ || closed_ || !full(); });
  if (cut_ || closed_) return false;
  bytes_ += stretch->bytes;
  entries_.push_back({std::move(stretch)});
  work_.notify_one();
  return true;
}

void Queue::finish_reading() {
  const std::lock_guard lock(mutex_);
  if (--readers_ > 0) return;
  work_.notify_all();
  finished_.notify_all();
}

Queue::Entry* Queue::waiting() {
  const auto entry = std::ranges::find(entries_, State::kWaiting, &Entry::state);
  return entry == entries_.end() ? nullptr : &*entry;
}

Stretch* Queue::take() {
  std::unique_lock lock(mutex_);
  Entry* entry = nullptr;
  work_.wait(lock,
             [&] { return cut_ || closed_ || (entry = waiting()) != nullptr || readers_ == 0; });
  if (closed_ || entry == nullptr) return nullptr;
  entry->state = State::kTaken;
  return entry->stretch.get();
}

void Queue::finish(Stretch* stretch) {
  const std::lock_guard lock(mutex_);
  const auto entry =
      std::ranges::find_if(entries_, [&](const Entry& e) { return e.stretch.get() == stretch; });
  entry->state = State::kFinished;
  finished_.notify_one();
}

Queue::Next Queue::next(std::unique_ptr<Stretch>& out) {
  std::unique_lock lock(mutex_);
  const auto ready = [this] {
    return entries_.empty() ? cut_ || readers_ == 0 : entries_.front().state == State::kFinished;
  };
  if (!finished_.wait_for(lock, kPatience, ready)) return Next::kNotYet;
  if (entries_.empty()) return Next::kEnd;
  out = std::move(entries_.front().stretch);
  bytes_ -= out->bytes;
  entries_.pop_front();
  room_.notify_all();
  return Next::kStretch;
}

void Queue::cut() {
  const std::lock_guard lock(mutex_);
  if (std::exchange(cut_, true)) return;
  // Work is taken from the front, so all behind the first that waits do wait.
  const auto first = std::ranges::find(entries_, State::kWaiting, &Entry::state);
  for (auto entry = first; entry != entries_.end(); ++entry) bytes_ -= entry->stretch->bytes;
  entries_.erase(first, entries_.end());
  room_.notify_all();
  work_.notify_all();
}

void Queue::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  room_.notify_all();
  work_.notify_all();
}

}  // namespace bangvang::ingest
