// The store over HTTP: the API that openapi.json describes, and the dashboard.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/grammar/rule_set.h"

namespace bangvang::server {

struct Settings {
  std::string store;                     // as store::open reads it
  std::string address = "127.0.0.1";     // to listen on
  std::uint16_t port = 8080;             // 0: any that is free
  std::vector<std::string> hosts;        // names it may be asked by, beside its address
  std::vector<std::string> origins;      // other sites whose pages may read here
  std::optional<std::string> dashboard;  // a folder instead of what is built in
  std::optional<std::string> tokens;     // a file of reviewers and tokens: opens what writes
  std::string version;                   // of the program
  std::size_t workers = 0;               // 0: by the machine
  std::optional<std::string> grammars;   // a folder to look at for changes
  // The grammars as they are now.
  std::function<Result<std::vector<grammar::SourceFile>>()> read_grammars;
  // A line for each request; may be empty. Called by one thread at a time.
  std::function<void(std::string_view line)> log;
};

class Server {
 public:
  // Fails as store::open does, with kUnreadable for an address that cannot be had or a file that
  // cannot be read, with kBadInput for a file of tokens that is none, and with every mistake of the
  // grammars.
  static std::expected<std::unique_ptr<Server>, std::vector<Error>> open(Settings settings);
  ~Server();

  // Where it can be reached: "http://127.0.0.1:8080/".
  std::string address() const;
  // Answers until stop() was called and what was in hand is done.
  void run();
  void stop();  // from any thread

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bangvang::server
