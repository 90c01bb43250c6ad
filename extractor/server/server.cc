#include "extractor/server/server.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "extractor/json/writer.h"
#include "extractor/server/assets.h"
#include "extractor/server/cache.h"
#include "extractor/server/clock.h"
#include "extractor/server/delivery.h"
#include "extractor/server/guard.h"
#include "extractor/server/listener.h"
#include "extractor/server/metrics.h"
#include "extractor/server/routes.h"
#include "extractor/server/workers.h"
#include "extractor/store/store.h"

namespace bangvang::server {
namespace {

constexpr std::size_t kQueue = 256;  // jobs that wait for a worker
constexpr std::size_t kCacheBytes = 64 << 20;
// More threads than cores: those who ask for little are not kept by those who ask for much.
constexpr unsigned kWorkersPerCore = 2, kFewestWorkers = 4, kMostWorkers = 16;

std::string_view path_of(const Request& request) {
  return std::string_view(request.target).substr(0, request.target.find('?'));
}

Response refused(const Refusal& refusal) {
  Response out = refuse(refusal);
  if (refusal.status == 401) out.headers.emplace_back("WWW-Authenticate", "Bearer");
  return out;
}

Response wrong_method(const std::string& allowed) {
  Response out = refuse({405, "method_not_allowed", "this address is not asked that way", ""});
  out.headers.emplace_back("Allow", allowed);
  return out;
}

// Of an answer in the cache.
std::string cache_key(const std::string& target, bool packed) {
  return target + (packed ? " gzip" : "");
}

std::string log_line(const Exchange& exchange, const std::string& reviewer) {
  std::string line;
  json::Writer out(line);
  out.begin_object().key("time").string(now_utc());
  out.key("remote").string(exchange.request.remote);
  out.key("method").string(exchange.request.method);
  // What could not be read as an address is not written either.
  out.key("target").string(exchange.request.path.empty() ? "" : exchange.request.target);
  out.key("status").integer(exchange.status);
  out.key("bytes").integer(static_cast<std::int64_t>(exchange.bytes));
  out.key("us").integer(exchange.time.count());
  if (!reviewer.empty()) out.key("reviewer").string(reviewer);
  out.end_object();
  return line;
}

}  // namespace

struct Server::State {
  Settings settings;
  Shared shared;
  std::shared_ptr<const Assets> assets;
  std::unique_ptr<Guard> guard;
  Metrics metrics;
  Cache cache{kCacheBytes};
  std::atomic<std::uint64_t> generation = 1;  // of what answers are made of, as far as seen
  std::mutex watching;
  std::unique_ptr<store::Store> watched;
  std::uint64_t seen = 0;  // the state of what is watched when last looked at
  std::unique_ptr<Listener> listener;
  std::unique_ptr<Workers> workers;

  std::optional<Response> admit(const Request& request) const;
  Response answer(Context& context, const Request& request);
  Response from_store(Context& context, const Request& request, const Operations::Match& match);
  Response routed(Context& context, const Request& request, const Operations::Match& match);
  void prepare();
  Response page(const Request& request) const;
  std::string numbers() const;
  std::uint64_t state_now();
  void done(const Exchange& exchange);

