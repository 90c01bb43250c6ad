#include <gtest/gtest.h>

#include "extractor/store/store.h"

namespace bangvang::store {
namespace {

TEST(Pack, ComesBackAsItWas) {
  std::string page;
  for (int i = 0; i < 2000; ++i) page += "<li>Chuyên mục " + std::to_string(i % 7) + "</li>\n";
  for (const std::string& bytes : {std::string(), std::string("\0\xFF\n", 3), page}) {
    const auto back = unpack(pack(bytes), 1 << 20);
    ASSERT_TRUE(back) << back.error().message();
    EXPECT_EQ(*back, bytes);
  }
  EXPECT_LT(pack(page).size(), page.size() / 10);
}

TEST(Pack, RefusesWhatItDidNotMake) {
  const std::string packed = pack(std::string(1000, 'a'));
  struct Case {
    const char* why;
    std::string packed;
    std::size_t limit;
    Error::Kind kind;
  };
  const Case cases[] = {
      {"nothing", "", 4000, Error::Kind::kBadInput},
      {"something else", "no frame at all", 4000, Error::Kind::kBadInput},
      {"cut short", packed.substr(0, packed.size() - 3), 4000, Error::Kind::kBadInput},
      {"longer than wanted", packed, 999, Error::Kind::kLimit},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const auto bytes = unpack(c.packed, c.limit);
    ASSERT_FALSE(bytes);
    EXPECT_EQ(bytes.error().kind, c.kind);
  }
}

}  // namespace
}  // namespace bangvang::store
