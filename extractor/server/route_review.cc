// What waits for a person's judgement, and what people said: for those with a token.
#include <charconv>

#include "extractor/report/review_json.h"
#include "extractor/server/rows.h"

namespace bangvang::server {
namespace {

constexpr std::size_t kPage = 20;
// Of one record; who wants all of them opens the record.
constexpr std::size_t kShownEvidence = 30;

// The quotation, and what was read from it.
void write_evidence(json::Writer& out, const store::Reviewed& one) {
  out.begin_object().key("id").string(one.fact.id).key("article").string(one.article);
  out.key("url").string_or_null(one.url).key("title").string_or_null(one.title);
  out.key("published").string_or_null(one.published).key("text").string(one.words);
  out.key("kind").string(one.fact.kind).key("fact").begin_object();
  const std::string_view members(one.fact.json);
  out.members(members.substr(1, members.size() - 2));
  out.end_object().end_object();
}

Result<void> write_evidence(json::Writer& out, Context& context,
                            const std::vector<std::string>& facts) {
  out.key("evidence").begin_array();
  for (const std::string& fact : facts) {
    const auto found = context.store->review().fact(fact);
    if (!found) return std::unexpected(found.error());
    if (*found) write_evidence(out, **found);
  }
  out.end_array();
  return {};
}

Result<void> add_facts(Context& context, const std::string& kind, const std::string& record,
                       std::vector<std::string>& facts) {
  const auto quotes = context.store->archive().evidence(kind, record);
  if (!quotes) return std::unexpected(quotes.error());
  for (const store::Quote& quote : *quotes) {
    if (facts.size() < kShownEvidence) facts.push_back(quote.fact);
  }
  return {};
}

// The record, and all that tells it; of contradicting roles what tells any of them.
Result<std::vector<std::string>> write_record(json::Writer& out, Context& context,
                                              const store::Doubt& doubt) {
  std::vector<std::string> records{doubt.id}, facts;
  out.key("award");
  if (doubt.kind == "award") {
    const auto award = context.store->archive().awards({doubt.id});
    if (!award) return std::unexpected(award.error());
    award->empty() ? static_cast<void>(out.null()) : write_row(out, award->front());
  } else {
    out.null();
  }
  out.key("role");
  if (doubt.kind == "role") {
    const auto role = context.store->archive().roles({doubt.id});
    if (!role) return std::unexpected(role.error());
    if (role->empty()) {
      out.null();
    } else {
      auto written = write_row(out, context, role->front());
      if (!written) return std::unexpected(written.error());
      const auto& against = role->front().record.against;
      records.insert(records.end(), against.begin(), against.end());
    }
  } else {
    out.null();
  }
  for (const std::string& record : records) {
    auto added = add_facts(context, doubt.kind, record, facts);
    if (!added) return std::unexpected(added.error());
  }
  return facts;
}

Result<void> write_doubt(json::Writer& out, Context& context, const store::Doubt& doubt) {
  out.begin_object().key("why").string(doubt.why).key("kind").string(doubt.kind);
  out.key("id").string(doubt.id);
  std::vector<std::string> facts{doubt.id};
  if (doubt.of_record()) {
    auto told = write_record(out, context, doubt);
    if (!told) return std::unexpected(told.error());
    facts = *std::move(told);
  } else {
    out.key("award").null().key("role").null();
  }
  auto done = write_evidence(out, context, facts);
  out.end_object();
  return done;
}

}  // namespace

Response review_queue(Context& context, const Call& call) {
  store::Doubts asked{.whys = call.request.list("why"), .limit = call.number("limit", kPage)};
  if (const auto cursor = call.param("cursor")) {
    const auto key = key_of(*cursor);
    if (!key) return bad_cursor();
    asked.after = *key;
  }
  const auto doubts = context.store->review().doubts(asked);
  if (!doubts) return failed(doubts.error());
  std::string text;
  json::Writer out(text);
  out.begin_object().key("items").begin_array();
  for (const store::Doubt& doubt : *doubts) {
    if (auto done = write_doubt(out, context, doubt); !done) return failed(done.error());
  }
  out.end_array().key("next");
  doubts->size() < asked.limit ? out.null() : out.string(cursor_of(doubts->back().key));
  out.end_object();
  return Response::of(std::move(text));
}

Response corrections(Context& context, const Call& call) {
  store::Said asked{.article = call.param("article").value_or(""),
                    .limit = call.number("limit", kPage)};
  if (const auto cursor = call.param("cursor")) {
    const auto key = key_of(*cursor);
    if (!key) return bad_cursor();
    const auto [end, error] = std::from_chars(key->data(), key->data() + key->size(), asked.before);
    if (error != std::errc() || end != key->data() + key->size() || asked.before < 1) {
      return bad_cursor();
    }
  }
  const auto said = context.store->review().corrections(asked);
  if (!said) return failed(said.error());
  std::string text;
  json::Writer out(text);
  out.begin_object().key("items").begin_array();
  for (const history::Correction& correction : *said) report::write_json(out, correction);
  out.end_array().key("next");
  said->size() < asked.limit ? out.null()
                             : out.string(cursor_of(std::to_string(said->back().number)));
  out.end_object();
  return Response::of(std::move(text));
}

}  // namespace bangvang::server
