// `bangvang serve` under load from this process: how many requests a second, how long they take,
// and what the server holds in memory meanwhile. Every answer is checked: its status, its length,
// and that one address gives one answer while the store stays as it is.
//
// usage: bangvang_serve_bench COMMAND STORE [SECONDS]
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "extractor/json/value.h"

namespace {

using bangvang::json::Value;
using Clock = std::chrono::steady_clock;

constexpr int kClients = 8;
constexpr int kPort = 18099;

[[noreturn]] void fail(const std::string& why) {
  std::fprintf(stderr, "bangvang_serve_bench: %s\n", why.c_str());
  std::exit(1);
}

struct Answer {
  int status = 0;
  std::string tag, body;
};

// One connection that is kept.
class Client {
 public:
  Client() {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(kPort);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    open_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(socket_); }
  bool open() const { return open_; }

  Answer get(const std::string& target, const std::string& known = {}) {
    std::string request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    if (!known.empty()) request += "If-None-Match: " + known + "\r\n";
    request += "\r\n";
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      fail("the server closed a connection: " + target);
    }
    std::size_t end = 0;
    while ((end = held_.find("\r\n\r\n")) == std::string::npos) more(target);
    const std::string head = held_.substr(0, end + 2);
    Answer out{.status = std::atoi(head.c_str() + 9), .tag = field(head, "ETag: ")};
    const std::size_t length = std::strtoul(field(head, "Content-Length: ").c_str(), nullptr, 10);
    while (held_.size() < end + 4 + length) more(target);
    out.body = held_.substr(end + 4, length);
    held_.erase(0, end + 4 + length);
    return out;
  }

 private:
  void more(const std::string& target) {
    char piece[65536];
    const ssize_t size = ::recv(socket_, piece, sizeof piece, 0);
    if (size <= 0) fail("an answer broke off: " + target);
    held_.append(piece, static_cast<std::size_t>(size));
  }
  static std::string field(const std::string& head, const char* name) {
    const auto at = head.find(name);
    if (at == std::string::npos) return {};
    const auto begin = at + std::strlen(name);
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }

  int socket_ = -1;
  bool open_ = false;
  std::string held_;
};

std::string escaped(const std::string& text) {
  std::string out;
  char code[4];
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c))) {
      out += c;
    } else {
      std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned char>(c));
      out += code;
    }
  }
  return out;
}

Value asked(Client& client, const std::string& target) {
  const Answer answer = client.get(target);
  const auto read = Value::parse(answer.body);
  if (answer.status != 200 || !read) fail(target + " is answered " + std::to_string(answer.status));
  return *read;
}

struct Kind {
  const char* name;
  unsigned share;                    // of a hundred requests
  std::vector<std::string> targets;  // each asked about equally often
};

// What people ask, made of what the store holds: lists and searches with filters, then records.
class Questions {
 public:
  explicit Questions(Client& client) {
    const std::string api = "/api/v1/";
    std::vector<std::string> provinces, forms;
    for (const Value& facet : asked(client, api + "awards/facets")["facets"].items()) {
      const std::string kind = *facet["kind"].string(), value = *facet["value"].string();
      if (kind == "province") provinces.push_back(value);
      if (kind == "form") forms.push_back(value);
    }
    if (provinces.empty() || forms.empty()) fail("the store holds no award");
    for (std::size_t i = 0; i < provinces.size(); ++i) {
      const std::string& province = provinces[i];
      const std::string where = "province=" + province;
      const std::string form = "&form=" + forms[i % forms.size()];
      add(kinds[1], api + "awards?" + where + "&limit=20");
      add(kinds[1], api + "awards?" + where + form + "&year=2019..2024&limit=20");
      add(kinds[2], api + "awards/facets?" + where + form);
      records(client, api + "awards?" + where + "&limit=60", api + "awards/", kinds[4]);
      records(client, api + "agencies?" + where + "&limit=30", api + "agencies/", kinds[6]);
      for (const Value& item :
           asked(client, api + "articles?" + where + "&limit=40")["items"].items()) {
        add(kinds[5], api + "articles/" + *item["id"].string());
        searches(api, where, item["title"].string().value_or(""));
      }
    }
  }

  std::vector<Kind> kinds{{"search", 25, {}},      {"award lists", 20, {}}, {"award facets", 5, {}},
                          {"suggestions", 10, {}}, {"award", 20, {}},       {"article", 15, {}},
                          {"agency", 5, {}}};

 private:
  static void add(Kind& kind, const std::string& target) { kind.targets.push_back(target); }

  void records(Client& client, const std::string& list, const std::string& base, Kind& kind) {
    for (const Value& item : asked(client, list)["items"].items()) {
      add(kind, base + escaped(*item["id"].string()));
    }
  }

  // Three words of a title, alone and within a province; its beginning as it is typed.
  void searches(const std::string& api, const std::string& where, const std::string& title) {
    std::size_t end = 0;
    for (int words = 0; words < 3 && end != std::string::npos; ++words) {
      end = title.find(' ', end + 1);
    }
    const std::string words = escaped(title.substr(0, end));
    if (words.empty()) return;
    add(kinds[0], api + "search?limit=10&q=" + words);
    add(kinds[0], api + "search?limit=10&q=" + words + "&" + where);
    add(kinds[3], api + "suggestions?q=" + words.substr(0, words.find("%20")));
  }
};

