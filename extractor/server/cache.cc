#include "extractor/server/cache.h"

namespace bangvang::server {
namespace {

constexpr std::size_t kEntryBytes = 256;   // what keeping one costs beside its texts
constexpr std::size_t kLargestShare = 16;  // one answer may take this part of all room

}  // namespace

std::size_t Cache::bytes_of(const Entry& entry) {
  return kEntryBytes + entry.key.size() + entry.answer->bytes();
}

void Cache::drop(Entries::iterator entry) {
  bytes_ -= bytes_of(*entry);
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

std::shared_ptr<const Answer> Cache::find(const std::string& key, std::uint64_t state) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  if (found->second->state != state) {
    drop(found->second);
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

void Cache::put(const std::string& key, std::uint64_t state, std::shared_ptr<const Answer> answer) {
  Entry entry{key, state, std::move(answer)};
  const std::size_t bytes = bytes_of(entry);
  if (bytes > most_ / kLargestShare) return;
  const std::scoped_lock lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
  entries_.push_front(std::move(entry));
  by_key_.emplace(entries_.front().key, entries_.begin());
  bytes_ += bytes;
  while (bytes_ > most_) drop(std::prev(entries_.end()));
}

std::size_t Cache::bytes() const {
  const std::scoped_lock lock(mutex_);
  return bytes_;
}

}  // namespace bangvang::server
