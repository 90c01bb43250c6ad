// Standard output in large writes, with its failures noticed: a full disk is an error, a reader
// that has gone away is a reason to stop.
#pragma once

#include <string>
#include <string_view>

namespace bangvang::cli {

class Output {
 public:
  // Writes what is left, best effort; call flush() to learn of failures.
  ~Output();

  void write(std::string_view text);
  // True while everything so far could be written.
  bool flush();
  bool good() const { return error_ == 0; }
  // The reader closed the pipe: stop quietly.
  bool closed() const;
  // Prints why writing failed, unless the reader closed the pipe.
  void complain_if_failed() const;

 private:
  std::string buffer_;
  int error_ = 0;
};

bool is_terminal();  // of standard output

}  // namespace bangvang::cli
