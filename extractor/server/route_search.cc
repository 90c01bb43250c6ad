#include <algorithm>

#include "extractor/report/answer_json.h"
#include "extractor/server/routes.h"

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

}  // namespace

Response search(Context& context, const Call& call) {
  const auto query = query_of(context, call.request);
  if (!query) return failed(query.error());
  const std::size_t limit = call.number("limit", kPage);
  std::size_t after = 0;
  if (const auto cursor = call.param("cursor")) {
    const auto key = key_of(*cursor);
    if (!key || key->empty() || key->size() > 5 ||
        key->find_first_not_of("0123456789") != key->npos) {
      return refuse({400, "bad_parameter", "cursor is none of ours", "cursor"});
    }
    after = std::stoul(*key);
  }
  const auto hits = context.store->search().find(*query, limit, after);
  if (!hits) return failed(hits.error());
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
  std::string text;
  json::Writer out(text);
  out.begin_object().key("facets").begin_array();
  for (const store::Facet& facet : *counted) {
    out.begin_object().key("kind").string(facet.kind);
    out.key("value").string(facet.value);
    out.key("count").integer(facet.articles);
    out.end_object();
  }
  out.end_array().end_object();
  return Response::of(std::move(text));
}

}  // namespace bangvang::server
