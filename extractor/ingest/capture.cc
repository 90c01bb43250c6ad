#include "extractor/ingest/capture.h"

#include "extractor/base/hash.h"
#include "extractor/events/codec.h"
#include "extractor/ingest/blocks.h"
#include "extractor/ingest/near.h"
#include "extractor/page/failure.h"
#include "extractor/text/normal_text.h"

namespace bangvang::ingest {
namespace {

// What failures are counted by.
std::string word_for(const Error& error) {
  if (!error.code.empty()) return error.code;
  switch (error.kind) {
    case Error::Kind::kBadInput:
      return "bad-input";
    case Error::Kind::kUnreadable:
      return "unreadable";
    case Error::Kind::kUnsupported:
      return "unsupported";
    case Error::Kind::kLimit:
      return "limit";
  }
  return "bad-input";
}

// Tells documents apart whose texts, addresses and times are the same.
std::string digest_of(const source::Document& document) {
  Blake2b digest;
  digest.field(std::to_string(checksum(document.bytes)))
      .field(document.declared_charset)
      .field(document.media_type);
  for (const auto* hint : {&document.url, &document.title, &document.published}) {
    digest.field(*hint ? "1" : "0").field(hint->value_or(""));
  }
  return digest.hex();
}

std::string normal_text_digest(const events::Record& record) {
  // A text we do not have is equal to no other.
  if (!record.text) return record.version;
  const auto normal = text::normalise(*record.text);
  return Blake2b().update(normal ? normal->utf8() : std::string_view(*record.text)).hex();
}

store::Page page_of(const source::Document& document, Pages pages) {
  store::Page page{.size = document.bytes.size(),
                   .media_type = document.media_type,
                   .charset = document.declared_charset,
                   .decoded = document.decoded,
                   .url = document.url,
                   .title = document.title,
                   .published = document.published};
  if (pages == Pages::kKeep) page.packed = store::pack(document.bytes);
  return page;
}

// Which document of its file it is: "line 3", "byte 120", an article's name; nothing for a whole
// file.
std::string place_of(const source::Document& document) {
  if (!document.source.starts_with(document.path)) return document.source;
  const std::string rest = document.source.substr(document.path.size());
  if (rest.starts_with(':')) return "line " + rest.substr(1);
  return rest.starts_with('@') ? "byte " + rest.substr(1) : rest;
}

store::Failure failed(const source::Document& document, std::string stage, std::string reason,
                      std::string message) {
  return {.path = document.path,
          .place = place_of(document),
          .position = position_of(document.place),
          .url = document.url,
          .stage = std::move(stage),
          .reason = std::move(reason),
          .message = std::move(message)};
}

void describe(store::Capture& capture, const source::Document& document, const Options& options) {
  if (capture.record.text) {
    Signature signature = sign(*capture.record.text);
    capture.words = signature.words;
    capture.near_keys = std::move(signature.keys);
  }
  capture.fetched = document.fetched_at;
  capture.path = document.path;
  capture.position = position_of(document.place);
  capture.digest = digest_of(document);
  if (options.pages != Pages::kNone && !document.extraction) {
    capture.page = page_of(document, options.pages);
  }
}

using Captured = std::expected<std::optional<store::Capture>, store::Failure>;

Captured taken_over(const source::Document& document) {
  auto record = events::read_record(*document.extraction);
  if (!record) {
    return std::unexpected(
        failed(document, "source", word_for(record.error()), record.error().reason));
  }
  store::Capture capture;
  capture.record = *std::move(record);
  capture.normal_text = normal_text_digest(capture.record);
  return capture;
}

// Nothing when only articles on topic are asked for and it is none.
Captured extracted(const source::Document& document, const pipeline::Extractor& extractor,
                   const Options& options) {
  const auto found = [&]() -> Result<std::optional<events::Extraction>> {
    if (options.emulation_only) return extractor.extract_on_topic(document);
    return extractor.extract(document);
  }();
  if (!found) {
    const Error& error = found.error();
    const char* stage = error.code == name_of(page::Failure::kTooSlow) ? "extract" : "page";
    return std::unexpected(failed(document, stage, word_for(error), error.reason));
  }
  if (!*found) return std::nullopt;
  const events::Extraction& extraction = **found;
  store::Capture capture;
  capture.record = events::to_record(
      extraction, {.version = options.program, .grammars = extractor.rules().digest()});
  capture.encoding = extraction.encoding;
  capture.blocks = write_blocks(extraction.article.blocks);
  capture.site_hint = extraction.article.site_hint;
  capture.normal_text = extraction.normal_text_hash.empty()
                            ? Blake2b().update(extraction.article.text).hex()
                            : extraction.normal_text_hash;
  return capture;
}

}  // namespace

store::Position position_of(source::Place place) { return {place.offset, place.inner, place.line}; }

store::Failure failure_of(const Error& error, const std::string& path, source::Place place) {
  return {.path = path,
          .place = error.place,
          .position = position_of(place),
          .stage = "source",
          .reason = word_for(error),
          .message = error.reason};
}

std::expected<Made, store::Failure> make_capture(const source::Document& document,
                                                 const pipeline::Extractor& extractor,
                                                 const Options& options) {
  Made made;
  auto capture =
      document.extraction ? taken_over(document) : extracted(document, extractor, options);
  if (!capture) return std::unexpected(std::move(capture.error()));
  made.url = document.url;
  if (!*capture) return made;
  if (!made.url) made.url = (*capture)->record.url;
  made.on_topic = events::is_on_topic((*capture)->record);
  if (options.emulation_only && !made.on_topic) return made;
  made.capture = std::move(*capture);
  made.capture->url = made.url;
  describe(*made.capture, document, options);
  return made;
}

}  // namespace bangvang::ingest
