// bangvang_resolve_bench [FACTS]: how well and how fast the award history resolves a made-up
// collection of a million award facts, on one core. Fails below what the project holds itself to.
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "benchmarks/collection.h"

namespace {

constexpr std::size_t kFacts = 1'000'000;
constexpr std::uint64_t kSeed = 20'240'219;
constexpr double kPrecision = 0.99, kRecall = 0.97, kFactsPerSecond = 20'000;

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

}  // namespace

int main(int count, char** values) {
  using namespace bangvang;
  const std::size_t facts = count > 1 ? std::strtoull(values[1], nullptr, 10) : kFacts;
  const auto files = grammar::read_directory(PROJECT_DIR "/grammars");
  const auto lineage = files ? history::Lineage::load(*files)
                             : Result<history::Lineage>(std::unexpected(files.error()));
  if (!lineage) return std::fprintf(stderr, "%s\n", lineage.error().message().c_str()), 1;
  const bench::Collection collection = bench::make_collection(*lineage, facts, kSeed);
  const double begin = cpu_seconds();
  const bench::Agreement agreement = bench::resolve_collection(collection, *lineage);
  const double seconds = cpu_seconds() - begin;
  const double rate = static_cast<double>(collection.told.size()) / seconds;
  std::printf(
      "| facts | articles | awards | told again | records | largest block | precision | "
      "recall | facts/s |\n|---|---|---|---|---|---|---|---|---|\n"
      "| %zu | %zu | %zu | %zu | %zu | %zu | %.4f | %.4f | %.0f |\n",
      collection.told.size(), collection.articles, collection.awards, collection.told_again,
      agreement.records, agreement.largest_block, agreement.precision, agreement.recall, rate);
  const bool good = agreement.precision >= kPrecision && agreement.recall >= kRecall;
  if (!good) std::fprintf(stderr, "the answers are not good enough\n");
  if (rate < kFactsPerSecond) std::fprintf(stderr, "slower than %.0f facts/s\n", kFactsPerSecond);
  return good ? 0 : 1;
}
