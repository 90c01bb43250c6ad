#include "extractor/server/workers.h"

#include "extractor/server/context.h"

namespace bangvang::server {

Workers::Workers(std::vector<std::unique_ptr<Context>> contexts, std::size_t longest_queue)
    : longest_(longest_queue), contexts_(std::move(contexts)) {
  for (const auto& context : contexts_) {
    threads_.emplace_back([this, &one = *context] { work(one); });
  }
}

Workers::~Workers() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  came_.notify_all();
  threads_.clear();  // joins
}

bool Workers::post(Job job) {
  {
    const std::scoped_lock lock(mutex_);
    if (stopping_ || jobs_.size() >= longest_) return false;
    jobs_.push_back(std::move(job));
  }
  came_.notify_one();
  return true;
}

std::size_t Workers::waiting() const {
  const std::scoped_lock lock(mutex_);
  return jobs_.size();
}

void Workers::work(Context& context) {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      came_.wait(lock, [&] { return stopping_ || !jobs_.empty(); });
      if (stopping_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job(context);
  }
}

}  // namespace bangvang::server
