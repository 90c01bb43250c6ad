#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "benchmarks/stages.h"
#include "extractor/events/codec.h"

namespace bangvang::bench {
namespace {

// What the allocator and RE2's caches may still take after the first hundredth.
constexpr std::size_t kAllowed = 4 << 20;

std::size_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::size_t total = 0, resident = 0;
  statm >> total >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

bool soak(const World& world, std::size_t articles) {
  const pipeline::Extractor extractor(world.rules);
  const Texts* const kinds[] = {&world.on_topic, &world.news, &world.off_topic};
  const std::size_t step = std::max<std::size_t>(articles / 100, 1);
  std::size_t after_first = 0, now = 0;
  for (std::size_t i = 1; i <= articles; ++i) {
    const Texts& texts = *kinds[i % std::size(kinds)];
    const auto extraction = extractor.extract(document(texts.articles[i % texts.articles.size()]));
    if (!extraction || events::to_json(*extraction, {}).empty()) return false;
    if (i % step != 0) continue;
    now = resident_bytes();
    if (after_first == 0) after_first = now;
    std::printf("%zu articles: %.1f MB resident\n", i, static_cast<double>(now) / 1e6);
    std::fflush(stdout);
  }
  return now <= after_first + kAllowed;
}

}  // namespace bangvang::bench
