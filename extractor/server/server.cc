#include "extractor/server/server.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <thread>

#include "extractor/base/hash.h"
#include "extractor/json/writer.h"
#include "extractor/server/assets.h"
#include "extractor/server/cache.h"
#include "extractor/server/guard.h"
#include "extractor/server/listener.h"
#include "extractor/server/routes.h"
#include "extractor/server/workers.h"
#include "extractor/source/deflate.h"
#include "extractor/store/store.h"

namespace bangvang::server {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kAnswerTime{10};  // a person has left by then
constexpr std::size_t kQueue = 256;              // jobs that wait for a worker
constexpr std::size_t kCacheBytes = 64 << 20;
constexpr std::size_t kPackedFrom = 1024;  // below, gzip saves no packet
// More threads than cores: those who ask for little are not kept by those who ask for much.
constexpr unsigned kWorkersPerCore = 2, kFewestWorkers = 4, kMostWorkers = 16;

std::string now_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm time{};
  gmtime_r(&now, &time);
  char text[24];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &time);
  return {text, size};
}

std::shared_ptr<const Answer> answer_of(std::string type, std::shared_ptr<const std::string> body) {
  auto out = std::make_shared<Answer>();
  out->type = std::move(type);
  out->tag = blake2b_hex(*body, 12);
  if (body->size() >= kPackedFrom) {
    auto packed = source::gzip(*body);
    if (packed.size() < body->size()) {
      out->packed = std::make_shared<const std::string>(std::move(packed));
    }
  }
  out->body = std::move(body);
  return out;
}

bool takes_gzip(const Request& request) {
  const std::string_view accepted = request.header("accept-encoding");
  const auto at = accepted.find("gzip");
  return at != accepted.npos && !accepted.substr(at).starts_with("gzip;q=0,") &&
         accepted.substr(at) != "gzip;q=0";
}

// An answer in the form this client takes, or the word that it has it.
Response delivered(const Request& request, const Answer& answer) {
  const bool packed = answer.packed && takes_gzip(request);
  const std::string tag = '"' + answer.tag + (packed ? "-gz\"" : "\"");
  Response out;
  out.type = answer.type;
  out.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding"}};
  const std::string_view known = request.header("if-none-match");
  if (known == "*" || known.find('"' + answer.tag) != known.npos) {
    out.status = 304;
    out.body = std::make_shared<const std::string>();
    return out;
  }
  if (packed) out.headers.emplace_back("Content-Encoding", "gzip");
  out.body = packed ? answer.packed : answer.body;
  return out;
}

std::string log_line(const Exchange& exchange) {
  std::string line;
  json::Writer out(line);
  out.begin_object().key("time").string(now_utc());
  out.key("remote").string(exchange.request.remote);
  out.key("method").string(exchange.request.method);
  out.key("target").string(exchange.request.path.empty() ? "" : exchange.request.target);
  out.key("status").integer(exchange.status);
  out.key("bytes").integer(static_cast<std::int64_t>(exchange.bytes));
  out.key("us").integer(exchange.time.count());
  out.end_object();
  return line;
}

}  // namespace

struct Server::State {
  Settings settings;
  std::shared_ptr<const Knowledge> knowledge;
  std::map<std::string, std::shared_ptr<const Answer>, std::less<>> pages;
  std::shared_ptr<const Assets> assets;
  std::unique_ptr<Guard> guard;
  Cache cache{kCacheBytes};
  std::atomic<std::uint64_t> generation = 1;  // of what the store holds, as far as seen
  std::unique_ptr<Listener> listener;
  std::unique_ptr<Workers> workers;

  std::optional<Response> admit(const Request& request);
  Response answer(Context& context, const Request& request);
  Response route(Context& context, const Request& request, const Operations::Match& match);
  Response page(const Request& request);
  std::uint64_t state_of(Context& context);
};

std::optional<Response> Server::State::admit(const Request& request) {
  const std::string_view path =
      std::string_view(request.target).substr(0, request.target.find('?'));
  const auto match = Operations::get().match(request.method, path);
  auto refusal = guard->refuses(request, match.operation);
  if (!refusal && !match.operation && match.other_method) {
    refusal = Refusal{405, "method_not_allowed", "this address is not asked that way", ""};
  }
  if (!refusal) return std::nullopt;
  Response out = refuse(*refusal);
  if (refusal->status == 401) out.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (refusal->status == 405) out.headers.emplace_back("Allow", "GET, HEAD, POST, DELETE");
  add_safety(out);
  return out;
}

