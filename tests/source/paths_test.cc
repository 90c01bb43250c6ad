#include "extractor/source/paths.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/source/folder.h"

namespace bangvang::source {
namespace {

using Lines = std::vector<std::string>;

// The files below `paths`, and the messages of errors.
Lines files(std::vector<std::string> paths, Dash dash = Dash::kText) {
  Lines lines;
  Paths all(std::move(paths), dash);
  while (true) {
    const auto file = all.next();
    if (!file) {
      lines.push_back(file.error().message());
    } else if (!*file) {
      return lines;
    } else {
      lines.push_back((*file)->path);
    }
  }
}

// Standard input is a file's bytes while this lives.
class StandardInput {
 public:
  explicit StandardInput(const std::string& path) : before_(::dup(STDIN_FILENO)) {
    const int file = ::open(path.c_str(), O_RDONLY);
    ::dup2(file, STDIN_FILENO);
    ::close(file);
  }
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;
  ~StandardInput() {
    ::dup2(before_, STDIN_FILENO);
    ::close(before_);
  }

 private:
  int before_;
};

TEST(Paths, GivesTheFilesOfFoldersByBytesOfTheirPaths) {
  const Folder folder;
  Lines wanted;
  for (const char* name :
       {"a.corpus", "a.txt", "a/z.html", "ab.htm", "b.warc", "b.warc.gz", "sub/d.TXT",
        "sub/deep/c.jsonl", "sub/deep/e.ndjson", "sub/x.xhtml", "z.json.gz"}) {
    wanted.push_back(folder.file(name, "x"));
  }
  for (const char* name : {"f", "g.pdf", "h.txt.bak", ".hidden.txt", ".git/g.txt"}) {
    folder.file(name, "x");
  }
  EXPECT_EQ(files({folder.path()}), wanted);
}

TEST(Paths, NamedFilesAreTakenWhateverTheirNames) {
  const Folder folder;
  const std::string path = folder.file("f", "x");
  Paths paths({path, folder.path("none"), "-"});
  for (const std::string& expected : {path, folder.path("none"), std::string("-")}) {
    const auto file = paths.next();
    ASSERT_TRUE(file && *file);
    EXPECT_EQ((*file)->path, expected);
    EXPECT_TRUE((*file)->named);
  }
  EXPECT_TRUE(files({}).empty());
}

TEST(Paths, EntersADirectoryOnceThoughLinksLeadBack) {
  const Folder folder;
  folder.file("a/x.txt", "x");
  std::filesystem::create_directory_symlink(folder.path(), folder.path("a/up"));
  std::filesystem::create_directory_symlink(folder.path("a"), folder.path("b"));
  EXPECT_EQ(files({folder.path()}), Lines{folder.path("a/x.txt")});
}

TEST(Paths, WhatCannotBeReadIsGivenToWhoeverOpensIt) {
  const Folder folder;
  std::filesystem::create_symlink(folder.path("gone"), folder.path("broken.html"));
  std::filesystem::create_symlink(folder.path("self.txt"), folder.path("self.txt"));
  EXPECT_EQ(files({folder.path()}), (Lines{folder.path("broken.html"), folder.path("self.txt")}));
}

// Opening it would wait for ever.
TEST(Paths, APipeInAFolderIsNamed) {
  const Folder folder;
  ASSERT_EQ(::mkfifo(folder.path("a.txt").c_str(), 0600), 0);
  const std::string other = folder.file("b.txt", "x");
  EXPECT_EQ(files({folder.path()}),
            (Lines{folder.path("a.txt") + ": is neither a file nor a directory", other}));
}

TEST(Paths, AFolderThatMayNotBeReadIsNamed) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const Folder folder;
  folder.file("locked/a.txt", "x");
  const std::string other = folder.file("z.txt", "x");
  std::filesystem::permissions(folder.path("locked"), std::filesystem::perms::none);
  EXPECT_EQ(files({folder.path()}), (Lines{folder.path("locked") + ": may not be read", other}));
  std::filesystem::permissions(folder.path("locked"), std::filesystem::perms::owner_all);
}

TEST(Paths, ADashMayBeAListOfPaths) {
  const Folder folder;
  const std::string one = folder.file("one", "x"), two = folder.file("sub/two.txt", "x");
  const std::string list = folder.file("list", one + "\r\n\n" + folder.path("sub") + "\nno such");
  const StandardInput input(list);
  EXPECT_EQ(files({two, "-", one}, Dash::kPaths), (Lines{two, one, two, "no such", one}));
}

}  // namespace
}  // namespace bangvang::source
