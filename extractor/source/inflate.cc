#include "extractor/source/inflate.h"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>
#include <new>
#include <utility>

namespace bangvang::source {
namespace {

constexpr std::size_t kPieceBytes = 64u << 10;

int window_bits(Wrapping wrapping) {
  switch (wrapping) {
    case Wrapping::kGzip:
      return MAX_WBITS + 16;
    case Wrapping::kZlib:
      return MAX_WBITS;
    case Wrapping::kNone:
      break;
  }
  return -MAX_WBITS;
}

uInt at_most(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

}  // namespace

struct Inflater::Stream {
  z_stream z{};
  bool begun = false;

  ~Stream() {
    if (begun) inflateEnd(&z);
  }
};

Inflater::Inflater() : stream_(std::make_unique<Stream>()) {}
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;
Inflater::~Inflater() = default;

void Inflater::begin(Wrapping wrapping) {
  z_stream& z = stream_->z;
  z.next_in = nullptr;
  z.avail_in = 0;
  const int done = stream_->begun ? inflateReset2(&z, window_bits(wrapping))
                                  : inflateInit2(&z, window_bits(wrapping));
  if (done != Z_OK) throw std::bad_alloc();
  stream_->begun = true;
}

Inflater::Step Inflater::step(std::string_view in, char* out, std::size_t size) {
  z_stream& z = stream_->z;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  z.avail_in = at_most(in.size());
  z.next_out = reinterpret_cast<Bytef*>(out);
  z.avail_out = at_most(size);
  const uInt had_in = z.avail_in, had_out = z.avail_out;
  const int result = inflate(&z, Z_NO_FLUSH);
  const State state = result == Z_STREAM_END                    ? State::kEnd
                      : result == Z_OK || result == Z_BUF_ERROR ? State::kMore
                                                                : State::kDamaged;
  return {state, had_in - z.avail_in, had_out - z.avail_out};
}

struct WholeInflater::Decompressor {
  libdeflate_decompressor* made = libdeflate_alloc_decompressor();

  Decompressor() {
    if (made == nullptr) throw std::bad_alloc();
  }
  Decompressor(const Decompressor&) = delete;
  Decompressor& operator=(const Decompressor&) = delete;
  ~Decompressor() { libdeflate_free_decompressor(made); }
};

WholeInflater::WholeInflater() : decompressor_(std::make_unique<Decompressor>()) {}
WholeInflater::WholeInflater(WholeInflater&&) noexcept = default;
WholeInflater& WholeInflater::operator=(WholeInflater&&) noexcept = default;
WholeInflater::~WholeInflater() = default;

std::expected<WholeInflater::Done, WholeInflater::Failure> WholeInflater::inflate(
    std::string_view in, char* out, std::size_t size) {
  Done done{};
  const auto result = libdeflate_gzip_decompress_ex(decompressor_->made, in.data(), in.size(), out,
                                                    size, &done.taken, &done.given);
  if (result == LIBDEFLATE_SUCCESS) return done;
  return std::unexpected(Failure{result == LIBDEFLATE_INSUFFICIENT_SPACE});
}

namespace {

// What comes out of a coding, held to its limits.
class Output {
 public:
  Output(std::size_t packed, std::size_t limit, double max_ratio)
      : limit_(limit), ratio_limit_(static_cast<double>(packed) * max_ratio), ratio_(max_ratio) {}

  void add(const char* bytes, std::size_t size) { bytes_.append(bytes, size); }
  Result<void> check() const {
    if (bytes_.size() > limit_) {
      return fail(Error::Kind::kLimit,
                  "has a body of more than " + std::to_string(limit_) + " bytes once decoded");
    }
    if (bytes_.size() > kRatioFreeBytes && static_cast<double>(bytes_.size()) > ratio_limit_) {
      return fail(Error::Kind::kLimit, "has a body that inflates to more than " +
                                           std::to_string(static_cast<long>(ratio_)) +
                                           " times its size");
    }
    return {};
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
  std::size_t limit_;
  double ratio_limit_, ratio_;
};

std::unexpected<Error> damaged(std::string_view coding) {
  return fail(Error::Kind::kBadInput, "has a damaged " + std::string(coding) + " body");
}

Result<std::string> inflate_all(std::string_view coding, Wrapping wrapping, std::string_view bytes,
                                Output output) {
  thread_local Inflater inflater;
  char piece[kPieceBytes];
  inflater.begin(wrapping);
  while (true) {
    const auto step = inflater.step(bytes, piece, sizeof piece);
    output.add(piece, step.given);
    if (auto checked = output.check(); !checked) return std::unexpected(checked.error());
    if (step.state == Inflater::State::kEnd) return output.take();
    if (step.state == Inflater::State::kDamaged || (step.taken == 0 && step.given == 0)) {
      return damaged(coding);
    }
    bytes.remove_prefix(step.taken);
  }
}

Result<std::string> decode_brotli(std::string_view bytes, Output output) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  if (!decoder) throw std::bad_alloc();
  std::size_t left = bytes.size();
  auto* next = reinterpret_cast<const std::uint8_t*>(bytes.data());
  char piece[kPieceBytes];
  while (true) {
    std::size_t room = sizeof piece;
    auto* out = reinterpret_cast<std::uint8_t*>(piece);
    const auto result =
        BrotliDecoderDecompressStream(decoder.get(), &left, &next, &room, &out, nullptr);
    output.add(piece, sizeof piece - room);
    if (auto checked = output.check(); !checked) return std::unexpected(checked.error());
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return output.take();
    if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return damaged("br");
  }
}

// RFC 1950: method 8, and the first two bytes a multiple of 31. Some servers send "deflate" bare.
bool has_zlib_head(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const unsigned first = static_cast<unsigned char>(bytes[0]);
  const unsigned second = static_cast<unsigned char>(bytes[1]);
  return (first & 0x0F) == 8 && (first * 256 + second) % 31 == 0;
}

}  // namespace

Result<std::string> decode_content(std::string_view coding, std::string_view bytes,
                                   std::size_t limit, double max_ratio) {
  const Output output(bytes.size(), limit, max_ratio);
  if (coding == "gzip" || coding == "x-gzip") {
    return inflate_all("gzip", Wrapping::kGzip, bytes, output);
  }
  if (coding == "deflate") {
    return inflate_all("deflate", has_zlib_head(bytes) ? Wrapping::kZlib : Wrapping::kNone, bytes,
                       output);
  }
  if (coding == "br") return decode_brotli(bytes, output);
  return fail(Error::Kind::kUnsupported,
              "has a body in the coding " + std::string(coding) + ", which is not read");
}

}  // namespace bangvang::source
