// Private to this room: where a database's faults end.
#pragma once

#include <string>
#include <type_traits>

#include "extractor/base/result.h"
#include "extractor/store/database.h"

namespace bangvang::store {

// Runs `body` and turns a fault into an error that names the file.
template <class Body>
auto guarded(const std::string& path, const Body& body) -> Result<decltype(body())> {
  try {
    if constexpr (std::is_void_v<decltype(body())>) {
      body();
      return {};
    } else {
      return body();
    }
  } catch (const Fault& fault) {
    return std::unexpected(fault.error(path));
  }
}

}  // namespace bangvang::store
