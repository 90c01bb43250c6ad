#include "extractor/source/http.h"

#include <brotli/encode.h>
#include <gtest/gtest.h>

#include "tests/source/archive.h"

namespace bangvang::source {
namespace {

constexpr BodyLimits kRoom{.bytes = 1 << 20, .ratio = 400};

std::string brotli(std::string_view bytes) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  std::size_t size = out.size();
  BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, bytes.size(),
                        reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                        reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

// The body of a response, or the reason why there is none.
std::string body_of(std::string_view response, bool truncated = false, BodyLimits limits = kRoom) {
  const auto head = parse_http_head(response);
  if (!head) return head.error().reason;
  const auto body = decode_http_body(*head, response.substr(head->size), truncated, limits);
  return body ? *body : body.error().reason;
}

TEST(Http, ReadsHeadsAsServersWriteThem) {
  struct Case {
    const char* why;
    std::string_view head;
    int status;
    std::string_view type, charset;
  };
  const Case cases[] = {
      {"the usual", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", 200,
       "text/html", "utf-8"},
      {"bare line feeds", "HTTP/1.0 404 Not Found\nCONTENT-TYPE:TEXT/HTML\n\n", 404, "text/html",
       ""},
      {"no reason", "HTTP/2 200\r\n\r\n", 200, "", ""},
      {"quotes, space and another parameter",
       "HTTP/1.1 200 OK\r\nContent-Type: text/plain ; x=y; Charset = 'windows-1258'\r\n\r\n", 200,
       "text/plain", "windows-1258"},
      {"a value on two lines", "HTTP/1.1 200 OK\r\nContent-Type:\r\n text/html\r\n\r\n", 200,
       "text/html", ""},
      {"a line without a colon", "HTTP/1.1 200 OK\r\nstray\r\nContent-Type: a/b\r\n\r\n", 200,
       "a/b", ""},
      {"two types in one", "HTTP/1.1 200 OK\r\nContent-Type: text/html, text/html\r\n\r\n", 200,
       "text/html", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const auto head = parse_http_head(std::string(c.head) + "body");
    ASSERT_TRUE(head) << head.error().reason;
    EXPECT_EQ(head->size, c.head.size());
    EXPECT_EQ(head->status, c.status);
    EXPECT_EQ(head->content_type.media_type, c.type);
    EXPECT_EQ(head->content_type.charset, c.charset);
  }
  for (const char* bad :
       {"", "<p>x", "HTTP/1.1 200 OK\r\nA: b\r\n", "HTTP/1.1 OK\r\n\r\n", "HTTP/1.1 20\r\n\r\n"}) {
    EXPECT_FALSE(parse_http_head(bad)) << bad;
  }
}

TEST(Http, UndoesTransferAndContentCodings) {
  const std::string page = "<p>Một trang.</p>";
  struct Case {
    const char* why;
    std::string fields, body;
  };
  const Case cases[] = {
      {"none", "", page},
      {"identity", "Content-Encoding: identity\r\n", page},
      {"chunks", "Transfer-Encoding: chunked\r\n",
       "5\r\n<p>M\xe1\r\nE;name=value\r\n\xbb\x99t trang.</p>\r\n0\r\nTrailer: x\r\n\r\n"},
      {"chunks with leading zeros and bare line feeds", "Transfer-Encoding: chunked\r\n",
       "0005\n<p>M\xe1\n00e\n\xbb\x99t trang.</p>\n0\n\n"},
      {"gzip", "Content-Encoding: GZIP\r\n", deflated(page)},
      {"deflate with its head", "Content-Encoding: deflate\r\n", deflated(page, 15)},
      {"bare deflate", "Content-Encoding: deflate\r\n", deflated(page, -15)},
      {"gzip twice", "Content-Encoding: gzip, gzip\r\n", deflated(deflated(page))},
      {"the transfer coding comes off first",
       "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
       "14\r\n" + deflated(page).substr(0, 20) + "\r\n" +
           [&] {
             char size[20];
             std::snprintf(size, sizeof size, "%zx\r\n", deflated(page).size() - 20);
             return std::string(size);
           }() +
           deflated(page).substr(20) + "\r\n0\r\n\r\n"},
      {"gzip that the archive undid", "Content-Encoding: gzip\r\n", page},
      {"deflate that the archive undid", "Content-Encoding: deflate\r\n", page},
      {"brotli that the archive undid", "Content-Encoding: br\r\n", page},
      {"chunks that the archive joined", "Transfer-Encoding: chunked\r\n", page},
      {"brotli", "Content-Encoding: br\r\n", brotli(page)},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(body_of("HTTP/1.1 200 OK\r\n" + c.fields + "\r\n" + c.body), page);
  }
}

TEST(Http, NamesWhatIsWrongWithABody) {
  const std::string packed = deflated("<p>" + std::string(3000, 'x'));
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  struct Case {
    const char* why;
    std::string fields, body, reason;
  };
  const Case cases[] = {
      {"no size", chunked, "5\r\n<p>ab\r\nzz\r\nx\r\n0\r\n\r\n",
       "has a bad chunk size at byte 10 of its body"},
      {"a size below nothing", chunked, "-5\r\n<p>ab\r\n0\r\n\r\n",
       "has a bad chunk size at byte 0 of its body"},
      {"a size beyond all numbers", chunked, "fffffffffffffffff\r\n<p>ab\r\n0\r\n\r\n",
       "has a bad chunk size at byte 0 of its body"},
      {"a size too large", chunked, "ffffffffffffffff\r\n<p>ab\r\n0\r\n\r\n",
       "has a chunk longer than what is left at byte 0 of its body"},
      {"a size too small", chunked, "3\r\n<p>ab\r\n0\r\n\r\n",
       "has a wrong chunk size at byte 0 of its body"},
      {"a size too large by one", chunked, "6\r\n<p>ab\r\n0\r\n\r\n",
       "has a wrong chunk size at byte 0 of its body"},
      {"no last chunk", chunked, "5\r\n<p>ab\r\n", "lacks its last chunk at byte 10 of its body"},
      {"gzip cut off", "Content-Encoding: gzip\r\n", packed.substr(0, packed.size() - 9),
       "has a damaged gzip body"},
      {"gzip with a wrong checksum", "Content-Encoding: gzip\r\n",
       packed.substr(0, packed.size() - 8) + std::string(8, 'x'), "has a damaged gzip body"},
      {"no deflate", "Content-Encoding: deflate\r\n", "\xff\xff\xff", "has a damaged deflate body"},
      {"brotli cut off", "Content-Encoding: br\r\n", brotli("<p>x y z").substr(0, 6),
       "has a damaged br body"},
      {"a coding we lack", "Content-Encoding: zstd\r\n", "x",
       "has a body in the coding zstd, which is not read"},
      {"too many codings", "Content-Encoding: gzip,gzip,gzip,gzip\r\n", packed,
       "has a body in more than 3 codings"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(body_of("HTTP/1.1 200 OK\r\n" + c.fields + "\r\n" + c.body), c.reason);
  }
}

TEST(Http, WhatAnArchiveCutOffIsTakenAsFarAsItGoes) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const char* body : {"5\r\n<p>ab", "5\r\n<p>ab\r\n", "5\r\n<p>ab\r\n9", "9\r\n<p>ab"}) {
    EXPECT_EQ(body_of(head + body, true), "<p>ab") << body;
  }
}

TEST(Http, BombsAreRefused) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
  const std::string bomb = deflated(std::string(32 << 20, '\0'));
  EXPECT_EQ(body_of(head + bomb), "has a body of more than 1048576 bytes once decoded");
  EXPECT_EQ(body_of(head + bomb, false, {.bytes = 64 << 20, .ratio = 400}),
            "has a body that inflates to more than 400 times its size");
  EXPECT_EQ(body_of(head + bomb, false, {.bytes = 64 << 20, .ratio = 2000}).size(), 32u << 20);
  EXPECT_EQ(body_of(head + deflated(bomb), false, {.bytes = 64 << 20, .ratio = 400}), bomb);
}

}  // namespace
}  // namespace bangvang::source
