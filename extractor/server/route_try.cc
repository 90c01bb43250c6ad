// Reading a text at once: extraction with what was seen on the way, and the grammars it was read
// by.
#include "extractor/base/code_points.h"
#include "extractor/events/codec.h"
#include "extractor/server/documents.h"
#include "extractor/server/grammars.h"
#include "extractor/server/routes.h"

namespace bangvang::server {
namespace {

// Places in code points, asked for in their order: the text is gone through once.
class Counter {
 public:
  explicit Counter(std::string_view text) : text_(text) {}
  std::size_t before(std::size_t byte) {
    if (byte < byte_) byte_ = count_ = 0;
    count_ += count_code_points(text_.substr(byte_, byte - byte_));
    byte_ = byte;
    return count_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0, count_ = 0;
};

// A mention stands in the normalised text; readers see the text as it was read.
void write_mentions(json::Writer& out, const pipeline::Trace& trace, const Knowledge& knowledge) {
  const std::string& text = trace.extraction.article.text;
  out.key("mentions").begin_array();
  for (const std::string& kind : knowledge.kinds) {
    Counter counter(text);
    for (const grammar::Mention mention : trace.analysis.of(kind)) {
      const Span span = trace.text.source(mention.span());
      const std::string_view words = span.of(text);
      const auto begin = counter.before(span.begin);
      const std::string value = mention.value();
      out.begin_object().key("kind").string(kind).key("text").string(words);
      out.key("begin").integer(begin).key("end").integer(begin + count_code_points(words));
      out.key("rule").string(mention.rule()).key("value");
      value == mention.text() ? out.null() : out.string(value);
      out.end_object();
    }
  }
  out.end_array();
}

}  // namespace

Result<source::Document> document_of(const Request& request) {
  if (request.body.empty()) return fail(Error::Kind::kBadInput, "there is nothing to read");
  // A page of a site has some 60 KB; ten times the largest we met.
  constexpr std::size_t kLargestText = 4 << 20;
  if (request.body.size() > kLargestText) {
    return fail(Error::Kind::kLimit, "is larger than 4 MB");
  }
  source::Document out;
  out.source = "request";
  out.bytes = request.body;
  const std::string_view type = request.header("content-type");
  out.media_type = std::string(type.substr(0, type.find(';')));
  static constexpr std::string_view kCharset = "charset=";
  if (const auto at = type.find(kCharset); at != type.npos) {
    out.declared_charset = std::string(type.substr(at + kCharset.size()));
  }
  out.url = request.param("url");
  out.published = request.param("published");
  return out;
}

Response unreadable(const Error& error) {
  if (error.kind == Error::Kind::kLimit) {
    return refuse({413, "body_too_large", "the body " + error.reason, ""});
  }
  return refuse({400, "not_readable", error.reason, ""});
}

Response extract(Context& context, const Call& call) {
  const auto document = document_of(call.request);
  if (!document) return unreadable(document.error());
  const Knowledge& knowledge = *context.knowledge;
  const auto trace = knowledge.extractor.trace(*document);
  if (!trace) return unreadable(trace.error());
  std::string text;
  json::Writer out(text);
  out.begin_object();
  out.members("\"extraction\":" +
              events::to_json((*trace)->extraction, {.with_text = true,
                                                     .version = context.shared->version,
                                                     .grammars = knowledge.digest}));
  write_mentions(out, **trace, knowledge);
  out.end_object();
  return Response::of(std::move(text));
}

Response grammars(Context& context, const Call&) {
  const Grammars::State state = context.shared->grammars->state();
  std::string text;
  json::Writer out(text);
  out.begin_object().key("digest").string(context.knowledge->digest);
  out.key("loaded").string(state.loaded);
  out.key("directory").string_or_null(context.shared->grammars->directory());
  out.key("errors").begin_array();
  for (const Error& error : state.errors) {
    out.begin_object().key("file").string(error.file).key("place").string(error.place);
    out.key("reason").string(error.reason).end_object();
  }
  out.end_array();
  out.key("added").strings(state.added).key("removed").strings(state.removed);
  out.end_object();
  return Response::of(std::move(text));
}

}  // namespace bangvang::server
