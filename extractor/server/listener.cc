#include "extractor/server/listener.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>

#include "extractor/server/session.h"

namespace bangvang::server {

Listener::Listener(std::shared_ptr<State> state) : state_(std::move(state)) {}
Listener::~Listener() = default;

Result<std::unique_ptr<Listener>> Listener::open(const std::string& address, std::uint16_t port,
                                                 const Limits& limits, Backend backend) {
  const auto refuse = [&](const std::string& reason) {
    return fail(Error::Kind::kUnreadable, reason, {}, address + ":" + std::to_string(port));
  };
  beast::error_code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error) return refuse("is no IP address");
  auto state = std::make_shared<State>(limits, std::move(backend));
  tcp::acceptor& acceptor = state->acceptor;
  const tcp::endpoint endpoint(ip, port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return refuse("cannot be listened on: " + error.message());
  state->port = acceptor.local_endpoint().port();
  return std::unique_ptr<Listener>(new Listener(std::move(state)));
}

std::uint16_t Listener::port() const { return state_->port; }

void Listener::run() {
  state_->accept();
  state_->io.run();
}

void Listener::stop() {
  asio::post(state_->io, [state = state_.get()] { state->stop(); });
}

Listener::Counts Listener::counts() const {
  return {state_->accepted, state_->dropped, state_->timed_out, state_->open};
}

void Listener::State::accept() {
  acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
    if (stopping) return;
    if (error) {
      // Out of descriptors, or a connection that went before it was taken: the next may do.
      ++dropped;
      timer.expires_after(std::chrono::milliseconds(50));
      timer.async_wait([this](beast::error_code cancelled) {
        if (!cancelled && !stopping) accept();
      });
      return;
    }
    ++accepted;
    take(std::move(socket));
    accept();
  });
}

void Listener::State::take(tcp::socket socket) {
  if (open >= limits.connections) {
    ++dropped;
    // Who has said nothing for longest makes room; when all are being served, the new one waits
    // outside.
    if (waiting.empty()) return;
    waiting.front()->cut();
  }
  beast::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  std::make_shared<Session>(std::move(socket), *this)->read();
}

void Listener::State::stop() {
  if (std::exchange(stopping, true)) return;
  beast::error_code ignored;
  acceptor.close(ignored);
  timer.cancel();
  while (!waiting.empty()) waiting.front()->cut();
  wait_for_the_last(std::chrono::steady_clock::now() + limits.drain_time);
}

void Listener::State::wait_for_the_last(std::chrono::steady_clock::time_point until) {
  constexpr std::chrono::milliseconds kBetweenLooks{20};
  if (open == 0 || std::chrono::steady_clock::now() > until) return io.stop();
  timer.expires_after(kBetweenLooks);
  timer.async_wait([this, until](beast::error_code cancelled) {
    if (!cancelled) wait_for_the_last(until);
  });
}

}  // namespace bangvang::server
