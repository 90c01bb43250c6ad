// Connections: reading requests and writing answers without waiting for anybody. One thread does
// all of it, so a client that is slow holds a connection and nothing else. Private to this room.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "extractor/base/result.h"
#include "extractor/server/message.h"

namespace bangvang::server {

struct Limits {
  std::size_t connections = 512;                  // a file descriptor and some 20 KB each
  std::size_t header_bytes = 16 << 10;            // with the request line; browsers send 2 KB
  std::size_t body_bytes = 16 << 20;              // a list of 100,000 candidates, a large page
  std::chrono::milliseconds header_time{10'000};  // also how long a connection may idle
  std::chrono::milliseconds body_time{30'000};    // for all of a body
  std::chrono::milliseconds write_time{15'000};   // for one piece, and …
  std::size_t write_rate = 32 << 10;              // … a second more for so many bytes
  std::chrono::milliseconds drain_time{5'000};    // for what is in hand when asked to stop
};

// What became of one request, for the log.
struct Exchange {
  const Request& request;
  int status = 0;
  std::uint64_t bytes = 0;  // of the body
  std::chrono::microseconds time{};
};

struct Backend {
  // On the thread of the connections, before a body is read: an answer ends the request.
  std::function<std::optional<Response>(const Request& head)> admit;
  // Runs the job on a worker; false when too many wait already.
  std::function<bool(std::function<void(Context&)> job)> post;
  // On a worker.
  std::function<Response(Context&, const Request&)> answer;
  // On the thread of the connections, after the answer went or failed to.
  std::function<void(const Exchange&)> done;
};

class Listener {
 public:
  // Port 0: any that is free. Fails with kUnreadable when the address cannot be had.
  static Result<std::unique_ptr<Listener>> open(const std::string& address, std::uint16_t port,
                                                const Limits& limits, Backend backend);
  ~Listener();

  std::uint16_t port() const;
  // Until stop() was called and what was in hand is done, or drain_time is over.
  void run();
  // From any thread.
  void stop();

  struct Counts {
    std::uint64_t accepted = 0, dropped = 0, timed_out = 0, open = 0;
  };
  Counts counts() const;  // from any thread

  struct State;  // session.h

 private:
  explicit Listener(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace bangvang::server
