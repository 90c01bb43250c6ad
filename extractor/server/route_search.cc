#include <algorithm>

#include "extractor/report/answer_json.h"
#include "extractor/server/export.h"
#include "extractor/server/rows.h"

namespace bangvang::server {
namespace {

constexpr std::size_t kPage = 50;

// Filters of the address in the words of a query, so that both say the same.
constexpr std::pair<std::string_view, std::string_view> kFilters[] = {
    {"province", "province"},     {"year", "year"},
    {"announced", "announced"},   {"form", "form"},
    {"status", "status"},         {"recipient", "recipient"},
    {"granted_by", "granted-by"}, {"bloc", "bloc"},
    {"official", "official"},
};

Result<store::Query> query_of(const Context& context, const Request& request) {
  std::string typed = request.param("q").value_or("");
  for (const auto& [name, key] : kFilters) {
    for (std::string value : request.list(name)) {
      std::ranges::replace(value, '"', ' ');
      typed += " " + std::string(key) + ":\"" + value + '"';
    }
  }
  return store::parse_query(typed, context.knowledge->lineage, context.knowledge->spellings);
}

// The hits as rows of articles, part by part. A part begins behind as many as `after` says.
Response exported(Context& context, const Call& call, const store::Query& query) {
  const auto ids = [query](store::Store& store,
                           const store::Part& part) -> Result<store::Listed<std::string>> {
    const std::size_t after = part.after.empty() ? 0 : std::stoul(part.after);
    auto hits = store.search().find(query, part.limit, after);
    if (!hits) return std::unexpected(hits.error());
    store::Listed<std::string> out;
    for (store::Hit& hit : hits->hits) out.items.push_back(std::move(hit.article));
    const std::size_t next = after + part.limit;
    if (next < std::min(hits->count, store::kCountedHits)) out.next = std::to_string(next);
    return out;
  };
  return server::exported(context, call, store::Listing::kArticles, ids);
}

}  // namespace

Response search(Context& context, const Call& call) {
  const auto query = query_of(context, call.request);
  if (!query) return failed(query.error());
  const std::string format = call.param("format").value_or("json");
  if (format != "json" && format != "atom") return exported(context, call, *query);
  const std::size_t limit = call.number("limit", kPage);
  std::size_t after = 0;
  if (const auto cursor = call.param("cursor")) {
    const auto key = key_of(*cursor);
    if (!key || key->empty() || key->size() > 5 ||
        key->find_first_not_of("0123456789") != key->npos) {
      return bad_cursor();
    }
    after = std::stoul(*key);
  }
  const auto hits = context.store->search().find(*query, limit, after);
  if (!hits) return failed(hits.error());
  if (call.param("format") == "atom") return article_feed(call, hits->hits);
  std::string text;
  json::Writer out(text);
  out.begin_object().key("items").begin_array();
  for (const store::Hit& hit : hits->hits) report::write_json(out, hit);
  out.end_array();
  out.key("count").integer(std::min(hits->count, store::kCountedHits));
  out.key("more").boolean(hits->count > store::kCountedHits);
  const std::size_t next = after + limit;
  out.key("next");
  next < std::min(hits->count, store::kCountedHits) ? out.string(cursor_of(std::to_string(next)))
                                                    : out.null();
  out.key("suggestions").begin_array();
  if (hits->count == 0) {
    const auto near = context.store->search().suggestions(*query);
    if (!near) return failed(near.error());
    for (const auto& [word, others] : *near) {
      out.begin_object().key("word").string(word);
      out.key("near").strings(others).end_object();
    }
  }
  out.end_array().end_object();
  return Response::of(std::move(text));
}

Response facets(Context& context, const Call& call) {
  const auto query = query_of(context, call.request);
  if (!query) return failed(query.error());
  const auto counted = context.store->search().facets(*query);
  if (!counted) return failed(counted.error());
  return facets_response(*counted);
}

}  // namespace bangvang::server
