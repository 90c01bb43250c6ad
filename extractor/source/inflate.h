// Inflating: gzip members of a file, and the content codings of HTTP.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/result.h"

namespace bangvang::source {

// Pages shrink to a fifth, tables of figures to a hundredth; a bomb reaches a thousandth.
inline constexpr double kMaxRatio = 400;
// The ratio is looked at from here on: what is smaller harms nobody, however it was packed.
inline constexpr std::size_t kRatioFreeBytes = std::size_t{4} << 20;

enum class Wrapping { kGzip, kZlib, kNone };

// A stream in pieces of any size. One per thread.
class Inflater {
 public:
  Inflater();
  Inflater(Inflater&&) noexcept;
  Inflater& operator=(Inflater&&) noexcept;
  ~Inflater();

  void begin(Wrapping wrapping);

  enum class State { kMore, kEnd, kDamaged };
  struct Step {
    State state;
    std::size_t taken, given;
  };
  // Inflates from `in` to `out` until one of them is used up or the stream ends.
  Step step(std::string_view in, char* out, std::size_t size);

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

// Gzip members that lie in memory as a whole: twice as fast. One per thread.
class WholeInflater {
 public:
  WholeInflater();
  WholeInflater(WholeInflater&&) noexcept;
  WholeInflater& operator=(WholeInflater&&) noexcept;
  ~WholeInflater();

  struct Done {
    std::size_t taken, given;
  };
  struct Failure {
    bool no_room;  // `size` bytes do not hold it; otherwise `in` is damaged or ends too early
  };
  std::expected<Done, Failure> inflate(std::string_view in, char* out, std::size_t size);

 private:
  struct Decompressor;
  std::unique_ptr<Decompressor> decompressor_;
};

// `bytes` without one content coding of HTTP, named as in Content-Encoding, lower case. Fails with
// kUnsupported for a coding we cannot undo, with kBadInput for damaged bytes, and with kLimit when
// more than `limit` bytes or more than `max_ratio` times `bytes` come out.
Result<std::string> decode_content(std::string_view coding, std::string_view bytes,
                                   std::size_t limit, double max_ratio);

}  // namespace bangvang::source
