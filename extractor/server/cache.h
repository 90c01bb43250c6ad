// Answers that were given already, while the store stays as it is. Private to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bangvang::server {

// An answer as it is sent.
struct Answer {
  std::string type;
  std::shared_ptr<const std::string> body;
  bool packed = false;  // by gzip
  std::string tag;      // a digest of the body before it was packed
  std::size_t bytes() const { return body->size() + tag.size(); }
};

// The least recently used go first. Safe to use by several threads.
class Cache {
 public:
  explicit Cache(std::size_t bytes) : most_(bytes) {}

  // `state` names what the store held; answers of another state are never given.
  std::shared_ptr<const Answer> find(const std::string& key, std::uint64_t state);
  void put(const std::string& key, std::uint64_t state, std::shared_ptr<const Answer> answer);

  std::size_t bytes() const;

 private:
  struct Entry {
    std::string key;
    std::uint64_t state;
    std::shared_ptr<const Answer> answer;
  };
  using Entries = std::list<Entry>;
  static std::size_t bytes_of(const Entry& entry);
  void drop(Entries::iterator entry);

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::size_t bytes_ = 0;
  Entries entries_;  // the most recently used first
  std::unordered_map<std::string_view, Entries::iterator> by_key_;
};

}  // namespace bangvang::server
