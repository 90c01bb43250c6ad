// What the commands that write to a store share: its option, being stopped, and telling how it
// goes.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "extractor/cli/command.h"
#include "extractor/pipeline/extractor.h"
#include "extractor/store/store.h"

namespace bangvang::cli {

void add_store_option(po::options_description& options);

// The store that --store names, or nothing and the status to end with after a complaint.
std::expected<std::unique_ptr<store::Store>, int> open_store(const Command& command,
                                                             const Parsed& parsed,
                                                             store::Access access);

// --max-depth and --max-seconds: what one document may take.
void add_limit_options(po::options_description& options);
void read_limits(const Parsed& parsed, pipeline::Options& how);

// True once the program was asked to stop by Ctrl-C or by kill. The first time it finishes what it
// has in hand; the second ends it at once, which a store survives.
const std::atomic<bool>& asked_to_stop();

// One line that is written over again on a terminal, elsewhere a line of JSON now and then; both on
// standard error.
class ProgressLine {
 public:
  explicit ProgressLine(std::chrono::duration<double> interval) : interval_(interval) {}
  ~ProgressLine() { clear(); }

  // `line` is asked for when there is a terminal, `json` when there is none, each when its time has
  // come.
  void update(const std::function<std::string()>& line, const std::function<std::string()>& json);
  void clear();
  double seconds() const;  // since the beginning

 private:
  using Clock = std::chrono::steady_clock;
  std::chrono::duration<double> interval_;
  Clock::time_point begin_ = Clock::now(), last_ = begin_;
  bool shown_ = false;
};

// The words of a command line as a JSON array.
std::string words_json(const std::vector<std::string>& words);

// "1 234 567"
std::string grouped(std::uint64_t number);

// Writes a file whole; complains when it cannot.
bool write_file(const std::string& path, const std::string& text);

}  // namespace bangvang::cli
