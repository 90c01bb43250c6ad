#include "extractor/base/hash.h"

#include <gtest/gtest.h>

#include <set>

namespace bangvang {
namespace {

TEST(Sha256, AgreesWithThePublishedVectors) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Blake2b, AgreesWithTheVectorOfRfc7693) {
  EXPECT_EQ(blake2b_hex("abc", 64),
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
            "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
}

TEST(Blake2b, CutsIntoUpdatesDoNotMatter) {
  // Lengths on both sides of one and two blocks.
  for (const std::size_t size : {0, 1, 127, 128, 129, 255, 256, 257, 1024}) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(i * 7 % 251);
    const std::string whole = blake2b_hex(text, 32);
    for (std::size_t cut = 0; cut <= size; ++cut) {
      const std::string_view view = text;
      ASSERT_EQ(Blake2b(32).update(view.substr(0, cut)).update(view.substr(cut)).hex(), whole)
          << size << " cut at " << cut;
    }
  }
}

TEST(Blake2b, AgreesWithAnotherImplementationAroundTheBlockSize) {
  // Computed with Python's hashlib over the letters "a".
  struct Case {
    std::size_t size;
    const char* hex;
  };
  const Case cases[] = {
      {0, "cae66941d9efbd404e4d88758ea67670"},      {127, "2228006d5107a5239e500da574466288"},
      {128, "1271d28e731afb57bdfba6bdaf3501be"},    {129, "68b7bafbad5055c4ebe6eb170a0f8524"},
      {256, "2dbe331c95d600bb74dcd669f0618bd7"},    {257, "29e452ed1a672b027a1cd3f5ac4849c6"},
      {100000, "5c4b4b762807b3290e7eee0aa9b18655"},
  };
  for (const Case& c : cases) EXPECT_EQ(blake2b_hex(std::string(c.size, 'a')), c.hex) << c.size;
}

TEST(Blake2b, LengthOfTheDigestIsPartOfIt) {
  EXPECT_EQ(blake2b_hex("abc").size(), 32u);
  EXPECT_EQ(blake2b_hex("abc", 20).size(), 40u);
  EXPECT_NE(blake2b_hex("abc", 32).substr(0, 32), blake2b_hex("abc", 16));
}

TEST(Blake2b, FieldsDoNotRunTogether) {
  EXPECT_NE(Blake2b().field("ab").field("c").hex(), Blake2b().field("a").field("bc").hex());
  EXPECT_NE(Blake2b().field("").field("a").hex(), Blake2b().field("a").field("").hex());
}

TEST(Blake2b, HexLeavesTheStateAlone) {
  Blake2b hash;
  hash.update("Sở ");
  EXPECT_EQ(hash.hex(), blake2b_hex("Sở "));
  EXPECT_EQ(hash.update("Y tế").hex(), blake2b_hex("Sở Y tế"));
}

TEST(Checksum, TellsBytesApart) {
  std::set<std::uint64_t> seen;
  std::string bytes;
  for (std::size_t size = 0; size < 70; ++size, bytes += 'a') {
    EXPECT_TRUE(seen.insert(checksum(bytes)).second) << size;
    for (std::size_t bit = 0; bit < 8 * size; ++bit) {
      std::string other = bytes;
      other[bit / 8] = static_cast<char>(other[bit / 8] ^ (1 << bit % 8));
      EXPECT_TRUE(seen.insert(checksum(other)).second) << size << ", bit " << bit;
    }
  }
}

}  // namespace
}  // namespace bangvang
