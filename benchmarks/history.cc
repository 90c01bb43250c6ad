// How fast a store of many articles answers: see scripts/bench --history.
//
// usage: bangvang_history_bench COMMAND STORE [ARTICLES]
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "benchmarks/articles.h"
#include "benchmarks/questions.h"
#include "extractor/store/store.h"

namespace {

using namespace bangvang;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kArticles = 300'000;
constexpr std::size_t kMore = 1'000;       // that come later
constexpr std::size_t kReserve = 20'000;   // for runs on one store
constexpr double kFactsPerArticle = 3.05;  // of the collection
constexpr std::uint64_t kSeed = 20'240'219;

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "bangvang_history_bench: %s\n", why.c_str());
  std::exit(1);
}

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

// Runs the command; what it prints goes nowhere.
double run(const std::vector<std::string>& words) {
  std::vector<char*> args;
  for (const std::string& word : words) args.push_back(const_cast<char*>(word.c_str()));
  args.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  const auto begin = Clock::now();
  pid_t child = 0;
  int status = 1;
  if (posix_spawn(&child, args[0], &actions, nullptr, args.data(), environ) == 0) {
    waitpid(child, &status, 0);
  }
  posix_spawn_file_actions_destroy(&actions);
  if (status != 0) give_up(words[1] + " failed");
  return seconds_since(begin);
}

// Puts articles into the store as a user would.
double ingest(const std::string& command, const std::string& store, const bench::Newsroom& newsroom,
              std::size_t first, std::size_t count) {
  const std::string path = store + ".articles-" + std::to_string(first) + ".jsonl";
  {
    std::ofstream file(path, std::ios::binary);
    std::string line;
    for (std::size_t i = first; i < first + count; ++i) {
      line.clear();
      bench::write_json_line(newsroom.article(i), line);
      file << line;
    }
  }
  const double seconds =
      run({command, "ingest", "--store", store, "--pages", "none", "--log-interval", "60", path});
  std::filesystem::remove(path);
  return seconds;
}

void print_size(const std::string& store, const bench::Newsroom& newsroom, std::size_t there) {
  std::size_t text = 0;
  for (std::size_t i = 0; i < there; ++i) text += newsroom.article(i).text.size();
  const double held = static_cast<double>(std::filesystem::file_size(store));
  std::printf("%.0f MB of text in a file of %.0f MB: %.2f times\n", static_cast<double>(text) / 1e6,
              held / 1e6, held / static_cast<double>(text));
}

}  // namespace

int main(int count, char** values) {
  if (count < 3) give_up("usage: bangvang_history_bench COMMAND STORE [ARTICLES]");
  const std::string command = values[1], store = values[2];
  const std::size_t articles = count > 3 ? std::strtoull(values[3], nullptr, 10) : kArticles;
  const auto files = grammar::read_directory(PROJECT_DIR "/grammars");
  const auto lineage = files ? history::Lineage::load(*files)
                             : Result<history::Lineage>(std::unexpected(files.error()));
  if (!lineage) give_up(lineage.error().message());
  const auto facts =
      static_cast<std::size_t>(static_cast<double>(articles + kReserve) * kFactsPerArticle);
  const bench::Collection collection = bench::make_collection(*lineage, facts, kSeed);
  const auto newsroom =
      bench::Newsroom::open(collection, *lineage, PROJECT_DIR "/benchmarks/movement.txt");
  if (!newsroom) give_up(newsroom.error().message());
  const auto questions = bench::read_questions(PROJECT_DIR "/benchmarks/history_queries.tsv");
  if (!questions) give_up(questions.error().message());
  if (newsroom->size() < articles + kReserve / 2) give_up("too few articles were made up");
  if (!std::filesystem::exists(store)) {
    std::printf("ingest of %zu articles: %.0f s\n", articles,
                ingest(command, store, *newsroom, 0, articles));
    std::fflush(stdout);
  } else if (const auto migrated = store::migrate(store); !migrated) {
    give_up(migrated.error().message());
  }
  std::size_t there = bench::stored_articles(store);
  if (there < articles || there + kMore > newsroom->size())
    give_up("holds other articles: " + store);
  std::printf("ingest of %zu more: %.1f s\n", kMore,
              ingest(command, store, *newsroom, there, kMore));
  there += kMore;
  if (bench::stored_articles(store) != there) give_up("the store does not hold the new articles");
  print_size(store, *newsroom, there);
  std::vector<std::string> places{store};
  if (const char* server = std::getenv("BANGVANG_POSTGRES")) {
    places.push_back(server + std::string("&options=-csearch_path%3Dhistory_bench"));
    const auto begin = Clock::now();
    if (const auto copied = store::copy(store, places.back()); !copied) {
      give_up(copied.error().message());
    }
    std::printf("copied to PostgreSQL in %.0f s\n", seconds_since(begin));
  }
  return bench::ask_all(places, *files, *newsroom, there, *questions) ? 0 : 1;
}
