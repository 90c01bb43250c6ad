#include "extractor/server/session.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>

namespace bangvang::server {
namespace {

// What is still on its way from a client that was refused; reading a little of it lets the refusal
// arrive before the connection is reset.
constexpr std::size_t kLingerBytes = 256 << 10;
constexpr std::chrono::milliseconds kLingerTime{1'000};

std::string text_of(beast::string_view view) { return {view.data(), view.size()}; }

std::string lower(beast::string_view name) {
  std::string out = text_of(name);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

// A header of ours never holds a line break, whatever it was made of.
std::string one_line(std::string value) {
  std::erase_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  return value;
}

Refusal refusal_of(beast::error_code error) {
  if (error == http::error::header_limit) {
    return {431, "header_too_large", "the header of the request is too large", ""};
  }
  if (error == http::error::body_limit) {
    return {413, "body_too_large", "the body of the request is too large", ""};
  }
  return {400, "bad_request", "the request is not HTTP/1.1 as we read it", ""};
}

// After these there is nobody to answer to.
bool is_gone(beast::error_code error) {
  return error == http::error::end_of_stream || error == beast::error::timeout ||
         error == asio::error::operation_aborted || error == http::error::partial_message ||
         error.category() == asio::error::get_system_category() ||
         error.category() == asio::error::get_misc_category();
}

}  // namespace

Session::Session(tcp::socket socket, Listener::State& state)
    : state_(state), stream_(std::move(socket)) {
  ++state_.open;
  beast::error_code error;
  const auto end = beast::get_lowest_layer(stream_).socket().remote_endpoint(error);
  if (!error) request_.remote = end.address().to_string();
}

Session::~Session() {
  wait_no_longer();
  --state_.open;
}

void Session::wait_among_others() {
  wait_no_longer();
  place_ = state_.waiting.insert(state_.waiting.end(), this);
  waiting_ = true;
}

void Session::wait_no_longer() {
  if (std::exchange(waiting_, false)) state_.waiting.erase(place_);
}

void Session::cut() {
  wait_no_longer();
  stream_.close();
}

void Session::read() {
  request_ = Request{.remote = std::move(request_.remote)};
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(state_.limits.header_bytes));
  parser_->body_limit(state_.limits.body_bytes);
  set_deadline(state_.limits.header_time);
  wait_among_others();
  http::async_read_header(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](beast::error_code error, std::size_t) { self->on_head(error); });
}

void Session::on_head(beast::error_code error) {
  begin_ = Clock::now();
  if (error) {
    if (error == beast::error::timeout) ++state_.timed_out;
    if (is_gone(error)) return cut();
    return refuse_and_close(refusal_of(error));
  }
  const auto& head = parser_->get();
  version_ = head.version();
  keep_ = head.keep_alive() && !state_.stopping;
  request_.method = text_of(head.method_string());
  request_.target = text_of(head.target());
  for (const auto& field : head) {
    request_.headers.emplace_back(lower(field.name_string()), text_of(field.value()));
  }
  const bool doubly =
      head.count(http::field::content_length) > 0 && head.count(http::field::transfer_encoding) > 0;
  if (doubly || head.count(http::field::content_length) > 1 || head.count(http::field::host) > 1) {
    return refuse_and_close({400, "bad_request", "the request contradicts itself", ""});
  }
  if (!read_target(request_)) {
    return refuse_and_close({400, "bad_request", "the address of the request cannot be read", ""});
  }
  if (auto early = state_.backend.admit(request_)) {
    if (!parser_->is_done()) keep_ = false;
    wait_no_longer();
    return write(*std::move(early));
  }
  read_body();
}

void Session::read_body() {
  const bool expects = beast::iequals(parser_->get()[http::field::expect], "100-continue");
  set_deadline(state_.limits.body_time);
  const auto go_on = [self = shared_from_this()] {
    http::async_read(self->stream_, self->buffer_, *self->parser_,
                     [self](beast::error_code error, std::size_t) { self->on_body(error); });
  };
  if (!expects || parser_->is_done()) return go_on();
  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::async_write(stream_, asio::buffer(kContinue.data(), kContinue.size()),
                    [self = shared_from_this(), go_on](beast::error_code error, std::size_t) {
                      error ? self->cut() : go_on();
                    });
}

void Session::on_body(beast::error_code error) {
  if (error) {
    if (error == beast::error::timeout) ++state_.timed_out;
    if (is_gone(error)) return cut();
    return refuse_and_close(refusal_of(error));
  }
  wait_no_longer();
  request_.body = std::move(parser_->get().body());
  work();
}

void Session::work() {
  stream_.expires_never();
  // The session comes back to its own thread within the job, so that it also ends there.
  const bool posted = state_.backend.post([self = shared_from_this()](Context& context) mutable {
    Response response = self->state_.backend.answer(context, self->request_);
    const auto home = self->stream_.get_executor();
    asio::post(home, [held = std::move(self), response = std::move(response)]() mutable {
      held->write(std::move(response));
    });
  });
  if (posted) return;
  Response busy = refuse({503, "busy", "too many requests wait; try again in a second", ""});
  busy.headers.emplace_back("Retry-After", "1");
  write(std::move(busy));
}

void Session::refuse_and_close(const Refusal& refusal) {
  wait_no_longer();
  keep_ = false;
  write(refuse(refusal));
}

template <class Body>
void Session::set_fields(http::response<Body>& message, const Response& response) const {
  message.version(version_);
  message.result(static_cast<unsigned>(response.status));
  message.keep_alive(keep_);
  if (response.status != 304) message.set(http::field::content_type, response.type);
  for (const auto& [name, value] : response.headers) message.set(name, one_line(value));
}

void Session::write(Response response) {
  written_ = 0;
  if (state_.stopping) keep_ = false;
  response.stream ? begin_stream(std::move(response)) : write_whole(std::move(response));
}

void Session::write_whole(Response response) {
  response_ = std::move(response);
  const bool bodiless = request_.method == "HEAD" || response_.status == 304;
  const std::string_view body = response_.body ? *response_.body : std::string_view();
  const auto seconds = std::chrono::seconds(body.size() / state_.limits.write_rate);
  set_deadline(state_.limits.write_time + seconds);
  using Message = http::response<http::span_body<const char>>;
  auto message = std::make_shared<Message>();
  set_fields(*message, response_);
  if (response_.status != 304) message->content_length(body.size());
  if (!bodiless) message->body() = {body.data(), body.size()};
  message_ = message;
  written_ = bodiless ? 0 : body.size();
  const auto then = [self = shared_from_this()](beast::error_code error, std::size_t) {
    self->after_write(error);
  };
  if (!bodiless) return http::async_write(stream_, *message, then);
  auto serializer =
      std::make_shared<http::response_serializer<http::span_body<const char>>>(*message);
  http::async_write_header(
      stream_, *serializer,
      [serializer, then](beast::error_code error, std::size_t size) { then(error, size); });
}

void Session::begin_stream(Response response) {
  response_ = std::move(response);
  set_deadline(state_.limits.write_time);
  auto message = std::make_shared<http::response<http::empty_body>>();
  if (version_ < 11) keep_ = false;  // the end of the connection is the end of the answer
  set_fields(*message, response_);
  if (version_ >= 11) message->chunked(true);
  message_ = message;
  auto serializer = std::make_shared<http::response_serializer<http::empty_body>>(*message);
  const bool bodiless = request_.method == "HEAD";
  http::async_write_header(
      stream_, *serializer,
      [self = shared_from_this(), serializer, bodiless](beast::error_code error, std::size_t) {
        if (error || bodiless) return self->after_write(error);
        self->next_piece();
      });
}

void Session::next_piece() {
  stream_.expires_never();
  const bool posted = state_.backend.post([self = shared_from_this()](Context& context) mutable {
    auto piece = self->response_.stream(context);
    const auto home = self->stream_.get_executor();
    asio::post(home, [held = std::move(self), piece = std::move(piece)]() mutable {
      held->write_piece(std::move(piece));
    });
  });
  if (!posted) after_write(asio::error::try_again);
}

void Session::write_piece(Result<std::string> piece) {
  if (!piece) return after_write(asio::error::fault);
  piece_ = *std::move(piece);
  written_ += piece_.size();
  set_deadline(state_.limits.write_time +
               std::chrono::seconds(piece_.size() / state_.limits.write_rate));
  const bool last = piece_.empty();
  const auto then = [self = shared_from_this(), last](beast::error_code error, std::size_t) {
    error || last ? self->after_write(error) : self->next_piece();
  };
  if (version_ < 11) return asio::async_write(stream_, asio::buffer(piece_), then);
  if (last) return asio::async_write(stream_, http::make_chunk_last(), then);
  asio::async_write(stream_, http::make_chunk(asio::buffer(piece_)), then);
}

void Session::after_write(beast::error_code error) {
  if (error == beast::error::timeout) ++state_.timed_out;
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin_);
  state_.backend.done({request_, response_.status, written_, time});
  response_ = Response{};
  piece_.clear();
  message_.reset();
  if (error) return cut();
  if (!keep_) return close();
  read();
}

void Session::close() {
  beast::error_code ignored;
  stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  set_deadline(kLingerTime);
  written_ = 0;
  linger();
}

void Session::linger() {
  if (written_ > kLingerBytes) return cut();
  buffer_.clear();
  stream_.async_read_some(buffer_.prepare(16 << 10),
                          [self = shared_from_this()](beast::error_code error, std::size_t size) {
                            if (error) return self->cut();
                            self->written_ += size;
                            self->linger();
                          });
}

}  // namespace bangvang::server
