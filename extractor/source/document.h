// One article as it arrived, before anything is decoded.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace bangvang::source {

// Where a record stands in its file: a reader that begins there gives it first.
struct Place {
  std::uint64_t offset = 0;  // bytes of the file before it, compressed as they are
  std::uint64_t inner = 0;   // bytes of what inflates from there before it; 0 unless several
                             // records share one gzip member
  std::uint64_t line = 0;    // lines before it, where its file is read by lines; in an archive 1
                             // when the rest of something damaged stands there

  friend auto operator<=>(const Place&, const Place&) = default;
};

struct Document {
  std::string source;            // path as given, "-" for standard input, "FILE:LINE" for a record,
                                 // the article's name for our corpus form
  std::string bytes;             // never empty
  std::string declared_charset;  // as a server or a page named it; empty when nobody did
  bool decoded = false;          // `bytes` is UTF-8 for certain: no encoding need be guessed
  // What the record says about itself outside its text.
  std::optional<std::string> url = {}, title = {}, published = {};
  std::string media_type = {};  // as a server named it: lower case, no parameters ("text/html");
                                // empty when nobody did, and the content decides
  std::optional<std::string> fetched_at = {};  // ISO 8601 in UTC ("2024-03-18T02:30:00Z")
  // One object of `bangvang extract`, where the record is one: `bytes` are its article's text if
  // it has one, else the object.
  std::optional<std::string> extraction = {};
  std::string path = {};     // the file it came from, as given
  Place place = {};          // of its record in that file
  std::uint64_t length = 0;  // bytes of its record there, compressed as they are; 0 when the record
                             // shares a gzip member with others
};

}  // namespace bangvang::source
