// Putting a document into the store, for those with a token.
#include "extractor/ingest/single.h"
#include "extractor/server/documents.h"
#include "extractor/server/routes.h"
#include "extractor/server/writing.h"

namespace bangvang::server {
namespace {

const char* name_of(ingest::Single::Outcome outcome) {
  switch (outcome) {
    case ingest::Single::Outcome::kNew:
      return "new";
    case ingest::Single::Outcome::kNewVersion:
      return "new_version";
    case ingest::Single::Outcome::kKnown:
      return "known";
    case ingest::Single::Outcome::kForgotten:
      return "forgotten";
    case ingest::Single::Outcome::kSetAside:
      break;
  }
  return "set_aside";
}

// `events` of a run: who did it.
std::string options_json(const std::string& reviewer) {
  std::string text;
  json::Writer out(text);
  out.begin_object().key("reviewer").string(reviewer).end_object();
  return text;
}

}  // namespace

Response ingest(Context& context, const Call& call) {
  auto document = document_of(call.request);
  if (!document) return unreadable(document.error());
  document->source = document->path = "request:" + context.reviewer;
  Writing& writing = *context.shared->writing;
  const auto held = writing.hold();
  if (!held) return busy();
  const Knowledge& knowledge = *context.knowledge;
  store::Run run{.command = "serve",
                 .program = context.shared->version,
                 .grammars = knowledge.digest,
                 .options = options_json(context.reviewer)};
  store::Store& store = writing.store();
  if (const auto begun = store.begin_run(run); !begun) return failed(begun.error());
  const auto done =
      ingest::put(store, knowledge.extractor, knowledge.basis, *document, context.shared->version);
  run.outcome = done ? "done" : "failed";
  run.summary = "{}";
  if (const auto ended = store.end_run(run); !ended) return failed(ended.error());
  if (!done) return failed(done.error());
  std::string text;
  json::Writer out(text);
  out.begin_object().key("outcome").string(name_of(done->outcome));
  out.key("article").string_unless_empty(done->article);
  out.key("reason").string_unless_empty(done->reason).end_object();
  return Response::of(std::move(text));
}

}  // namespace bangvang::server
