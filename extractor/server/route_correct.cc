// What people with a token say about facts and records; records follow at once.
#include <algorithm>

#include "extractor/ingest/resolve.h"
#include "extractor/server/routes.h"
#include "extractor/server/writing.h"

namespace bangvang::server {
namespace {

using Strings = std::vector<std::string>;

std::string text_of(const Call& call, std::string_view member) {
  return call.body[member].string().value_or("");
}

Strings texts_of(const Call& call, std::string_view member) {
  Strings out;
  for (const json::Value& item : call.body[member].items()) {
    out.push_back(item.string().value_or(""));
  }
  return out;
}

store::Reviewer reviewer_of(const Context& context, const Call& call) {
  return {.by = context.reviewer, .reason = text_of(call, "reason")};
}

// Nothing when articles tell all of these facts.
std::optional<Response> missing(store::Store& store, const Strings& facts) {
  for (const std::string& id : facts) {
    const auto found = store.review().fact(id);
    if (!found) return failed(found.error());
    if (!*found) return not_found("fact");
  }
  return std::nullopt;
}

// The records that these ids lead to now, each once.
Result<Strings> records_of(store::Store& store, const std::string& kind, const Strings& ids) {
  Strings out;
  for (const std::string& id : ids) {
    const auto found = store.archive().find(kind, id);
    if (!found) return std::unexpected(found.error());
    for (const std::string& record : *found) {
      if (std::ranges::count(out, record) == 0) out.push_back(record);
    }
  }
  return out;
}

// Has `say` keep corrections in the store it may write to, and brings the records up to date.
// `more` adds members to what is answered.
template <class Say, class More>
Response corrected(Context& context, const Say& say, const More& more) {
  Writing& writing = *context.shared->writing;
  const auto held = writing.hold();
  if (!held) return busy();
  store::Store& store = writing.store();
  std::expected<store::Kept, Response> kept = say(store);
  if (!kept) return std::move(kept.error());
  if (!*kept) return failed(kept->error());
  // What was said is kept whatever comes of this; the answer tells when records are still to
  // follow.
  const bool resolved = ingest::resolve(store, context.knowledge->basis, false).has_value();
  std::string text;
  json::Writer out(text);
  out.begin_object().key("corrections").begin_array();
  for (const std::int64_t number : **kept) out.integer(number);
  out.end_array().key("records_due").boolean(!resolved);
  if (const Result<void> done = more(out, store); !done) return failed(done.error());
  out.end_object();
  return Response::of(std::move(text));
}

template <class Say>
Response corrected(Context& context, const Say& say) {
  return corrected(context, say, [](json::Writer&, store::Store&) { return Result<void>(); });
}

// Of facts that are there.
template <class Say>
Response judged(Context& context, const Strings& facts, const Say& say) {
  return corrected(context, [&](store::Store& store) -> std::expected<store::Kept, Response> {
    if (auto none = missing(store, facts)) return std::unexpected(*std::move(none));
    return say(store.review());
  });
}

}  // namespace

Response accept(Context& context, const Call& call) {
  const Strings facts = texts_of(call, "facts");
  return judged(context, facts, [&](store::Review& review) {
    return store::accept(review, facts, reviewer_of(context, call));
  });
}

Response reject(Context& context, const Call& call) {
  const Strings facts = texts_of(call, "facts");
  return judged(context, facts, [&](store::Review& review) {
    return store::reject(review, facts, reviewer_of(context, call));
  });
}

Response edit(Context& context, const Call& call) {
  const std::string fact = text_of(call, "fact");
  return judged(context, {fact}, [&](store::Review& review) {
    return store::edit(review, fact, call.body["fields"].dump(), reviewer_of(context, call));
  });
}

Response split(Context& context, const Call& call) {
  const Strings facts = texts_of(call, "facts");
  return judged(context, facts, [&](store::Review& review) {
    return store::split(review, text_of(call, "kind"), facts, reviewer_of(context, call));
  });
}

Response add(Context& context, const Call& call) {
  const auto say = [&](store::Store& store) -> std::expected<store::Kept, Response> {
    const std::string article = text_of(call, "article");
    const auto found = store.review().article(article);
    if (!found) return std::unexpected(failed(found.error()));
    if (!*found) return std::unexpected(not_found("article"));
    return store::add(store.review(), article, text_of(call, "kind"), text_of(call, "words"),
                      call.body["fields"].dump(), reviewer_of(context, call));
  };
  return corrected(context, say);
}

Response merge(Context& context, const Call& call) {
  const std::string kind = text_of(call, "kind");
  const Strings both{text_of(call, "record"), text_of(call, "into")};
  const auto say = [&](store::Store& store) -> std::expected<store::Kept, Response> {
    for (const std::string& id : both) {
      const auto found = store.archive().find(kind, id);
      if (!found) return std::unexpected(failed(found.error()));
      if (found->empty()) return std::unexpected(not_found("record"));
    }
    return store::merge(store.review(), store.archive(), kind, both[0], both[1],
                        reviewer_of(context, call));
  };
  // More than one: what articles tell of them differs in more than names.
  return corrected(context, say, [&](json::Writer& out, store::Store& store) -> Result<void> {
    const auto records = records_of(store, kind, both);
    if (!records) return std::unexpected(records.error());
    out.key("records").strings(*records);
    return {};
  });
}

Response undo(Context& context, const Call& call) {
  const auto say = [&](store::Store& store) -> std::expected<store::Kept, Response> {
    std::vector<std::int64_t> undone;
    for (const json::Value& item : call.body["corrections"].items()) {
      const std::int64_t number = item.integer().value_or(0);
      const auto done = store.review().undo(number, context.reviewer);
      if (!done) return std::unexpected(failed(done.error()));
      if (*done) undone.push_back(number);
    }
    if (undone.empty()) return std::unexpected(not_found("correction"));
    return undone;
  };
  return corrected(context, say);
}

}  // namespace bangvang::server
