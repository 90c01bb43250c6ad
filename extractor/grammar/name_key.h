// Names of kinds, parts and columns as numbers: facts ask for them by name, again and again.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bangvang::grammar {

// A name with its first and last bytes. The name itself must outlive it.
class NameKey {
 public:
  NameKey() = default;
  explicit NameKey(std::string_view name) : name_(name) {
    const char* const at = name.data();
    const std::size_t size = name.size();
    if (size >= 8) {
      head_ = load<std::uint64_t>(at);
      tail_ = load<std::uint64_t>(at + size - 8);
    } else if (size >= 4) {
      head_ = load<std::uint32_t>(at);
      tail_ = load<std::uint32_t>(at + size - 4);
    } else if (size > 0) {
      head_ = load<std::uint8_t>(at) | load<std::uint8_t>(at + size / 2) << 8;
      tail_ = load<std::uint8_t>(at + size - 1);
    }
  }

  bool empty() const { return name_.empty(); }
  std::size_t hash() const {
    return ((head_ ^ std::rotl(tail_, 23) ^ name_.size()) * 0x9E3779B97F4A7C15u) >> 40;
  }
  friend bool operator==(const NameKey& a, const NameKey& b) {
    return a.head_ == b.head_ && a.tail_ == b.tail_ && a.name_.size() == b.name_.size() &&
           (a.name_.size() <= 16 || a.name_ == b.name_);
  }

 private:
  template <class Number>
  static std::uint64_t load(const char* at) {
    Number number;
    std::memcpy(&number, at, sizeof number);
    return number;
  }

  std::uint64_t head_ = 0, tail_ = 0;
  std::string_view name_;
};

// Names by their numbers: few, as the parts of one rule.
class NameList {
 public:
  NameList() = default;
  // The names must outlive the list.
  template <class Names>
  explicit NameList(const Names& names) {
    for (const std::string& name : names) keys_.emplace_back(name);
  }
  // The number of a name; size() when it is not there.
  std::size_t find(const NameKey& name) const {
    std::size_t at = 0;
    while (at < keys_.size() && !(keys_[at] == name)) ++at;
    return at;
  }
  std::size_t size() const { return keys_.size(); }
  const NameKey& operator[](std::size_t at) const { return keys_[at]; }

 private:
  std::vector<NameKey> keys_;
};

// Names by their numbers: many, as the kinds.
class NameIndex {
 public:
  NameIndex() : slots_(1) {}
  // The names must outlive the index.
  explicit NameIndex(const std::vector<std::string>& names)
      : slots_(std::bit_ceil(4 * names.size() + 1)) {
    for (std::uint32_t number = 0; number < names.size(); ++number) {
      const NameKey key(names[number]);
      std::size_t at = key.hash() & (slots_.size() - 1);
      while (!slots_[at].first.empty()) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = {key, number};
    }
  }

  // -1 when there is no such name.
  std::int64_t find(std::string_view name) const {
    const NameKey key(name);
    std::size_t at = key.hash() & (slots_.size() - 1);
    for (; !slots_[at].first.empty(); at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].first == key) return slots_[at].second;
    }
    return -1;
  }

 private:
  std::vector<std::pair<NameKey, std::uint32_t>> slots_;  // free where the name is empty
};

}  // namespace bangvang::grammar
