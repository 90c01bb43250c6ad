// A fixed number of threads, each with its own hold on the store, and a queue that cannot grow
// without end. Private to this room.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace bangvang::server {

struct Context;

class Workers {
 public:
  using Job = std::function<void(Context&)>;

  // One thread for each context.
  Workers(std::vector<std::unique_ptr<Context>> contexts, std::size_t longest_queue);
  ~Workers();  // finishes what is running; what waits is dropped

  bool post(Job job);  // false when the queue is full
  std::size_t waiting() const;

 private:
  void work(Context& context);

  const std::size_t longest_;
  mutable std::mutex mutex_;
  std::condition_variable came_;
  std::deque<Job> jobs_;
  bool stopping_ = false;
  std::vector<std::unique_ptr<Context>> contexts_;
  std::vector<std::jthread> threads_;
};

}  // namespace bangvang::server
