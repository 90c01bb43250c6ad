// Plain values in a row, like a vector, for what is filled again and again: to push is a comparison
// and a store, where a vector calls a function.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

namespace bangvang::grammar {

template <class T>
class Row {
  static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

 public:
  void clear() { size_ = 0; }
  void reserve(std::size_t size) {
    if (size > room_) grow(size);
  }
  void push_back(const T& value) {
    if (size_ == room_) [[unlikely]] {
      const T copy = value;  // it may stand in this row
      grow(size_ + 1);
      values_[size_++] = copy;
      return;
    }
    values_[size_++] = value;
  }
  // One more, of whatever value: all its members are to be set, in place.
  T& add() {
    if (size_ == room_) [[unlikely]]
      grow(size_ + 1);
    return values_[size_++];
  }
  void assign(std::size_t size, const T& value) {
    reserve(size);
    size_ = size;
    std::fill_n(values_.get(), size, value);
  }

  void assign(std::span<const T> values) {
    reserve(values.size());
    size_ = values.size();
    std::ranges::copy(values, values_.get());
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t at) { return values_[at]; }
  const T& operator[](std::size_t at) const { return values_[at]; }
  T& back() { return values_[size_ - 1]; }
  const T& back() const { return values_[size_ - 1]; }
  T* begin() { return values_.get(); }
  T* end() { return values_.get() + size_; }
  const T* begin() const { return values_.get(); }
  const T* end() const { return values_.get() + size_; }

 private:
  [[gnu::noinline]] void grow(std::size_t least) {
    const std::size_t room = std::max({least, 2 * room_, std::size_t{64}});
    // Not by new T[]: members with initialisers would be written for nothing.
    Values values(static_cast<T*>(::operator new(room * sizeof(T))));
    std::copy_n(values_.get(), size_, values.get());
    values_ = std::move(values);
    room_ = room;
  }

  struct Release {
    void operator()(T* values) const { ::operator delete(values); }
  };
  using Values = std::unique_ptr<T[], Release>;
  Values values_;
  std::size_t size_ = 0, room_ = 0;
};

}  // namespace bangvang::grammar
