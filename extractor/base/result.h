// How rooms report what outside data got wrong: a value, or an error that names file, place and
// reason. Finding nothing is not an error, and our own mistakes are asserts.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace bangvang {

struct Error {
  enum class Kind {
    kBadInput,     // the bytes are not what they claim to be
    kUnreadable,   // the file cannot be opened or read
    kUnsupported,  // well-formed, but of a form we do not read
    kLimit,        // larger than a named limit allows
  };

  Kind kind = Kind::kBadInput;
  std::string file;    // path as given by the user; empty when the input has no name
  std::string place;   // "line 3", "byte 120", "line 3, key pattern"; empty when it is all of it
  std::string reason;  // one sentence without a final full stop
  std::string code;    // a stable name of the reason, to count by; empty when it has none

  // "FILE:PLACE: REASON", leaving out what is empty.
  std::string message() const {
    std::string text = file;
    if (!place.empty()) text += (text.empty() ? "" : ":") + place;
    return text.empty() ? reason : text + ": " + reason;
  }
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(Error::Kind kind, std::string reason, std::string place = {},
                                   std::string file = {}) {
  return std::unexpected(Error{kind, std::move(file), std::move(place), std::move(reason)});
}

}  // namespace bangvang
