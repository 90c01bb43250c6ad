#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include "benchmarks/ingest.h"
#include "benchmarks/pages.h"
#include "benchmarks/stages.h"

namespace bangvang::bench {
namespace {

constexpr std::size_t kPages = 4'000;
constexpr std::size_t kAllowedBytes = 512u << 20;  // resident, whatever the input

double seconds(timeval time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

// Starts `bangvang ingest`; its summary becomes a file.
pid_t start(const Folder& folder, const std::string& input, const IngestHow& how) {
  const std::string store = folder / "s.db", summary = folder / "summary.json";
  const char* args[] = {COMMAND,     "ingest",        "--store",        store.c_str(),
                        "--summary", summary.c_str(), "--jobs",         "2",
                        "--pages",   how.pages,       "--log-interval", "1000000",
                        nullptr,     nullptr,         nullptr,          nullptr};
  std::size_t at = 12;
  if (how.topic != nullptr) {
    args[at++] = "--topic";
    args[at++] = how.topic;
  }
  args[at] = input.c_str();
  for (const char* suffix : {"", "-wal", "-shm"}) std::remove((store + suffix).c_str());
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed =
      posix_spawn(&child, COMMAND, &actions, nullptr, const_cast<char* const*>(args), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? child : 0;
}

// Waits for it and checks that every page came in.
Ingest finish(pid_t child, const Folder& folder, std::size_t pages) {
  int status = 0;
  rusage usage{};
  if (child == 0 || wait4(child, &status, 0, &usage) != child) return {};
  std::stringstream summary;
  summary << std::ifstream(folder / "summary.json").rdbuf();
  const std::string all = "\"documents\":" + std::to_string(pages) + ",";
  const bool complete = summary.str().find(all) != std::string::npos &&
                        summary.str().find("\"failures\":0") != std::string::npos;
  return {.processor = seconds(usage.ru_utime) + seconds(usage.ru_stime),
          .resident = static_cast<std::size_t>(usage.ru_maxrss) << 10,
          .good = complete && WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

void measure(const std::string& name, const std::shared_ptr<Folder>& folder, std::size_t bytes,
             const char* pages, double Ingest::*time) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
    for (auto _ : state) {
      const Ingest cost =
          ingest(*folder, *folder / "pages.warc", {.documents = kPages, .pages = pages});
      if (!cost.good) return state.SkipWithError("not every page came in");
      state.SetIterationTime(cost.*time);
    }
    const auto times = static_cast<std::int64_t>(state.iterations());
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * times);
    state.SetItemsProcessed(static_cast<std::int64_t>(kPages) * times);
  })->UseManualTime();
}

}  // namespace

Ingest ingest(const Folder& folder, const std::string& input, const IngestHow& how) {
  const auto begin = std::chrono::steady_clock::now();
  Ingest cost = finish(start(folder, input, how), folder, how.documents);
  cost.clock = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return cost;
}

void register_ingest(const World& world) {
  const auto folder = std::make_shared<Folder>();
  std::size_t bytes = 0;
  {
    std::ofstream file(*folder / "pages.warc", std::ios::binary);
    for (std::size_t i = 0; i < kPages; ++i) {
      const std::string record = warc_record(world, i);
      bytes += record.size();
      file << record;
    }
  }
  const std::string size = std::to_string(bytes / kPages / 1000) + " kB pages";
  measure("ingest, " + size + ", none kept", folder, bytes, "none", &Ingest::processor);
  measure("ingest, " + size + ", all kept", folder, bytes, "keep", &Ingest::processor);
  measure("ingest, " + size + ", none kept, two jobs by the clock", folder, bytes, "none",
          &Ingest::clock);
  measure("ingest, " + size + ", all kept, two jobs by the clock", folder, bytes, "keep",
          &Ingest::clock);
}

bool soak_ingest(const World& world, std::size_t megabytes) {
  const Folder folder;
  const std::string pipe = folder / "pages.warc";
  if (mkfifo(pipe.c_str(), 0600) != 0) return false;
  std::signal(SIGPIPE, SIG_IGN);
  // Through a pipe, so that the pages need no disk.
  const pid_t child = start(folder, pipe, {.topic = "emulation"});
  std::ofstream out(pipe, std::ios::binary);
  std::size_t bytes = 0, pages = 0;
  while (out && bytes < megabytes << 20) {
    const std::string record = warc_record(world, pages++);
    out << record;
    bytes += record.size();
  }
  out.close();
  const Ingest done = finish(child, folder, pages);
  std::printf("%zu pages, %.1f MB through ingest: %.1f MB resident at most, %.2f ms a page\n",
              pages, static_cast<double>(bytes) / 1e6, static_cast<double>(done.resident) / 1e6,
              1e3 * done.processor / static_cast<double>(pages));
  if (!done.good) std::fprintf(stderr, "not every page came in\n");
  return done.good && done.resident < kAllowedBytes;
}

}  // namespace bangvang::bench
