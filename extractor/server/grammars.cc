#include "extractor/server/grammars.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <iterator>
#include <set>

#include "extractor/server/clock.h"

namespace bangvang::server {
namespace fs = std::filesystem;
namespace {

constexpr std::chrono::seconds kBetweenLooks{1};

std::set<std::string> rules_of(const Knowledge& knowledge) {
  std::set<std::string> out;
  for (const auto& rule : knowledge.extractor.rules().rules()) out.insert(rule.id);
  return out;
}

}  // namespace

std::expected<std::unique_ptr<Grammars>, std::vector<Error>> Grammars::load(
    ReadGrammars read, std::optional<std::string> directory, std::function<void()> changed) {
  std::unique_ptr<Grammars> out(
      new Grammars(std::move(read), std::move(directory), std::move(changed)));
  auto errors = out->load_again();
  if (!errors.empty()) return std::unexpected(std::move(errors));
  if (out->directory_) {
    out->watcher_ =
        std::jthread([self = out.get()](const std::stop_token& stop) { self->watch(stop); });
  }
  return out;
}

Grammars::~Grammars() = default;

std::shared_ptr<const Knowledge> Grammars::knowledge() const {
  const std::scoped_lock lock(mutex_);
  return knowledge_;
}

Grammars::State Grammars::state() const {
  const std::scoped_lock lock(mutex_);
  return state_;
}

std::vector<Error> Grammars::load_again() {
  const auto files = read_();
  auto loaded = files ? Knowledge::load(*files)
                      : std::expected<std::shared_ptr<const Knowledge>, std::vector<Error>>(
                            std::unexpected(std::vector{files.error()}));
  const std::scoped_lock lock(mutex_);
  if (!loaded) {
    state_.errors = loaded.error();
    return state_.errors;
  }
  state_ = {.loaded = now_utc()};
  if (knowledge_) {
    const auto before = rules_of(*knowledge_), now = rules_of(**loaded);
    std::ranges::set_difference(now, before, std::back_inserter(state_.added));
    std::ranges::set_difference(before, now, std::back_inserter(state_.removed));
  }
  knowledge_ = *std::move(loaded);
  return {};
}

// Which files there are and when they were written.
std::string Grammars::stamp() const {
  std::set<std::string> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(*directory_, error)) {
    files.insert(entry.path().filename().string() + ' ' +
                 std::to_string(entry.last_write_time(error).time_since_epoch().count()) + ' ' +
                 std::to_string(entry.file_size(error)) + '\n');
  }
  std::string out;
  for (const std::string& file : files) out += file;
  return out;
}

void Grammars::watch(const std::stop_token& stop) {
  std::string seen = stamp();
  std::mutex mutex;
  std::condition_variable_any wait;
  while (!stop.stop_requested()) {
    std::unique_lock lock(mutex);
    wait.wait_for(lock, stop, kBetweenLooks, [] { return false; });
    if (stop.stop_requested()) return;
    std::string now = stamp();
    if (now == seen) continue;
    seen = std::move(now);
    load_again();
    changed_();
  }
}

}  // namespace bangvang::server