struct Load {
  std::vector<double> milliseconds;
  double seconds = 0;
};

// Remembers what each address answered first.
class Checker {
 public:
  void check(const std::string& target, const Answer& answer) {
    if (answer.status != 200 || answer.body.empty() || answer.tag.empty()) {
      fail(target + " is answered " + std::to_string(answer.status) + ": " + answer.body);
    }
    const std::size_t digest = std::hash<std::string>{}(answer.body);
    const std::scoped_lock lock(mutex_);
    const auto [known, fresh] = seen_.try_emplace(target, digest);
    if (!fresh && known->second != digest) fail(target + " is answered in two ways");
  }

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::size_t> seen_;
};

using Ask = std::function<void(Client&, std::mt19937&)>;

Load run(double seconds, const Ask& ask) {
  std::vector<std::vector<double>> times(kClients);
  std::vector<std::thread> threads;
  const auto begin = Clock::now();
  const auto end = begin + std::chrono::duration<double>(seconds);
  for (int i = 0; i < kClients; ++i) {
    threads.emplace_back([&, i] {
      Client client;
      std::mt19937 random(static_cast<unsigned>(i));
      for (auto now = Clock::now(); now < end;) {
        ask(client, random);
        const auto after = Clock::now();
        times[static_cast<std::size_t>(i)].push_back(
            std::chrono::duration<double, std::milli>(after - now).count());
        now = after;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  Load load{.seconds = std::chrono::duration<double>(Clock::now() - begin).count()};
  for (const auto& list : times) {
    load.milliseconds.insert(load.milliseconds.end(), list.begin(), list.end());
  }
  std::ranges::sort(load.milliseconds);
  return load;
}

void print(const char* name, const Load& load) {
  const auto& times = load.milliseconds;
  const auto at = [&](double part) {
    return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
  };
  std::printf("| %s | %zu | %.0f | %.1f | %.1f | %.1f | %.0f |\n", name, times.size(),
              static_cast<double>(times.size()) / load.seconds, at(0.5), at(0.95), at(0.99),
              times.back());
  std::fflush(stdout);
}

double resident_megabytes(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/statm");
  std::size_t all = 0, resident = 0;
  file >> all >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

pid_t start(const char* command, const char* store) {
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string port = std::to_string(kPort);
    ::execl(command, command, "serve", "--store", store, "--port", port.c_str(), "--no-log",
            static_cast<char*>(nullptr));
    std::_Exit(127);
  }
  for (int i = 0; i < 600; ++i) {
    if (Client client; client.open() && client.get("/healthz").status == 200) return child;
    if (::waitpid(child, nullptr, WNOHANG) != 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  fail("the server did not start");
}

void measure(pid_t server, double seconds) {
  Client client;
  Questions questions(client);
  Checker checker;
  std::printf("mix:");
  for (const Kind& kind : questions.kinds) {
    if (kind.targets.empty()) fail(std::string("nothing to ask for: ") + kind.name);
    std::printf(" %u %% %s (%zu addresses)", kind.share, kind.name, kind.targets.size());
  }
  std::printf("; %d connections\n\n", kClients);
  std::printf("| load | requests | a second | p50 ms | p95 ms | p99 ms | most ms |\n");
  std::printf("|---|---|---|---|---|---|---|\n");
  const auto pick = [](std::mt19937& random, const Kind& kind) -> const std::string& {
    return kind.targets[random() % kind.targets.size()];
  };
  const auto ask = [&](Client& one, std::mt19937& random, const Kind& kind) {
    const std::string& target = pick(random, kind);
    checker.check(target, one.get(target));
  };
  const auto mixed = [&](Client& one, std::mt19937& random) {
    unsigned share = static_cast<unsigned>(random() % 100);
    for (const Kind& kind : questions.kinds) {
      if (share < kind.share) return ask(one, random, kind);
      share -= kind.share;
    }
  };
  print("mixed", run(seconds, mixed));
  const double early = resident_megabytes(server);
  for (const Kind& kind : questions.kinds) {
    print(kind.name, run(std::min(seconds, 5.0),
                         [&](Client& one, std::mt19937& random) { ask(one, random, kind); }));
  }
  const Kind& records = questions.kinds[4];
  std::unordered_map<std::string, std::string> tags;
  Client again;  // the server has closed the one above, which was silent
  for (const std::string& target : records.targets) tags[target] = again.get(target).tag;
  print("not modified", run(std::min(seconds, 5.0), [&](Client& one, std::mt19937& random) {
          const std::string& target = pick(random, records);
          if (one.get(target, tags.at(target)).status != 304) fail(target + " was modified");
        }));
  print("mixed again", run(seconds, mixed));
  std::printf("\nresident memory: %.0f MB after the first mix, %.0f MB at the end\n", early,
              resident_megabytes(server));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) fail("usage: bangvang_serve_bench COMMAND STORE [SECONDS]");
  const pid_t server = start(argv[1], argv[2]);
  measure(server, argc > 3 ? std::atof(argv[3]) : 20);
  ::kill(server, SIGTERM);
  int status = 0;
  ::waitpid(server, &status, 0);
  if (status != 0) fail("the server ended badly");
}
