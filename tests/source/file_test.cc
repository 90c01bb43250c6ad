#include "extractor/source/file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/source/folder.h"

namespace bangvang::source {
namespace {

TEST(ReadFile, GivesAllBytes) {
  const Folder folder;
  const std::string bytes = std::string(700'000, 'a') + std::string("\0\r\n", 3);
  EXPECT_EQ(*read_file(folder.file("a", bytes)), bytes);
  EXPECT_EQ(*read_file(folder.file("b", "")), "");
}

TEST(ReadFile, SaysWhyItCannot) {
  const Folder folder;
  const auto missing = read_file(folder.path("none"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, Error::Kind::kUnreadable);
  EXPECT_EQ(missing.error().message(), folder.path("none") + ": does not exist");

  const auto directory = read_file(folder.path());
  ASSERT_FALSE(directory);
  EXPECT_EQ(directory.error().reason, "is a directory, not a file");

  const auto large = read_file(folder.file("large", "12345"), 4);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().kind, Error::Kind::kLimit);
  EXPECT_TRUE(read_file(folder.path("large"), 5));

  if (::geteuid() == 0) return;  // root may read everything
  const std::string locked = folder.file("locked", "x");
  std::filesystem::permissions(locked, std::filesystem::perms::none);
  EXPECT_EQ(read_file(locked).error().reason, "may not be read");
}

TEST(HasExtension, LooksAtTheEndOfTheName) {
  EXPECT_TRUE(has_extension("a/b.TxT", ".txt"));
  EXPECT_FALSE(has_extension("a/b.txt.bak", ".txt"));
  EXPECT_FALSE(has_extension("t", ".txt"));
}

}  // namespace
}  // namespace bangvang::source
