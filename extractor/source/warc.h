// WARC 1.0 and 1.1: pages of a crawl, one record after another (ISO 28500).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/result.h"
#include "extractor/source/byte_stream.h"
#include "extractor/source/document.h"
#include "extractor/source/http.h"

namespace bangvang::source {

// What an archive holds that is no page, by the reason it was passed over.
struct PassedOver {
  std::uint64_t other_records = 0;  // requests, metadata, notes of the crawler
  std::uint64_t revisits = 0;       // of pages whose bytes stand in another record
  std::uint64_t statuses = 0;       // responses with a status other than 2xx
  std::uint64_t media_types = 0;    // images, styles, scripts and other bodies that are no text
  std::uint64_t empty_bodies = 0;

  PassedOver& operator+=(const PassedOver& more);
};

// Whether the first bytes of a file, inflated, are those of a WARC file of any version.
bool is_warc(std::string_view bytes);

// Gives the pages of an archive: bodies of type text/html, application/xhtml+xml or text/plain, and
// bodies without a type that begin like markup. Memory is bounded by the limits, whatever a record
// claims. Not for use by several threads at once.
class WarcReader {
 public:
  // `in_damage`: what stands before the first record is passed over without a word.
  WarcReader(ByteStream stream, BodyLimits limits, bool in_damage = false);

  // The next page; nothing at the end. An error is about one record or one damaged stretch; the
  // next call goes on with the first record that can be found behind it.
  Result<std::optional<Document>> next();

  const PassedOver& passed_over() const { return passed_over_; }
  // Of the record that next() gave last, as a document or as an error.
  Place place() const { return place_; }
  // Behind that record; `line` is 1 when that is within something damaged.
  Place behind() const;

 private:
  struct Head;

  Result<std::optional<Document>> next_record();
  Result<bool> find_record();
  Result<bool> read_head(Head& head);
  Result<std::optional<Document>> read_content(const Head& head);
  Result<std::optional<Document>> read_body(const Head& head, const HttpHead& http);
  bool is_passed_over(const HttpHead& http, std::string_view body);
  Result<void> want(const Head& head, std::uint64_t n);
  Result<std::optional<Document>> pass(const Head& head, bool seen = false);
  Result<std::optional<Document>> refuse(const Head& head, std::unexpected<Error> reason);
  Result<bool> ends_at(std::size_t n, bool blank_lines_do);
  std::unexpected<Error> cut_short(const Head& head, std::uint64_t there);
  std::unexpected<Error> error(Error::Kind kind, std::string reason);

  ByteStream stream_;
  BodyLimits limits_;
  PassedOver passed_over_;
  Place place_;
  std::string head_bytes_;
  bool searching_ = false;  // for a record, behind damage
};

}  // namespace bangvang::source
