#include <csignal>
#include <iostream>
#include <thread>

#include "extractor/cli/command.h"
#include "extractor/cli/storing.h"
#include "extractor/server/server.h"

namespace bangvang::cli {
namespace {

po::options_description options() {
  po::options_description visible("Options");
  add_store_option(visible);
  auto add = visible.add_options();
  add("listen", po::value<std::string>()->value_name("ADDRESS")->default_value("127.0.0.1"),
      "IP address to listen on");
  add("port", po::value<std::uint16_t>()->value_name("N")->default_value(8080),
      "port; 0 takes any that is free");
  add("host", po::value<std::vector<std::string>>()->value_name("NAME")->default_value({}, ""),
      "a name the server may be asked by, as behind a proxy; may be repeated");
  add("dashboard", po::value<std::string>()->value_name("DIR"),
      "files of a dashboard instead of the one built in");
  add("no-log", "write no line for each request");
  add_grammar_option(visible);
  return visible;
}

}  // namespace

int run_serve(const Command& command, const std::vector<std::string>& args) {
  const po::options_description visible = options();
  const Parsed parsed = parse(command, visible, args);
  if (parsed.status) return *parsed.status;
  if (!parsed.has("store")) return usage_error(command, "--store is missing");
  const auto files = grammar_files(own_grammars(parsed));
  if (!files) return kUsage;
  server::Settings settings{.store = parsed.get<std::string>("store"),
                            .address = parsed.get<std::string>("listen"),
                            .port = parsed.get<std::uint16_t>("port"),
                            .hosts = parsed.get<std::vector<std::string>>("host"),
                            .version = BANGVANG_VERSION};
  if (parsed.has("dashboard")) settings.dashboard = parsed.get<std::string>("dashboard");
  if (!parsed.has("no-log")) {
    settings.log = [](std::string_view line) { std::cout << line << '\n' << std::flush; };
  }
  auto server = server::Server::open(std::move(settings), *files);
  if (!server) {
    for (const Error& error : server.error()) complain(error.message());
    return kUsage;
  }
  // Signals go to the thread that waits for them, and to no other.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::cerr << "bangvang: serving at " << (*server)->address() << '\n';
  std::jthread waiter([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    (*server)->stop();
  });
  (*server)->run();
  return kDone;
}

}  // namespace bangvang::cli
