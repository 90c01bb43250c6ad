// How long work on one document may take.
#pragma once

#include <ctime>

#include <chrono>

namespace bangvang {

// Asked between two pieces of work. A clock may do no more than set a whole document aside: what is
// found in one never depends on it. For the thread that made it.
class Deadline {
 public:
  Deadline() = default;  // never passes
  // Passes when this thread has worked for so long from now on. Time in which the machine was busy
  // with something else does not count.
  explicit Deadline(double seconds)
      : seconds_(seconds), begin_(Clock::now()), worked_(worked()), set_(true) {}

  bool passed() const {
    if (!set_) return false;
    // No thread works longer than the clock on the wall runs, and that one is cheaper to read.
    const std::chrono::duration<double> since = Clock::now() - begin_;
    return since.count() >= seconds_ && worked() - worked_ >= seconds_;
  }

 private:
  using Clock = std::chrono::steady_clock;

  static double worked() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }

  double seconds_ = 0;
  Clock::time_point begin_;
  double worked_ = 0;
  bool set_ = false;
};

}  // namespace bangvang
