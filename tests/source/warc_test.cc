#include <gtest/gtest.h>

#include "tests/source/archive.h"
#include "tests/source/drain.h"
#include "tests/source/folder.h"

namespace bangvang::source {
namespace {

using Lines = std::vector<std::string>;

std::string at(const std::string& path, std::size_t offset, std::string_view rest) {
  return path + "@" + std::to_string(offset) + std::string(rest);
}

// What a server and an archive say of a page comes along with it.
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
  const std::string one = page("http://x.vn/1", "<p>một"), two = page("http://x.vn/2", "<p>hai");
  const std::string plain = folder.file("plain.warc", one + two);
  EXPECT_EQ(drain(Reader({plain})),
            (Lines{at(plain, 0, "=<p>một"), at(plain, one.size(), "=<p>hai")}));
  const std::string packed = folder.file("each.warc.gz", deflated(one) + deflated(two));
  EXPECT_EQ(drain(Reader({packed})),
            (Lines{at(packed, 0, "=<p>một"), at(packed, deflated(one).size(), "=<p>hai")}));
  const std::string whole = folder.file("whole.gz", deflated(one + two));
  EXPECT_EQ(
      drain(Reader({whole})),
      (Lines{at(whole, 0, "=<p>một"), at(whole, 0, "+" + std::to_string(one.size()) + "=<p>hai")}));
}

}  // namespace
}  // namespace bangvang::source
