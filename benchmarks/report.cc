#include "benchmarks/report.h"

#include <cstdio>
#include <fstream>
#include <string>

namespace bangvang::bench {
namespace {

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown processor";
}

double counter(const benchmark::BenchmarkReporter::Run& run, const char* name) {
  const auto found = run.counters.find(name);
  return found == run.counters.end() ? 0 : static_cast<double>(found->second);
}

}  // namespace

bool MarkdownReporter::ReportContext(const Context& context) {
  std::printf("%s, %d cores. Rates by time on the processor, but for two jobs by the clock.\n\n",
              processor().c_str(), context.cpu_info.num_cpus);
  std::printf("| what | MB/s | ns a byte | pages/s | ms |\n|---|---:|---:|---:|---:|\n");
  return true;
}

void MarkdownReporter::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    const std::string name = run.run_name.function_name;
    if (run.error_occurred) {
      std::printf("| %s | failed: %s | | | |\n", name.c_str(), run.error_message.c_str());
      continue;
    }
    const double bytes = counter(run, "bytes_per_second");
    const double ms =
        1e3 * run.GetAdjustedCPUTime() / benchmark::GetTimeUnitMultiplier(run.time_unit);
    if (bytes > 0) {
      rates_[name] = bytes / 1e6;
      const auto pages = static_cast<long>(counter(run, "items_per_second"));
      std::printf("| %s | %.1f | %.2f | %s | |\n", name.c_str(), bytes / 1e6, 1e9 / bytes,
                  pages > 0 ? std::to_string(pages).c_str() : "");
    } else {
      std::printf("| %s | | | | %.1f |\n", name.c_str(), ms);
    }
    std::fflush(stdout);
  }
}

void MarkdownReporter::Finalize() {
  const auto share = [&](const char* what, const char* of, const char* words) {
    if (!rates_.contains(what) || !rates_.contains(of)) return;
    std::printf("- %s: %.2f\n", words, rates_[what] / rates_[of]);
  };
  std::printf("\n");
  share("text to events, on topic", "RE2::Set over the gate phrases, on topic",
        "text to events on topic, as a share of RE2::Set over the gate phrases");
  share("text to events, nothing fires", "RE2::Set over the gate phrases, nothing fires",
        "text to events where nothing fires, as a share of RE2::Set over the gate phrases");
  share("text to events, on topic", "NFC check by ICU, on topic",
        "text to events on topic, as a share of ICU's NFC check");
  share("text to events, nothing fires", "NFC check by ICU, nothing fires",
        "text to events where nothing fires, as a share of ICU's NFC check");
  share("text to events, on topic NFD", "text to events, on topic", "NFD, as a share of NFC");
  share("WARC, gzip", "inflate by libdeflate",
        "packed archives, as a share of bare inflating by libdeflate");
  share("command, on topic, two jobs", "command, on topic, by the clock", "two jobs, times one");
}

}  // namespace bangvang::bench
