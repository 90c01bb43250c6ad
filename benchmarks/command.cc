#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "benchmarks/stages.h"

namespace bangvang::bench {
namespace {

struct Cost {
  double clock = 0, processor = 0;  // seconds
  bool good = false;
};

double seconds(timeval time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

// Runs the command over a file; its output goes nowhere.
Cost run_command(const std::string& input, const std::string& jobs) {
  const std::string grammars = std::string(PROJECT_DIR) + "/grammars";
  const char* const args[] = {COMMAND,  "extract",    "--jsonl",     "--grammars", grammars.c_str(),
                              "--jobs", jobs.c_str(), input.c_str(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto begin = std::chrono::steady_clock::now();
  pid_t child = 0;
  const int failed =
      posix_spawn(&child, COMMAND, &actions, nullptr, const_cast<char* const*>(args), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return {};
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const std::chrono::duration<double> clock = std::chrono::steady_clock::now() - begin;
  return {clock.count(), seconds(usage.ru_utime) + seconds(usage.ru_stime),
          WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

// A file that goes away with the program.
class InputFile {
 public:
  explicit InputFile(const Texts& texts) : bytes_(texts.bytes) {
    char name[] = "/tmp/bangvang-bench-XXXXXX";
    const int file = mkstemp(name);
    if (file >= 0) close(file);
    path_ = name;
    std::ofstream(path_, std::ios::binary) << json_lines(texts);
  }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile() { std::remove(path_.c_str()); }

  const std::string& path() const { return path_; }
  std::size_t bytes() const { return bytes_; }

 private:
  std::string path_;
  std::size_t bytes_;
};

void measure(const std::string& name, const std::shared_ptr<InputFile>& input, const char* jobs,
             double Cost::*time) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    for (auto _ : state) {
      const Cost cost = run_command(input->path(), jobs);
      if (!cost.good) return state.SkipWithError("the command failed");
      state.SetIterationTime(cost.*time);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(input->bytes()) *
                            static_cast<std::int64_t>(state.iterations()));
  })->UseManualTime();
}

}  // namespace

void register_command(const World& world) {
  const auto on_topic = std::make_shared<InputFile>(world.on_topic);
  const auto off_topic = std::make_shared<InputFile>(world.off_topic);
  const auto news = std::make_shared<InputFile>(world.news);
  measure("command, on topic", on_topic, "1", &Cost::processor);
  measure("command, news", news, "1", &Cost::processor);
  measure("command, nothing fires", off_topic, "1", &Cost::processor);
  measure("command, on topic, by the clock", on_topic, "1", &Cost::clock);
  measure("command, on topic, two jobs", on_topic, "2", &Cost::clock);
}

}  // namespace bangvang::bench
