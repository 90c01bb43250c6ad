// Digests that are the same on every machine: SHA-256 where others must be able to check one,
// BLAKE2b (RFC 7693, unkeyed) where we only need an id and want it fast.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bangvang {

// 64 lower-case hex digits of SHA-256 (FIPS 180-4).
std::string sha256_hex(std::string_view bytes);

// BLAKE2b over bytes given piece by piece; how they were cut does not matter. A value: copying
// forks the state. Not for use by several threads at once.
class Blake2b {
 public:
  // Requires: 1 <= digest_bytes <= 64. The length is part of what is hashed, so a shorter digest
  // is not the beginning of a longer one.
  explicit Blake2b(std::size_t digest_bytes = 16);

  Blake2b& update(std::string_view bytes);

  // Adds the length of the field before it, so that ("ab", "c") and ("a", "bc") differ.
  Blake2b& field(std::string_view bytes);

  // 2 * digest_bytes lower-case hex digits. The state stays as it was: more may be added.
  std::string hex() const;

 private:
  static constexpr std::size_t kBlockBytes = 128;

  void compress(const char* block, bool last);

  std::array<std::uint64_t, 8> state_;
  std::array<char, kBlockBytes> buffer_{};
  std::size_t buffered_ = 0;
  std::uint64_t total_ = 0;  // bytes compressed so far; 2^64 of them are out of reach
  std::size_t digest_bytes_;
};

// Blake2b of one text. Requires: 1 <= digest_bytes <= 64.
std::string blake2b_hex(std::string_view bytes, std::size_t digest_bytes = 16);

// A number that bytes which differ will hardly share, in a tenth of the time of a digest. It holds
// against chance, not against those who look for bytes that share one.
std::uint64_t checksum(std::string_view bytes);

}  // namespace bangvang
