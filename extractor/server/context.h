// What a worker has at hand while it answers. Private to this room.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "extractor/server/grammars.h"
#include "extractor/server/writing.h"
#include "extractor/store/store.h"

namespace bangvang::server {

// What all workers know of the server.
struct Shared {
  std::string version;               // of the program
  bool review = false;               // writing routes are open to who has a token
  std::unique_ptr<Writing> writing;  // when they are
  std::unique_ptr<Grammars> grammars;
};

struct Context {
  std::unique_ptr<store::Store> store;
  std::shared_ptr<const Knowledge> knowledge;  // as of the beginning of the request
  const Shared* shared = nullptr;
  std::string reviewer;    // whose token came with the request; may be empty
  std::uint64_t seen = 0;  // the state of the store when last looked at

  // A person has left by then.
  static constexpr std::chrono::seconds kAnswerTime{10};
  // From now on for one answer, or one piece of a long one.
  void more_time() { store->give_up_at(std::chrono::steady_clock::now() + kAnswerTime); }
};

}  // namespace bangvang::server
