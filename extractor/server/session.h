// One connection, from its first request to its last. Private to this room.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <atomic>
#include <list>
#include <memory>
#include <optional>
#include <string>

#include "extractor/server/listener.h"

namespace bangvang::server {

namespace beast = boost::beast;
namespace http = beast::http;
namespace asio = boost::asio;
using tcp = asio::ip::tcp;

class Session;

struct Listener::State {
  State(const Limits& given, Backend given_backend)
      : limits(given), backend(std::move(given_backend)) {}

  void accept();
  void take(tcp::socket socket);
  void stop();
  void wait_for_the_last(std::chrono::steady_clock::time_point until);

  const Limits limits;
  const Backend backend;
  std::uint16_t port = 0;
  bool stopping = false;
  std::list<Session*> waiting;  // for a request to be begun or ended, the longest first
  std::atomic<std::uint64_t> accepted = 0, dropped = 0, timed_out = 0, open = 0;
  // Below what sessions use: those that are left end with it.
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  asio::steady_timer timer{io};
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Listener::State& state);
  ~Session();

  void read();
  void cut();  // closes at once

 private:
  using Clock = std::chrono::steady_clock;
  using Parser = http::request_parser<http::string_body>;

  void on_head(beast::error_code error);
  void read_body();
  void on_body(beast::error_code error);
  void work();
  void write(Response response);
  void write_whole(Response response);
  void begin_stream(Response response);
  void next_piece();
  void write_piece(Result<std::string> piece);
  void after_write(beast::error_code error);
  void refuse_and_close(const Refusal& refusal);
  void close();
  void linger();
  void wait_among_others();
  void wait_no_longer();
  void set_deadline(std::chrono::milliseconds time) { stream_.expires_after(time); }
  template <class Body>
  void set_fields(http::response<Body>& message, const Response& response) const;

  Listener::State& state_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Request request_;
  Clock::time_point begin_;
  Response response_;  // that is being written
  std::string piece_;
  unsigned version_ = 11;
  bool keep_ = false;     // the connection stays open after this answer
  bool waiting_ = false;  // place_ is valid
  std::uint64_t written_ = 0;
  std::list<Session*>::iterator place_;
  std::shared_ptr<void> message_;  // the head that is being written, and its serializer
};

}  // namespace bangvang::server
