#include "extractor/cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "extractor/cli/command.h"

namespace bangvang::cli {
namespace {
constexpr std::size_t kBuffer = 256 << 10;
}

Output::~Output() { flush(); }

void Output::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() >= kBuffer) flush();
}

bool Output::flush() {
  std::string_view rest = buffer_;
  while (error_ == 0 && !rest.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  buffer_.clear();
  return error_ == 0;
}

bool Output::closed() const { return error_ == EPIPE; }

void Output::complain_if_failed() const {
  if (error_ != 0 && !closed()) complain(std::string("standard output: ") + std::strerror(error_));
}

bool is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

}  // namespace bangvang::cli
