// What a worker has at hand while it answers. Private to this room.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "extractor/server/knowledge.h"
#include "extractor/store/store.h"

namespace bangvang::server {

struct Context {
  std::unique_ptr<store::Store> store;
  std::shared_ptr<const Knowledge> knowledge;  // as of the beginning of the request
  std::string reviewer;                        // whose token came with the request; may be empty
  std::uint64_t seen = 0;                      // the state of the store when last looked at
};

}  // namespace bangvang::server
