// The one hold on the store through which this server writes. Private to this room.
#pragma once

#include <memory>
#include <mutex>

#include "extractor/store/store.h"

namespace bangvang::server {

class Writing {
 public:
  explicit Writing(std::unique_ptr<store::Store> store) : store_(std::move(store)) {}

  // Nobody waits here: a worker that did would be missed by those who read. False when it is held.
  std::unique_lock<std::mutex> hold() { return std::unique_lock(mutex_, std::try_to_lock); }
  store::Store& store() { return *store_; }  // Requires: held

 private:
  std::mutex mutex_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace bangvang::server
