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
  add("token-file", po::value<std::string>()->value_name("FILE"),
      "reviewers, a line each: NAME TOKEN; opens the routes that write");
  add("host", po::value<std::vector<std::string>>()->value_name("NAME")->default_value({}, ""),
      "a name the server may be asked by, as behind a proxy; may be repeated");
  add("origin", po::value<std::vector<std::string>>()->value_name("URL")->default_value({}, ""),
      "another site whose pages may ask, as http://127.0.0.1:3333 of OpenRefine; may be repeated");
  add("dashboard", po::value<std::string>()->value_name("DIR"),
      "files of a dashboard instead of the one built in");
  add("no-log", "write no line for each request");
  add_grammar_option(visible);
  return visible;
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1";
}

server::Settings settings_of(const Parsed& parsed) {
  server::Settings out{.store = parsed.get<std::string>("store"),
                       .address = parsed.get<std::string>("listen"),
                       .port = parsed.get<std::uint16_t>("port"),
                       .hosts = parsed.get<std::vector<std::string>>("host"),
                       .origins = parsed.get<std::vector<std::string>>("origin"),
                       .version = BANGVANG_VERSION,
                       .grammars = own_grammars(parsed)};
  if (parsed.has("dashboard")) out.dashboard = parsed.get<std::string>("dashboard");
  if (parsed.has("token-file")) out.tokens = parsed.get<std::string>("token-file");
  out.read_grammars = [own = out.grammars]() -> Result<std::vector<grammar::SourceFile>> {
    return read_grammars(own);
  };
  if (!parsed.has("no-log")) {
    out.log = [](std::string_view line) { std::cout << line << '\n' << std::flush; };
  }
  return out;
}

// What others can do with a server that more than this machine reaches.
void tell_exposure(const server::Settings& settings) {
  if (is_loopback(settings.address)) return;
  complain("note: everybody who reaches " + settings.address +
           " can read the whole store, its articles and saved pages, unencrypted" +
           (settings.tokens ? ", and write to it with a token of " + *settings.tokens
                            : "; nobody can write to it"));
}

}  // namespace

int run_serve(const Command& command, const std::vector<std::string>& args) {
  const Parsed parsed = parse(command, options(), args);
  if (parsed.status) return *parsed.status;
  if (!parsed.has("store")) return usage_error(command, "--store is missing");
  server::Settings settings = settings_of(parsed);
  tell_exposure(settings);
  // Signals go to the thread that waits for them, and to no other.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  auto server = server::Server::open(std::move(settings));
  if (!server) {
    for (const Error& error : server.error()) complain(error.message());
    return kUsage;
  }
  std::cerr << "bangvang: serving at " << (*server)->address() << std::endl;
  std::jthread waiter([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    (*server)->stop();
  });
  (*server)->run();
  return kDone;
}

}  // namespace bangvang::cli
