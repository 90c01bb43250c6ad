// bangvang_bench [--quick] [--megabytes N] [--soak [ARTICLES] | --soak-ingest [MEGABYTES]]
// [arguments of Google Benchmark]
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include "benchmarks/report.h"
#include "benchmarks/stages.h"

namespace {

constexpr std::size_t kMegabytes = 64;
constexpr std::size_t kQuickMegabytes = 2;
constexpr std::size_t kSoakMegabytes = 16;
constexpr std::size_t kSoakArticles = 10'000'000;
constexpr std::size_t kSoakIngestMegabytes = 10 << 10;

struct Arguments {
  std::optional<std::size_t> megabytes, soak, soak_ingest;
  bool quick = false;
  std::vector<char*> others;
};

Arguments read(int count, char** values) {
  Arguments out;
  const auto number = [&](int& i) {
    const bool given = i + 1 < count && values[i + 1][0] >= '0' && values[i + 1][0] <= '9';
    return given ? std::strtoull(values[++i], nullptr, 10) : 0;
  };
  for (int i = 0; i < count; ++i) {
    if (std::string_view(values[i]) == "--megabytes") {
      out.megabytes = number(i);
    } else if (std::string_view(values[i]) == "--quick") {
      out.quick = true;
    } else if (std::string_view(values[i]) == "--soak") {
      const std::size_t articles = number(i);
      out.soak = articles > 0 ? articles : kSoakArticles;
      if (articles == 0) out.soak_ingest = kSoakIngestMegabytes;
    } else if (std::string_view(values[i]) == "--soak-ingest") {
      const std::size_t megabytes = number(i);
      out.soak_ingest = megabytes > 0 ? megabytes : kSoakIngestMegabytes;
    } else {
      out.others.push_back(values[i]);
    }
  }
  return out;
}

}  // namespace

int main(int count, char** values) {
  Arguments arguments = read(count, values);
  const std::size_t usual = arguments.soak || arguments.soak_ingest ? kSoakMegabytes
                            : arguments.quick                       ? kQuickMegabytes
                                                                    : kMegabytes;
  const std::size_t megabytes = arguments.megabytes.value_or(usual);
  char briefly[] = "--benchmark_min_time=0.1";
  if (arguments.quick) arguments.others.push_back(briefly);
  const auto world = bangvang::bench::load_world(megabytes << 20);
  if (!world) return std::fprintf(stderr, "%s\n", world.error().message().c_str()), 1;
  if (const auto checked = bangvang::bench::check(*world); !checked) {
    return std::fprintf(stderr, "%s\n", checked.error().message().c_str()), 1;
  }
  if (arguments.soak && !bangvang::bench::soak(*world, *arguments.soak)) return 1;
  if (arguments.soak_ingest && !bangvang::bench::soak_ingest(*world, *arguments.soak_ingest)) {
    return 1;
  }
  if (arguments.soak || arguments.soak_ingest) return 0;
  bangvang::bench::register_stages(*world);
  // Of a small input the command does little more than load its grammars.
  if (!arguments.quick) {
    bangvang::bench::register_command(*world);
    bangvang::bench::register_archives(*world);
    bangvang::bench::register_ingest(*world);
  }
  int others = static_cast<int>(arguments.others.size());
  benchmark::Initialize(&others, arguments.others.data());
  bangvang::bench::MarkdownReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return 0;
}
