#include "extractor/base/hash.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

namespace bangvang {
namespace {

// The two hex digits of every byte.
constexpr auto kHexDigits = [] {
  std::array<std::array<char, 2>, 256> table{};
  constexpr char kDigits[] = "0123456789abcdef";
  for (std::size_t b = 0; b < 256; ++b) table[b] = {kDigits[b >> 4], kDigits[b & 15]};
  return table;
}();

// Writes the digits of byte `index` of a digest.
void put_hex(std::string& digest, std::size_t index, std::uint64_t byte) {
  std::memcpy(digest.data() + 2 * index, kHexDigits[byte & 0xFF].data(), 2);
}

// ---- SHA-256 ----

constexpr std::array<std::uint32_t, 64> kShaRound = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using ShaState = std::array<std::uint32_t, 8>;

constexpr ShaState kShaStart = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

std::uint32_t big_endian(const char* at) {
  const auto byte = [at](int i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(at[i]));
  };
  return byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
}

void sha_block(ShaState& state, const char* block) {
  std::array<std::uint32_t, 64> w;
  for (std::size_t i = 0; i < 16; ++i) w[i] = big_endian(block + 4 * i);
  for (std::size_t i = 16; i < 64; ++i) {
    const std::uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
    const std::uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = state;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
    const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + kShaRound[i] + w[i];
    const std::uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
    const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + t1;
    d = c, c = b, b = a, a = t1 + t2;
  }
  const ShaState add = {a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < 8; ++i) state[i] += add[i];
}

// ---- BLAKE2b ----

constexpr std::array<std::uint64_t, 8> kBlakeStart = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

// Rounds 10 and 11 repeat rows 0 and 1.
constexpr std::uint8_t kSigma[12][16] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                                         {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
                                         {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
                                         {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
                                         {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
                                         {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
                                         {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
                                         {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
                                         {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
                                         {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
                                         {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                                         {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3}};

using BlakeWords = std::array<std::uint64_t, 16>;

std::uint64_t little_endian(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

[[gnu::always_inline]] inline void mix(std::uint64_t& a, std::uint64_t& b, std::uint64_t& c,
                                       std::uint64_t& d, std::uint64_t x, std::uint64_t y) {
  a += b + x;
  d = std::rotr(d ^ a, 32);
  c += d;
  b = std::rotr(b ^ c, 24);
  a += b + y;
  d = std::rotr(d ^ a, 16);
  c += d;
  b = std::rotr(b ^ c, 63);
}

// The round is a template argument so that the permutation becomes fixed addresses: a third
// faster than looking it up.
template <std::size_t round>
[[gnu::always_inline]] inline void blake_round(BlakeWords& v, const BlakeWords& m) {
  constexpr auto& s = kSigma[round];
  mix(v[0], v[4], v[8], v[12], m[s[0]], m[s[1]]);
  mix(v[1], v[5], v[9], v[13], m[s[2]], m[s[3]]);
  mix(v[2], v[6], v[10], v[14], m[s[4]], m[s[5]]);
  mix(v[3], v[7], v[11], v[15], m[s[6]], m[s[7]]);
  mix(v[0], v[5], v[10], v[15], m[s[8]], m[s[9]]);
  mix(v[1], v[6], v[11], v[12], m[s[10]], m[s[11]]);
  mix(v[2], v[7], v[8], v[13], m[s[12]], m[s[13]]);
  mix(v[3], v[4], v[9], v[14], m[s[14]], m[s[15]]);
}

template <std::size_t... rounds>
[[gnu::always_inline]] inline void blake_rounds(BlakeWords& v, const BlakeWords& m,
                                                std::index_sequence<rounds...>) {
  (blake_round<rounds>(v, m), ...);
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  ShaState state = kShaStart;
  std::size_t at = 0;
  for (; bytes.size() - at >= 64; at += 64) sha_block(state, bytes.data() + at);
  // The tail: what is left, a one bit, zeros, and the length in bits.
  std::array<char, 128> tail{};
  const std::size_t left = bytes.size() - at;
  std::copy_n(bytes.data() + at, left, tail.begin());
  tail[left] = static_cast<char>(0x80);
  const std::size_t tail_size = left < 56 ? 64 : 128;
  const std::uint64_t bits = static_cast<std::uint64_t>(bytes.size()) * 8;
  for (std::size_t i = 0; i < 8; ++i) tail[tail_size - 1 - i] = static_cast<char>(bits >> (8 * i));
  for (at = 0; at < tail_size; at += 64) sha_block(state, tail.data() + at);

  std::string out(64, ' ');
  for (std::size_t i = 0; i < 32; ++i) put_hex(out, i, state[i / 4] >> (24 - 8 * (i % 4)));
  return out;
}

Blake2b::Blake2b(std::size_t digest_bytes) : state_(kBlakeStart), digest_bytes_(digest_bytes) {
  assert(digest_bytes >= 1 && digest_bytes <= 64);
  state_[0] ^= 0x01010000 ^ digest_bytes;  // no key, fanout and depth one
}

void Blake2b::compress(const char* block, bool last) {
  BlakeWords m, v;
  for (std::size_t i = 0; i < 16; ++i) m[i] = little_endian(block + 8 * i);
  for (std::size_t i = 0; i < 8; ++i) {
    v[i] = state_[i];
    v[i + 8] = kBlakeStart[i];
  }
  v[12] ^= total_;
  if (last) v[14] = ~v[14];
  blake_rounds(v, m, std::make_index_sequence<12>());
  for (std::size_t i = 0; i < 8; ++i) state_[i] ^= v[i] ^ v[i + 8];
}

// A full block is compressed only once more bytes follow: the last one is marked, and nobody
// knows which is the last before hex().
Blake2b& Blake2b::update(std::string_view bytes) {
  while (!bytes.empty()) {
    if (buffered_ == kBlockBytes) {
      total_ += kBlockBytes;
      compress(buffer_.data(), false);
      buffered_ = 0;
    }
    while (buffered_ == 0 && bytes.size() > kBlockBytes) {
      total_ += kBlockBytes;
      compress(bytes.data(), false);
      bytes.remove_prefix(kBlockBytes);
    }
    const std::size_t take = std::min(bytes.size(), kBlockBytes - buffered_);
    std::memcpy(buffer_.data() + buffered_, bytes.data(), take);
    buffered_ += take;
    bytes.remove_prefix(take);
  }
  return *this;
}

Blake2b& Blake2b::field(std::string_view bytes) {
  const std::uint64_t count = bytes.size();
  std::array<char, 8> size;
  std::memcpy(size.data(), &count, sizeof count);
  if (std::endian::native != std::endian::little) std::ranges::reverse(size);
  return update({size.data(), size.size()}).update(bytes);
}

std::string Blake2b::hex() const {
  Blake2b last = *this;
  std::fill(last.buffer_.begin() + static_cast<std::ptrdiff_t>(buffered_), last.buffer_.end(),
            '\0');
  last.total_ += buffered_;
  last.compress(last.buffer_.data(), true);
  std::string out(2 * digest_bytes_, ' ');
  for (std::size_t i = 0; i < digest_bytes_; ++i) {
    put_hex(out, i, last.state_[i / 8] >> (8 * (i % 8)));
  }
  return out;
}

std::string blake2b_hex(std::string_view bytes, std::size_t digest_bytes) {
  return Blake2b(digest_bytes).update(bytes).hex();
}

// Sixteen bytes a step, each mixed by a multiplication of 64 by 64 bits whose halves meet (the way
// of wyhash); the constants are SplitMix64's.
std::uint64_t checksum(std::string_view bytes) {
  constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15, kSecond = 0xBF58476D1CE4E5B9;
  __extension__ typedef unsigned __int128 Wide;  // no standard C++, but of all compilers we take
  const auto mixed = [](std::uint64_t a, std::uint64_t b) {
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  };
  std::uint64_t sum = mixed(bytes.size() ^ kFirst, kSecond);
  for (; bytes.size() >= 16; bytes.remove_prefix(16)) {
    sum = mixed(little_endian(bytes.data()) ^ kFirst, little_endian(bytes.data() + 8) ^ sum);
  }
  std::array<char, 16> tail{};
  std::ranges::copy(bytes, tail.begin());
  return mixed(little_endian(tail.data()) ^ kFirst, little_endian(tail.data() + 8) ^ sum);
}

}  // namespace bangvang
