#include "extractor/source/reader.h"

#include <gtest/gtest.h>

#include "tests/source/drain.h"
#include "tests/source/folder.h"

namespace bangvang::source {
namespace {

TEST(Reader, GoesOnBehindWhatItCannotRead) {
  const Folder folder;
  const std::string good = folder.file("good.txt", "Một bài.\n");
  const std::string nothing = folder.file("empty.txt", " \r\n");
  const std::string records = folder.file(
      "r.jsonl",
      "{\"text\":\"một\"}\n\n{\"text\":1}\r\n{\"url\":\"u\"}\n{\"text\":\"\"}\n{\"text\":\"hai\"}");
  EXPECT_EQ(
      drain(Reader({folder.path("none.txt"), good, nothing, records, good})),
      (std::vector<std::string>{
          folder.path("none.txt") + ": does not exist", good + "=Một bài.\n",
          nothing + ": is empty", records + ":1=một",
          records + ":line 3, key text: is not a string", records + ":line 4, key text: is missing",
          records + ":line 5, key text: is empty", records + ":6=hai", good + "=Một bài.\n"}));
}

TEST(Reader, TakesWhatARecordSaysOfItself) {
  const Folder folder;
  Reader reader(
      {folder.file("r.jsonl",
                   "\xEF\xBB\xBF{\"text\":\"a\\u0000b\",\"url\":\"https://x.vn/1\",\"title\":\"T\","
                   "\"published\":\"2023-01-02\"}")});
  const auto document = reader.next();
  ASSERT_TRUE(document && *document);
  EXPECT_EQ((*document)->bytes, "a\uFFFDb");
  EXPECT_EQ((*document)->url, "https://x.vn/1");
  EXPECT_EQ((*document)->title, "T");
  EXPECT_EQ((*document)->published, "2023-01-02");
  EXPECT_TRUE((*document)->decoded);
}

TEST(Reader, AJsonLinesFileMayHaveAnotherName) {
  const Folder folder;
  const std::string path = folder.file("records", "{\"text\":\"một\"}\n");
  EXPECT_EQ(drain(Reader({path}, {.json_lines = true})), std::vector<std::string>{path + ":1=một"});
  EXPECT_EQ(drain(Reader({path})), std::vector<std::string>{path + "={\"text\":\"một\"}\n"});
}

TEST(Reader, OpensOurCorpusForm) {
  const Folder folder;
  const std::string path = folder.file(
      "two.txt",
      "==== A\n:published 2023-01-02\n\nMột.\n----\n\n==== B\n\n----\n\n==== C\n\nBa.\n----\n");
  Reader reader({path});
  const auto first = reader.next();
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->source, "A");
  EXPECT_EQ((*first)->published, "2023-01-02");
  EXPECT_EQ(drain(std::move(reader)),
            (std::vector<std::string>{path + ":line 7: is empty", "C=Ba."}));
  const std::string broken = folder.file("x.corpus", "Một bài.");
  EXPECT_EQ(drain(Reader({broken})),
            std::vector<std::string>{broken + ":line 1: an article must begin with \"==== NAME\""});
}

TEST(Reader, ReadsDirectoriesInOrder) {
  const Folder folder;
  folder.file("b/2.txt", "hai");
  folder.file("b/1.jsonl", "{\"text\":\"một\"}");
  folder.file("a.txt", "không");
  EXPECT_EQ(drain(Reader({folder.path()}, {.json_lines = true})),
            (std::vector<std::string>{folder.path("a.txt") + "=không",
                                      folder.path("b/1.jsonl") + ":1=một",
                                      folder.path("b/2.txt") + "=hai"}));
}

TEST(Reader, HoldsToItsLimits) {
  const Folder folder;
  const std::string large = folder.file("large.txt", "12345678901");
  // The long line is longer than a chunk, so it is met both inside a chunk and across chunks.
  const std::string long_line = "{\"text\":\"" + std::string(3'000'000, 'x') + "\"}";
  const std::string lines = folder.file(
      "long.jsonl", "{\"text\":\"a\"}\n" + long_line + "\n{\"text\":\"b\"}\n" + long_line);
  EXPECT_EQ(drain(Reader({large, lines}, {.max_file_bytes = 10, .max_line_bytes = 100})),
            (std::vector<std::string>{large + ": is larger than 10 bytes", lines + ":1=a",
                                      lines + ":line 2: is longer than 100 bytes", lines + ":3=b",
                                      lines + ":line 4: is longer than 100 bytes"}));
}

TEST(Reader, GivesLongLinesWhole) {
  const Folder folder;
  const std::string text(5'000'000, 'x');
  const std::string path = folder.file("r.jsonl", "{\"text\":\"" + text + "\"}\n{\"text\":\"b\"}");
  EXPECT_EQ(drain(Reader({path})), (std::vector<std::string>{path + ":1=" + text, path + ":2=b"}));
}

TEST(Reader, NothingGivenIsNothingFound) { EXPECT_TRUE(drain(Reader({})).empty()); }

}  // namespace
}  // namespace bangvang::source
