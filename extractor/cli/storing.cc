#include "extractor/cli/storing.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>

#include "extractor/json/writer.h"
#include "extractor/text/decode.h"

namespace bangvang::cli {
namespace {

constexpr std::chrono::milliseconds kTerminalInterval{200};

std::atomic<bool> stop = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal may come at any instant");

void remember_to_stop(int) { stop = true; }

std::size_t terminal_width() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

void add_store_option(po::options_description& options) {
  options.add_options()("store", po::value<std::string>()->value_name("FILE"),
                        "the store: a file, or postgresql://…");
}

std::expected<std::unique_ptr<store::Store>, int> open_store(const Command& command,
                                                             const Parsed& parsed,
                                                             store::Access access) {
  if (!parsed.has("store")) {
    return std::unexpected(usage_error(command, "--store is missing"));
  }
  auto opened = store::open(parsed.get<std::string>("store"), access);
  if (opened) return *std::move(opened);
  complain(opened.error().message());
  return std::unexpected(kUsage);
}

void add_limit_options(po::options_description& options) {
  auto add = options.add_options();
  add("max-depth", po::value<std::size_t>()->value_name("N")->default_value(page::kMaxMarkupDepth),
      "pages with more elements inside one another are set aside");
  add("max-seconds", po::value<double>()->value_name("N")->default_value(60),
      "documents that keep a processor busy for longer are set aside");
}

void read_limits(const Parsed& parsed, pipeline::Options& how) {
  how.max_markup_depth = parsed.get<std::size_t>("max-depth");
  how.max_seconds = parsed.get<double>("max-seconds");
}

const std::atomic<bool>& asked_to_stop() {
  struct sigaction action {};
  action.sa_handler = remember_to_stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // A file that may not grow is a full disk: an error, not the end.
  std::signal(SIGXFSZ, SIG_IGN);
  return stop;
}

void ProgressLine::update(const std::function<std::string()>& line,
                          const std::function<std::string()>& json) {
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  const auto now = Clock::now();
  const std::chrono::duration<double> interval = terminal ? kTerminalInterval : interval_;
  if (now - last_ < interval) return;
  last_ = now;
  if (terminal) {
    std::cerr << "\r\x1b[K" << line().substr(0, terminal_width() - 1) << std::flush;
    shown_ = true;
  } else {
    std::cerr << json() << std::endl;
  }
}

void ProgressLine::clear() {
  if (std::exchange(shown_, false)) std::cerr << "\r\x1b[K" << std::flush;
}

double ProgressLine::seconds() const {
  return std::chrono::duration<double>(Clock::now() - begin_).count();
}

std::string words_json(const std::vector<std::string>& words) {
  std::string text;
  json::Writer out(text);
  out.begin_array();
  for (const std::string& word : words) out.string(text::readable(word));
  out.end_array();
  return text;
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), " ");
  }
  return digits;
}

bool write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) complain(path + ": cannot be written: " + std::strerror(errno));
  return static_cast<bool>(file);
}

}  // namespace bangvang::cli