  Result<void> open_guard();
  Result<void> open_workers();
};

std::optional<Response> Server::State::admit(const Request& request) const {
  const auto match = Operations::get().match(request.method, path_of(request));
  const auto refusal = guard->refuses(request, match.operation);
  const bool wrong = !match.operation && !match.methods.empty();
  if (!refusal && !wrong) return std::nullopt;
  Response out = refusal ? refused(*refusal) : wrong_method(match.methods);
  add_safety(out);
  return out;
}

// Which state of the store an answer tells of: any that was read after a change has another. One
// hold on the store is asked for all workers, so that each change is seen once.
std::uint64_t Server::State::state_now() {
  const std::scoped_lock lock(watching);
  const auto now = watched->state();
  if (!now || std::exchange(seen, *now) != *now) ++generation;
  return generation;
}

Response Server::State::page(const Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") return wrong_method("GET, HEAD");
  const Asset* asset = request.path.starts_with("/api/") ? nullptr : assets->find(request.path);
  if (!asset) return refuse({404, "not_found", "there is nothing at this address", ""});
  return delivered(request, takes_gzip(request) ? *asset->packed : *asset->plain);
}

std::string Server::State::numbers() const {
  std::string out = metrics.text();
  const Listener::Counts counts = listener->counts();
  Metrics::counter(out, "bangvang_connections_total", "Connections taken.", counts.accepted);
  Metrics::counter(out, "bangvang_connections_dropped_total", "Connections cut to make room.",
                   counts.dropped);
  Metrics::counter(out, "bangvang_timeouts_total", "Connections that were too slow.",
                   counts.timed_out);
  Metrics::gauge(out, "bangvang_connections", "Connections now open.", counts.open);
  Metrics::gauge(out, "bangvang_queue", "Requests that wait for a worker.", workers->waiting());
  Metrics::gauge(out, "bangvang_cache_bytes", "Answers kept.", cache.bytes());
  return out;
}

Response Server::State::routed(Context& context, const Request& request,
                               const Operations::Match& match) {
  const Operation& operation = *match.operation;
  if (auto wrong = Operations::check(operation, request)) return refuse(*wrong);
  if (operation.id == "openapi") return Response::of(std::string(openapi()));
  if (operation.id == "metrics") {
    return Response::of(numbers(), "text/plain; version=0.0.4; charset=utf-8");
  }
  if (operation.id == "health") {
    const auto state = context.store->state();
    return state ? Response::of("{\"status\":\"ok\"}") : failed(state.error());
  }
  json::Value body;
  if (!operation.members.empty()) {
    auto read = Operations::body_of(operation, request);
    if (!read) return refuse(read.error());
    body = *std::move(read);
  }
  context.knowledge = shared.grammars->knowledge();
  context.reviewer = guard->reviewer(request);
  context.more_time();
  return route_of(operation.id)(context, {request, match.values, operation.order, body});
}

Response Server::State::from_store(Context& context, const Request& request,
                                   const Operations::Match& match) {
  const std::uint64_t state = state_now();
  const bool pack = takes_gzip(request);
  const std::string key = cache_key(request.target, pack);
  if (const auto known = cache.find(key, state)) return delivered(request, *known);
  Response out = routed(context, request, match);
  if (out.status != 200 || out.stream) return out;
  const auto fresh = answer_of(out.type, out.body, pack);
  // What names a file to save it as is not asked for often.
  if (out.headers.empty()) cache.put(key, state, fresh);
  Response sent = delivered(request, *fresh);
  std::ranges::move(out.headers, std::back_inserter(sent.headers));
  return sent;
}

// What the first page asks for takes seconds in a large store: it is made before anybody asks, for
// browsers, which take it packed. Nobody waits for it, so that it may take its time.
void Server::State::prepare() {
  workers->post([this](Context& context) {
    const Request request{.method = "GET", .target = "/api/v1/stats", .path = "/api/v1/stats"};
    const std::uint64_t state = state_now();
    context.knowledge = shared.grammars->knowledge();
    context.store->give_up_at(std::nullopt);
    const Response made = stats(context, {request, {}, {}, {}});
    if (made.status != 200) return;
    cache.put(cache_key(request.target, true), state, answer_of(made.type, made.body, true));
  });
}

Response Server::State::answer(Context& context, const Request& request) {
  const auto match = Operations::get().match(request.method, path_of(request));
  Response out;
  if (!match.operation) {
    out = page(request);
  } else if (match.operation->method == "GET" && !match.operation->fleeting) {
    out = from_store(context, request, match);
  } else {
    out = routed(context, request, match);
    out.headers.emplace_back("Cache-Control", "no-store");
  }
  add_safety(out);
  guard->allow(request, out);
  return out;
}

void Server::State::done(const Exchange& exchange) {
  const Request& request = exchange.request;
  const auto match = Operations::get().match(request.method, path_of(request));
  const std::string name = match.operation          ? match.operation->id
                           : request.path.empty()   ? "unreadable"
                           : exchange.status == 200 ? "page"
                                                    : "none";
  metrics.add(name, exchange.status, exchange.bytes, exchange.time);
  if (settings.log) settings.log(log_line(exchange, guard->reviewer(request)));
}

Result<void> Server::State::open_guard() {
  Tokens tokens;
  if (settings.tokens) {
    auto read = Tokens::read(*settings.tokens);
    if (!read) return std::unexpected(read.error());
    tokens = *std::move(read);
    auto store = store::open(settings.store, store::Access::kWrite);
    if (!store) return std::unexpected(store.error());
    shared.writing = std::make_unique<Writing>(*std::move(store));
    shared.review = true;
  }
  std::vector<std::string> hosts = settings.hosts;
  for (const char* name : {"localhost", "127.0.0.1", "[::1]"}) hosts.emplace_back(name);
  const std::string& ip = settings.address;
  hosts.push_back(ip.find(':') == std::string::npos ? ip : '[' + ip + ']');
  guard = std::make_unique<Guard>(std::move(hosts), settings.origins, std::move(tokens));
  return {};
}

Result<void> Server::State::open_workers() {
  std::size_t threads = settings.workers;
  if (threads == 0) {
    threads = std::clamp(std::thread::hardware_concurrency() * kWorkersPerCore, kFewestWorkers,
                         kMostWorkers);
  }
  std::vector<std::unique_ptr<Context>> contexts;
  for (std::size_t i = 0; i < threads; ++i) {
    auto store = store::open(settings.store, store::Access::kRead);
    if (!store) return std::unexpected(store.error());
    contexts.push_back(std::make_unique<Context>(*std::move(store), nullptr, &shared));
  }
  auto store = store::open(settings.store, store::Access::kRead);
  if (!store) return std::unexpected(store.error());
  watched = *std::move(store);
  workers = std::make_unique<Workers>(std::move(contexts), kQueue);
  return {};
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

std::expected<std::unique_ptr<Server>, std::vector<Error>> Server::open(Settings settings) {
  const auto refuse = [](Error error) { return std::unexpected(std::vector{std::move(error)}); };
  auto state = std::make_unique<State>();
  State* self = state.get();
  state->shared.version = settings.version;
  auto grammars =
      Grammars::load(settings.read_grammars, settings.grammars, [self] { ++self->generation; });
  if (!grammars) return std::unexpected(std::move(grammars.error()));
  state->shared.grammars = *std::move(grammars);
  auto assets = Assets::load(settings.dashboard);
  if (!assets) return refuse(assets.error());
  state->assets = *std::move(assets);
  state->settings = std::move(settings);
  if (auto opened = state->open_guard(); !opened) return refuse(opened.error());
  if (auto opened = state->open_workers(); !opened) return refuse(opened.error());
  Backend backend{
      .admit = [self](const Request& head) { return self->admit(head); },
      .post = [self](Workers::Job job) { return self->workers->post(std::move(job)); },
      .answer = [self](Context& context,
                       const Request& request) { return self->answer(context, request); },
      .done = [self](const Exchange& exchange) { self->done(exchange); }};
  auto listener =
      Listener::open(self->settings.address, self->settings.port, Limits{}, std::move(backend));
  if (!listener) return refuse(listener.error());
  state->listener = *std::move(listener);
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

std::string Server::address() const {
  const std::string& ip = state_->settings.address;
  const bool six = ip.find(':') != std::string::npos;
  return "http://" + (six ? '[' + ip + ']' : ip) + ':' + std::to_string(state_->listener->port()) +
         '/';
}

void Server::run() {
  state_->prepare();
  state_->listener->run();
  state_->workers.reset();
}

void Server::stop() { state_->listener->stop(); }

}  // namespace bangvang::server
