#include "extractor/source/reader.h"

#include <gtest/gtest.h>

#include "tests/source/archive.h"
#include "tests/source/drain.h"
#include "tests/source/folder.h"

namespace bangvang::source {
namespace {

using Lines = std::vector<std::string>;

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

TEST(Reader, PagesComeAsHtmlOrAsText) {
  const Folder folder;
  Reader reader({folder.file("r.ndjson",
                             "{\"html\":\"<p>một\",\"text\":\"một\",\"fetched_at\":"
                             "\"2024-03-18T02:30:00Z\",\"url\":\"https://x.vn/1\"}\n"
                             "{\"text\":\"hai\"}\n")});
  const auto page = reader.next();
  ASSERT_TRUE(page && *page);
  EXPECT_EQ((*page)->bytes, "<p>một");
  EXPECT_EQ((*page)->media_type, "text/html");
  EXPECT_EQ((*page)->fetched_at, "2024-03-18T02:30:00Z");
  const auto text = reader.next();
  ASSERT_TRUE(text && *text);
  EXPECT_EQ((*text)->bytes, "hai");
  EXPECT_EQ((*text)->media_type, "");
}

TEST(Reader, KeysMayHaveOtherNames) {
  const Folder folder;
  const std::string path = folder.file(
      "r.jsonl",
      "{\"body\":\"một\",\"link\":\"https://x.vn/1\",\"text\":\"other\"}\n{\"text\":\"x\"}\n");
  ReadOptions options;
  *options.fields.find("text") = "body";
  *options.fields.find("url") = "link";
  EXPECT_EQ(options.fields.find("body"), nullptr);
  Reader reader({path}, options);
  const auto document = reader.next();
  ASSERT_TRUE(document && *document);
  EXPECT_EQ((*document)->bytes, "một");
  EXPECT_EQ((*document)->url, "https://x.vn/1");
  EXPECT_EQ(drain(reader), Lines{path + ":line 2, key body: is missing"});
}

TEST(Reader, WhatExtractWroteIsHandedOn) {
  const Folder folder;
  const std::string bare =
      "{\"schema_version\":1,\"article\":{\"id\":\"a\",\"url\":\"https://x.vn/1\"},\"facts\":{}}";
  const std::string with_text =
      "{\"schema_version\":1,\"article\":{\"title\":\"T\",\"text\":\"một\"},\"events\":[]}";
  const std::string path =
      folder.file("r.jsonl", bare + "\n" + with_text + "\n{\"schema_version\":1,\"text\":\"x\"}");
  Reader reader({path});
  const auto first = reader.next();
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->extraction, bare);
  EXPECT_EQ((*first)->bytes, bare);
  EXPECT_EQ((*first)->url, "https://x.vn/1");
  const auto second = reader.next();
  ASSERT_TRUE(second && *second);
  EXPECT_EQ((*second)->extraction, with_text);
  EXPECT_EQ((*second)->bytes, "một");
  EXPECT_EQ((*second)->title, "T");
  const auto third = reader.next();
  ASSERT_TRUE(third && *third);
  EXPECT_FALSE((*third)->extraction);
}

TEST(Reader, TheNameOfAFileSaysItsMediaType) {
  const Folder folder;
  const std::pair<const char*, const char*> cases[] = {
      {"a.html", "text/html"},    {"a.HTM", "text/html"},
      {"a.html.gz", "text/html"}, {"a.xhtml", "application/xhtml+xml"},
      {"a.txt", "text/plain"},    {"a.aspx", ""}};
  for (const auto& [name, type] : cases) {
    Reader reader({folder.file(name, "<p>x")});
    const auto document = reader.next();
    ASSERT_TRUE(document && *document);
    EXPECT_EQ((*document)->media_type, type) << name;
  }
}

TEST(Reader, AnyFileMayBePacked) {
  const Folder folder;
  const std::string page = folder.file("a.html.gz", deflated("<p>một"));
  const std::string lines =
      folder.file("b.jsonl.gz", deflated("{\"text\":\"hai\"}\n{\"te") + deflated("xt\":\"ba\"}\n"));
  const std::string unnamed = folder.file("c.txt", deflated("bốn"));
  EXPECT_EQ(drain(Reader({page, lines, unnamed})),
            (Lines{page + "=<p>một", lines + ":1=hai", lines + ":2=ba", unnamed + "=bốn"}));
}

TEST(Reader, DamagedGzipLeavesTheLinesBeforeIt) {
  const Folder folder;
  const std::string good = deflated("{\"text\":\"một\"}\n{\"text\":\"hai\"}\n{\"text\":");
  const std::string rest = deflated("\"lost\"}\n{\"text\":\"ba\"}\n");
  const std::string cut = good.substr(0, good.size() - 4);
  const std::string path = folder.file("a.jsonl.gz", cut);
  EXPECT_EQ(drain(Reader({path})),
            (Lines{path + ":1=một", path + ":2=hai", path + ":byte 0: ends within a gzip member"}));
  const std::string joined = folder.file("b.jsonl.gz", cut + "xxxx" + rest);
  EXPECT_EQ(drain(Reader({joined})),
            (Lines{joined + ":1=một", joined + ":2=hai", joined + ":byte 0: holds damaged gzip",
                   joined + ":3=ba"}));
  const std::string page = folder.file("c.html.gz", deflated("<p>một").substr(0, 20));
  EXPECT_EQ(drain(Reader({page})), Lines{page + ":byte 0: ends within a gzip member"});
}

// Lines keep their numbers, so that what is stored of a record is the same.
TEST(Reader, GoesOnFromAnyPlace) {
  const Folder folder;
  const std::string text = "{\"text\":\"một\"}\n\n{bad\n{\"text\":\"hai\"}\n{\"text\":\"ba\"}";
  const std::string corpus = "==== A\n\nMột.\n----\n\n==== B\n\n----\n\n==== C\n\nBa.\n----\n";
  for (const std::string& path :
       {folder.file("a.jsonl", text), folder.file("b.jsonl.gz", deflated(text)),
        folder.file("c.txt", corpus), folder.file("d.txt", "Một bài.")}) {
    SCOPED_TRACE(path);
    const Lines all = drain(Reader({path}));
    Reader reader({path});
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto document = reader.next();
      EXPECT_EQ(reader.path(), path);
      const Lines rest(all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.end());
      EXPECT_EQ(drain(Reader({path}, {.begin = reader.behind()})), rest);
      if (!document) continue;
      EXPECT_EQ((*document)->place, reader.place());
      const auto again = read_at(path, (*document)->place);
      ASSERT_TRUE(again) << again.error().message();
      EXPECT_EQ(again->bytes, (*document)->bytes);
      EXPECT_EQ(again->source, (*document)->source);
    }
  }
}

TEST(Reader, BeginsInTheMiddleOfItsFirstPathOnly) {
  const Folder folder;
  const std::string one = folder.file("a.jsonl", "{\"text\":\"một\"}\n{\"text\":\"hai\"}\n");
  const std::string two = folder.file("b.jsonl", "{\"text\":\"ba\"}\n");
  Reader reader({one});
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(drain(Reader({one, two}, {.begin = reader.behind()})),
            (Lines{one + ":2=hai", two + ":1=ba"}));
}

TEST(Reader, NoticesThatAFileChanges) {
  const Folder folder;
  const std::string line = "{\"text\":\"một\"}\n";
  const std::string path = folder.file("a.jsonl", line + line);
  Reader reader({path});
  ASSERT_TRUE(reader.next());
  std::ofstream(path, std::ios::app) << line;
  const Lines lines = drain(reader);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.back(), path + ": changed while it was read");
}

TEST(Reader, NothingGivenIsNothingFound) { EXPECT_TRUE(drain(Reader({})).empty()); }

}  // namespace
}  // namespace bangvang::source
