#include <gtest/gtest.h>

#include "tests/source/archive.h"
#include "tests/source/drain.h"
#include "tests/source/folder.h"

namespace bangvang::source {
namespace {

using Lines = std::vector<std::string>;

const std::string kOne = page("http://x.vn/1", "<p>một");
const std::string kTwo = page("http://x.vn/2", "<p>hai");

// How a reader names the record at an offset of `path`.
std::string at(const std::string& path, std::size_t offset, std::string_view rest) {
  return path + "@" + std::to_string(offset) + std::string(rest);
}

// How it names what is wrong there.
std::string wrong(const std::string& path, std::size_t offset, std::string_view rest) {
  return path + ":byte " + std::to_string(offset) + std::string(rest);
}

TEST(Warc, GivesAPageWithWhatIsSaidOfIt) {
  const Folder folder;
  const std::string before = record("WARC-Type: warcinfo\r\n", "software: made up");
  const std::string wanted = response(
      "<https://x.gov.vn/a>",
      http("<p>Một</p>", "content-type: Text/HTML; Charset=\"TCVN\"\r\nX-Other:\r\n folded\r\n"));
  const std::string path = folder.file("a.warc", before + wanted);
  Reader reader({path});
  const auto document = reader.next();
  ASSERT_TRUE(document && *document);
  EXPECT_EQ((*document)->bytes, "<p>Một</p>");
  EXPECT_EQ((*document)->url, "https://x.gov.vn/a");
  EXPECT_EQ((*document)->media_type, "text/html");
  EXPECT_EQ((*document)->declared_charset, "TCVN");
  EXPECT_EQ((*document)->fetched_at, "2024-03-18T02:30:00Z");
  EXPECT_EQ((*document)->path, path);
  EXPECT_EQ((*document)->place, Place{.offset = before.size()});
  EXPECT_EQ((*document)->length, wanted.size());
  EXPECT_FALSE((*document)->decoded);
  EXPECT_EQ(drain(reader), Lines{});
}

TEST(Warc, EveryWayOfPackingGivesTheSamePages) {
  const Folder folder;
  const std::string plain = folder.file("plain.warc", kOne + kTwo);
  EXPECT_EQ(drain(Reader({plain})),
            (Lines{at(plain, 0, "=<p>một"), at(plain, kOne.size(), "=<p>hai")}));
  const std::string packed = folder.file("each.warc.gz", deflated(kOne) + deflated(kTwo));
  EXPECT_EQ(drain(Reader({packed})),
            (Lines{at(packed, 0, "=<p>một"), at(packed, deflated(kOne).size(), "=<p>hai")}));
  const std::string whole = folder.file("whole.gz", deflated(kOne + kTwo));
  EXPECT_EQ(drain(Reader({whole})),
            (Lines{at(whole, 0, "=<p>một"),
                   at(whole, 0, "+" + std::to_string(kOne.size()) + "=<p>hai")}));
  const std::string halves = kOne + kTwo;
  const std::string torn =
      folder.file("torn.gz", deflated(halves.substr(0, 100)) + deflated(halves.substr(100)));
  EXPECT_EQ(drain(Reader({torn})).size(), 2u);
}

TEST(Warc, ReadsLargeRecordsInPieces) {
  const Folder folder;
  std::string noise;  // hardly packs, so that a member is longer than what is looked at at once
  for (unsigned i = 0, x = 1; i < 3'000'000; ++i)
    noise += static_cast<char>('0' + (x = x * 69069 + 1) / 97 % 64);
  const std::string large = page("http://x.vn/large", "<p>" + noise);
  const std::string path = folder.file("a.warc.gz", deflated(large) + deflated(kTwo));
  EXPECT_EQ(drain(Reader({path})),
            (Lines{at(path, 0, "=<p>" + noise), at(path, deflated(large).size(), "=<p>hai")}));
}

TEST(Warc, PassesOverWhatIsNoPageAndCountsIt) {
  const Folder folder;
  const std::string uri = "http://x.vn/a";
  const std::string path = folder.file(
      "a.warc",
      record("WARC-Type: warcinfo\r\n", "software: made up") +
          record(headers("request", uri), "GET / HTTP/1.1\r\n\r\n") +
          record(headers("metadata", uri), "via: x") +
          record(headers("resource", "metadata://tool/log.txt") + "Content-Type: text/plain\r\n",
                 "a note of the crawler") +
          record(headers("revisit", uri) + "Content-Type: application/http; msgtype=response\r\n" +
                     "WARC-Refers-To-Target-URI: http://x.vn/b\r\n",
                 http("")) +
          response(uri, http("<p>moved", "Content-Type: text/html\r\n", "301 Moved")) +
          response(uri, http("<p>gone", "Content-Type: text/html\r\n", "404 Not Found")) +
          response(uri, http("<p>part", "Content-Type: text/html\r\n", "206 Partial Content")) +
          response(uri, http("\x89PNG", "Content-Type: image/png\r\n")) +
          response(uri, http("not markup", "")) + response(uri, http("")) +
          response(uri, http(" \r\n ")) + response(uri, http("<p>một", "")));
  Reader reader({path});
  const auto lines = drain(reader);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_TRUE(lines[0].ends_with("=<p>một"));
  const PassedOver& passed = reader.passed_over();
  EXPECT_EQ(passed.other_records, 4u);
  EXPECT_EQ(passed.revisits, 1u);
  EXPECT_EQ(passed.statuses, 3u);
  EXPECT_EQ(passed.media_types, 2u);
  EXPECT_EQ(passed.empty_bodies, 2u);
}

TEST(Warc, ResourcesAndConversionsAreTheirOwnBodies) {
  const Folder folder;
  const std::string path = folder.file(
      "a.warc",
      record(headers("resource", "http://x.vn/a") + "Content-Type: text/html\r\n", "<p>một") +
          record(headers("conversion", "http://x.vn/b") + "Content-Type: text/plain\r\n", "hai"));
  Reader reader({path});
  const auto first = reader.next();
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->bytes, "<p>một");
  EXPECT_EQ((*first)->media_type, "text/html");
  const auto second = reader.next();
  ASSERT_TRUE(second && *second);
  EXPECT_EQ((*second)->bytes, "hai");
  EXPECT_EQ((*second)->media_type, "text/plain");
}

// One damaged record between two good ones: both are given, and the damage is named once.
TEST(Warc, GoesOnBehindADamagedRecord) {
  const std::string uri = "http://x.vn/x";
  struct Case {
    const char* why;
    std::string damaged;
    const char* message;
  };
  const Case cases[] = {
      {"not a record at all", "junk\r\n\r\nmore junk\r\n", ": is no WARC record"},
      {"no headers", "WARC/1.0\r\n\r\n<p>x</p>\r\n\r\n", ": lacks the header WARC-Type"},
      {"no length", "WARC/1.0\r\nWARC-Type: response\r\n\r\n<p>x\r\n\r\n",
       ": lacks a good header Content-Length"},
      {"no number as length", response(uri, http("<p>x"), "many"),
       ": lacks a good header Content-Length"},
      {"two lengths", record(headers("response", uri) + "Content-Length: 7\r\n", http("<p>x")),
       ": lacks a good header Content-Length"},
      {"a length beyond all numbers", response(uri, http("<p>x"), "99999999999999999999"),
       ": lacks a good header Content-Length"},
      {"another version", "WARC/0.18" + page(uri, "<p>x").substr(8),
       ": is of a WARC version that is not read"},
      {"a short length", response(uri, http("<p>x and more"), "62"),
       ": does not end after its 62 bytes"},
      {"a segment", record(headers("response", uri) + "WARC-Segment-Number: 1\r\n", http("<p>x")),
       ": is one of several segments of a record"},
      {"no status line", response(uri, "<p>x"), ": has no HTTP status line"},
      {"no status", response(uri, "HTTP/1.1 OK\r\n\r\n<p>x"), ": has no status in its HTTP head"},
      {"no end of the HTTP headers", response(uri, "HTTP/1.1 200 OK\r\nA: b\r\n"),
       ": has HTTP headers without an end"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const Folder folder;
    const std::string path = folder.file("a.warc", kOne + c.damaged + kTwo);
    EXPECT_EQ(drain(Reader({path})),
              (Lines{at(path, 0, "=<p>một"), wrong(path, kOne.size(), c.message),
                     at(path, kOne.size() + c.damaged.size(), "=<p>hai")}));
    const std::string members = deflated(kOne) + deflated(c.damaged);
    const std::string packed = folder.file("a.warc.gz", members + deflated(kTwo));
    EXPECT_EQ(drain(Reader({packed})),
              (Lines{at(packed, 0, "=<p>một"), wrong(packed, deflated(kOne).size(), c.message),
                     at(packed, members.size(), "=<p>hai")}));
  }
}

// A length that reaches into the next records must not swallow them.
TEST(Warc, ALongLengthHidesNoRecord) {
  const Folder folder;
  for (const char* type : {"response", "request"}) {
    for (const char* length : {"120", "290", "5000", "900000000000"}) {
      SCOPED_TRACE(std::string(type) + " of " + length);
      const std::string damaged =
          record(headers(type, "http://x.vn/x") + "Content-Type: application/http\r\n",
                 http("<p>x"), length);
      const std::string path = folder.file("a.warc", kOne + damaged + kTwo + kTwo);
      Lines lines = drain(Reader({path}));
      ASSERT_EQ(lines.size(), 4u) << ::testing::PrintToString(lines);
      EXPECT_TRUE(lines[1].starts_with(wrong(path, kOne.size(), ": "))) << lines[1];
      EXPECT_EQ(lines[2], at(path, kOne.size() + damaged.size(), "=<p>hai"));
      const std::string packed =
          folder.file("a.gz", deflated(kOne) + deflated(damaged) + deflated(kTwo) + deflated(kTwo));
      lines = drain(Reader({packed}));
      ASSERT_EQ(lines.size(), 4u) << ::testing::PrintToString(lines);
      EXPECT_TRUE(lines[1].starts_with(wrong(packed, deflated(kOne).size(), ": ends after ")))
          << lines[1];
      EXPECT_TRUE(lines[2].ends_with("=<p>hai"));
    }
  }
}

TEST(Warc, ALengthThatEndsWithAnotherRecordHidesNone) {
  const Folder folder;
  const std::string content = http("<p>x");
  const std::string damaged =
      response("http://x.vn/x", content, std::to_string(content.size() + kTwo.size()));
  const std::string path = folder.file("a.warc", damaged + kTwo + kOne);
  EXPECT_EQ(drain(Reader({path})),
            (Lines{wrong(path, 0, ": has a length that reaches into another record"),
                   at(path, damaged.size(), "=<p>hai"),
                   at(path, damaged.size() + kTwo.size(), "=<p>một")}));
}

TEST(Warc, AFileMayEndAnywhere) {
  const Folder folder;
  const std::string whole = kOne + kTwo;
  for (std::size_t size = kOne.size(); size < whole.size(); ++size) {
    SCOPED_TRACE(size);
    const std::string path = folder.file("a.warc", whole.substr(0, size));
    const Lines lines = drain(Reader({path}));
    ASSERT_FALSE(lines.empty());
    EXPECT_EQ(lines[0], at(path, 0, "=<p>một"));
    // Only the blank lines between two records may be missing without harm.
    const std::size_t blank = size - kOne.size();
    const bool whole_page = size + 4 >= whole.size();
    ASSERT_EQ(lines.size(), blank == 0 ? 1u : 2u);
    if (blank > 0) {
      EXPECT_EQ(lines[1].starts_with(whole_page ? path + "@" : path + ":byte "), true) << lines[1];
    }
  }
}

TEST(Warc, DamagedGzipCostsItsOwnRecordOnly) {
  const Folder folder;
  const std::string one = deflated(kOne), two = deflated(kTwo);
  const std::string three = deflated(page("http://x.vn/3", "<p>ba"));
  for (std::size_t i = 0; i < two.size(); ++i) {
    SCOPED_TRACE("byte " + std::to_string(i) + " is wrong");
    std::string damaged = two;
    damaged[i] = static_cast<char>(~damaged[i]);
    const std::string path = folder.file("a.warc.gz", one + damaged + three);
    const Lines lines = drain(Reader({path}));
    ASSERT_GE(lines.size(), 2u);
    EXPECT_EQ(lines.front(), at(path, 0, "=<p>một"));
    EXPECT_EQ(lines.back(), at(path, one.size() + two.size(), "=<p>ba"));
    // Bytes 4 to 9 are a time and the like, which nobody needs.
    const bool harmless = i >= 4 && i <= 9;
    ASSERT_EQ(lines.size(), 3u) << ::testing::PrintToString(lines);
    EXPECT_EQ(lines[1].starts_with(path + (harmless ? "@" : ":byte ")), true) << lines[1];
  }
  for (std::size_t size = 1; size < two.size(); ++size) {
    SCOPED_TRACE("ends after " + std::to_string(size));
    const std::string path = folder.file("b.warc.gz", one + two.substr(0, size));
    const Lines lines = drain(Reader({path}));
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines.front(), at(path, 0, "=<p>một"));
    EXPECT_TRUE(lines.back().starts_with(wrong(path, one.size(), ": "))) << lines.back();
  }
}

TEST(Warc, ZerosBehindTheLastMemberAreNoDamage) {
  const Folder folder;
  const std::string path = folder.file("a.warc.gz", deflated(kOne) + std::string(3'000'000, '\0'));
  EXPECT_EQ(drain(Reader({path})), Lines{at(path, 0, "=<p>một")});
  const std::string junk = folder.file("b.warc.gz", deflated(kOne) + "junk" + deflated(kTwo));
  EXPECT_EQ(drain(Reader({junk})),
            (Lines{at(junk, 0, "=<p>một"),
                   wrong(junk, deflated(kOne).size(),
                         ": holds bytes between gzip members that are not gzip"),
                   at(junk, deflated(kOne).size() + 4, "=<p>hai")}));
}

TEST(Warc, HoldsToItsLimits) {
  const Folder folder;
  const std::string zeros(64 << 20, '\0');
  const std::string bomb = deflated(record(headers("metadata", "http://x.vn/x"), zeros));
  const std::string path = folder.file("a.warc.gz", deflated(kOne) + bomb + deflated(kTwo));
  EXPECT_EQ(drain(Reader({path})),
            (Lines{at(path, 0, "=<p>một"),
                   wrong(path, deflated(kOne).size(),
                         ": holds gzip that inflates to more than 400 times its size"),
                   at(path, deflated(kOne).size() + bomb.size(), "=<p>hai")}));
  EXPECT_EQ(drain(Reader({path}, {.max_ratio = 2000})).size(), 2u);

  const std::string body = "<p>" + std::string(2000, 'x');
  const std::string packed =
      response("http://x.vn/x",
               http(deflated(body), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"));
  const std::string sized = folder.file("b.warc", packed + page("http://x.vn/y", body) + kTwo);
  EXPECT_EQ(drain(Reader({sized}, {.max_page_bytes = 1000})),
            (Lines{wrong(sized, 0, ": has a body of more than 1000 bytes once decoded"),
                   wrong(sized, packed.size(), ": has a body of more than 1000 bytes"),
                   at(sized, packed.size() + page("http://x.vn/y", body).size(), "=<p>hai")}));
}

// The rest is given as it would have been, wherever reading begins anew.
TEST(Warc, GoesOnFromAnyPlace) {
  const Folder folder;
  const std::string damaged = response("http://x.vn/x", http("<p>x"), "5000");
  const std::string parts[] = {kOne,       record("WARC-Type: warcinfo\r\n", "x"), damaged, kTwo,
                               "junk\r\n", page("http://x.vn/3", "<p>ba")};
  std::string plain, each;
  for (const std::string& part : parts) {
    plain += part;
    each += deflated(part);
  }
  std::string broken = each;
  broken[deflated(kOne).size() + 20] = 'x';
  for (const std::string& path :
       {folder.file("a.warc", plain), folder.file("b.warc.gz", each),
        folder.file("c.warc.gz", deflated(plain)), folder.file("d.warc.gz", broken)}) {
    SCOPED_TRACE(path);
    const Lines all = drain(Reader({path}));
    Reader reader({path});
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto document = reader.next();
      const Lines rest(all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.end());
      EXPECT_EQ(drain(Reader({path}, {.begin = reader.behind()})), rest);
      if (!document) continue;
      const auto again = read_at(path, (*document)->place);
      ASSERT_TRUE(again) << again.error().message();
      EXPECT_EQ(again->bytes, (*document)->bytes);
      EXPECT_EQ(again->source, (*document)->source);
      EXPECT_EQ(again->length, (*document)->length);
    }
  }
}

TEST(Warc, APlaceThatHoldsNoPageAnyMoreIsNamed) {
  const Folder folder;
  const std::string path = folder.file("a.warc", kOne + kTwo);
  EXPECT_EQ(read_at(path, {.offset = 5}).error().message(), path + ":byte 5: is no WARC record");
  EXPECT_EQ(read_at(path, {.offset = 1'000'000}).error().message(),
            path + ":byte 1000000: holds no document any more");
}

}  // namespace
}  // namespace bangvang::source
