#include "extractor/server/metrics.h"

namespace bangvang::server {
namespace {

void head(std::string& out, const char* name, const char* help, const char* type) {
  out += std::string("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
}

std::string seconds(std::uint64_t microseconds) {
  std::string digits = std::to_string(microseconds % 1'000'000);
  digits.insert(0, 6 - digits.size(), '0');
  return std::to_string(microseconds / 1'000'000) + '.' + digits;
}

}  // namespace

void Metrics::add(const std::string& operation, int status, std::uint64_t bytes,
                  std::chrono::microseconds time) {
  const auto microseconds = static_cast<std::uint64_t>(time.count());
  std::size_t bucket = 0;
  while (bucket < kMilliseconds.size() &&
         microseconds > static_cast<std::uint64_t>(kMilliseconds[bucket]) * 1000) {
    ++bucket;
  }
  const std::scoped_lock lock(mutex_);
  ++requests_[{operation, status}];
  Times& times = times_[operation];
  ++times.at_most[bucket];
  ++times.count;
  times.microseconds += microseconds;
  bytes_ += bytes;
}

std::string Metrics::text() const {
  const std::scoped_lock lock(mutex_);
  std::string out;
  head(out, "bangvang_requests_total", "Requests answered, by operation and status.", "counter");
  for (const auto& [key, count] : requests_) {
    out += "bangvang_requests_total{operation=\"" + key.first + "\",status=\"" +
           std::to_string(key.second) + "\"} " + std::to_string(count) + '\n';
  }
  head(out, "bangvang_request_seconds", "Time from a request's head to its answer's end.",
       "histogram");
  for (const auto& [operation, times] : times_) {
    const std::string label = "operation=\"" + operation + '"';
    std::uint64_t below = 0;
    for (std::size_t i = 0; i <= kMilliseconds.size(); ++i) {
      below += times.at_most[i];
      const std::string bound =
          i < kMilliseconds.size()
              ? seconds(static_cast<std::uint64_t>(kMilliseconds[i]) * 1000).substr(0, 6)
              : "+Inf";
      out += "bangvang_request_seconds_bucket{" + label + ",le=\"" + bound + "\"} " +
             std::to_string(below) + '\n';
    }
    out += "bangvang_request_seconds_sum{" + label + "} " + seconds(times.microseconds) + '\n';
    out += "bangvang_request_seconds_count{" + label + "} " + std::to_string(times.count) + '\n';
  }
  counter(out, "bangvang_sent_bytes_total", "Bytes of answers, without heads.", bytes_);
  return out;
}

void Metrics::gauge(std::string& out, const char* name, const char* help, std::uint64_t value) {
  head(out, name, help, "gauge");
  out += std::string(name) + ' ' + std::to_string(value) + '\n';
}

void Metrics::counter(std::string& out, const char* name, const char* help, std::uint64_t value) {
  head(out, name, help, "counter");
  out += std::string(name) + ' ' + std::to_string(value) + '\n';
}

}  // namespace bangvang::server
