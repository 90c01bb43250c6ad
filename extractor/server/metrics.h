// What the server counts, as Prometheus reads it. Private to this room.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace bangvang::server {

class Metrics {
 public:
  // `operation`: as openapi.json names it, or another word of ours; never what a client sent.
  void add(const std::string& operation, int status, std::uint64_t bytes,
           std::chrono::microseconds time);
  // The text format, version 0.0.4.
  std::string text() const;
  static void gauge(std::string& out, const char* name, const char* help, std::uint64_t value);
  static void counter(std::string& out, const char* name, const char* help, std::uint64_t value);

 private:
  static constexpr std::array<int, 9> kMilliseconds{1, 5, 10, 25, 50, 100, 250, 1000, 10000};
  struct Times {
    std::array<std::uint64_t, kMilliseconds.size() + 1> at_most{};  // each bucket by itself
    std::uint64_t count = 0, microseconds = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;
  std::map<std::string, Times> times_;
  std::uint64_t bytes_ = 0;
};

}  // namespace bangvang::server