// Which state of the store an answer tells of: any that was read after a change has another.
std::uint64_t Server::State::state_of(Context& context) {
  const auto seen = context.store->state();
  if (!seen) return ++generation;
  if (std::exchange(context.seen, *seen) != *seen) return ++generation;
  return generation;
}

Response Server::State::page(const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    return refuse({405, "method_not_allowed", "this address is not asked that way", ""});
  }
  const Asset* asset = request.path.starts_with("/api/") ? nullptr : assets->find(request.path);
  if (!asset) return refuse({404, "not_found", "there is nothing at this address", ""});
  return delivered(request, *answer_of(asset->type, asset->bytes));
}

Response Server::State::route(Context& context, const Request& request,
                              const Operations::Match& match) {
  const Operation& operation = *match.operation;
  if (operation.id == "openapi") return Response::of(std::string(openapi()));
  if (operation.id == "health") return Response::of("{\"status\":\"ok\"}");
  if (auto wrong = Operations::check(operation, request)) return refuse(*wrong);
  const Route reply = route_of(operation.id);
  if (!reply) return refuse({501, "not_implemented", "this cannot be asked yet", ""});
  context.knowledge = knowledge;
  context.reviewer = guard->reviewer(request);
  context.store->give_up_at(Clock::now() + kAnswerTime);
  return reply(context, {request, match.values});
}

Response Server::State::answer(Context& context, const Request& request) {
  const std::string_view path =
      std::string_view(request.target).substr(0, request.target.find('?'));
  const auto match = Operations::get().match(request.method, path);
  Response out;
  if (!match.operation) {
    out = page(request);
  } else if (match.operation->method != "GET") {
    out = route(context, request, match);
  } else {
    const std::uint64_t state = state_of(context);
    if (const auto known = cache.find(request.target, state)) {
      out = delivered(request, *known);
    } else {
      out = route(context, request, match);
      if (out.status == 200 && out.body) {
        const auto fresh = answer_of(out.type, out.body);
        cache.put(request.target, state, fresh);
        out = delivered(request, *fresh);
      }
    }
  }
  add_safety(out);
  return out;
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

std::expected<std::unique_ptr<Server>, std::vector<Error>> Server::open(
    Settings settings, const std::vector<grammar::SourceFile>& grammars) {
  const auto refuse = [](Error error) { return std::unexpected(std::vector{std::move(error)}); };
  auto state = std::make_unique<State>();
  auto knowledge = Knowledge::load(grammars);
  if (!knowledge) return std::unexpected(std::move(knowledge.error()));
  state->knowledge = *std::move(knowledge);
  auto assets = Assets::load(settings.dashboard);
  if (!assets) return refuse(assets.error());
  state->assets = *std::move(assets);

  std::size_t threads = settings.workers;
  if (threads == 0) {
    threads = std::clamp(std::thread::hardware_concurrency() * kWorkersPerCore, kFewestWorkers,
                         kMostWorkers);
  }
  std::vector<std::unique_ptr<Context>> contexts;
  for (std::size_t i = 0; i < threads; ++i) {
    auto store = store::open(settings.store, store::Access::kRead);
    if (!store) return refuse(store.error());
    contexts.push_back(std::make_unique<Context>(*std::move(store), state->knowledge));
  }
  State* self = state.get();
  Backend backend{
      .admit = [self](const Request& head) { return self->admit(head); },
      .post = [self](Workers::Job job) { return self->workers->post(std::move(job)); },
      .answer = [self](Context& context,
                       const Request& request) { return self->answer(context, request); },
      .done =
          [self](const Exchange& exchange) {
            if (self->settings.log) self->settings.log(log_line(exchange));
          }};
  auto listener = Listener::open(settings.address, settings.port, Limits{}, std::move(backend));
  if (!listener) return refuse(listener.error());
  state->listener = *std::move(listener);
  std::vector<std::string> hosts = settings.hosts;
  for (const char* name : {"localhost", "127.0.0.1", "[::1]"}) hosts.emplace_back(name);
  hosts.push_back(settings.address.find(':') == std::string::npos ? settings.address
                                                                  : '[' + settings.address + ']');
  state->guard = std::make_unique<Guard>(std::move(hosts), Tokens{});
  state->workers = std::make_unique<Workers>(std::move(contexts), kQueue);
  state->settings = std::move(settings);
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

std::string Server::address() const {
  const std::string& ip = state_->settings.address;
  const bool six = ip.find(':') != std::string::npos;
  return "http://" + (six ? '[' + ip + ']' : ip) + ':' + std::to_string(state_->listener->port()) +
         '/';
}

void Server::run() {
  state_->listener->run();
  state_->workers.reset();
}

void Server::stop() { state_->listener->stop(); }

}  // namespace bangvang::server
