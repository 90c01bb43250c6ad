#include "extractor/server/export.h"
#include "extractor/server/filter.h"
#include "extractor/store/catalogue.h"
#include "extractor/text/decode.h"

namespace bangvang::server {
namespace {

struct Kind {
  std::string_view id;
  json::Key plural;
};
constexpr Kind kKinds[] = {
    {"date", "dates"},           {"agency", "agencies"},    {"bloc", "blocs"},
    {"bloc_role", "bloc_roles"}, {"official", "officials"}, {"award", "awards"},
    {"document", "documents"},   {"meeting", "meetings"},   {"finding", "findings"},
};

// Facts as people left them, each with the record it is evidence of.
void write_fact(json::Writer& out, const events::StoredFact& fact, bool reviewed,
                const std::map<std::string, std::string>& records) {
  out.begin_object();
  const std::string_view members(fact.json);
  out.members(members.substr(1, members.size() - 2));
  const auto record = records.find(fact.id);
  out.key("record");
  record == records.end() ? out.null() : out.string(record->second);
  out.key("reviewed").boolean(reviewed).end_object();
}

void write_facts(json::Writer& out, const store::WholeArticle& article) {
  const auto corrected =
      history::corrected(article.record.facts, article.corrections, article.record.text);
  out.key("facts").begin_object();
  for (const auto& [kind, plural] : kKinds) {
    // What several facts say together stands beside them.
    if (kind == "meeting") out.end_object();
    out.key(plural).begin_array();
    for (const events::StoredFact& fact : corrected.facts) {
      if (fact.kind != kind) continue;
      write_fact(out, fact, corrected.changed.contains(fact.id), article.records);
    }
    out.end_array();
  }
}

}  // namespace

Response articles(Context& context, const Call& call) {
  auto filter = filter_of(context, call.request);
  if (!filter) return failed(filter.error());
  const auto part = part_of(call);
  if (!part) return bad_cursor();
  if (call.param("format").value_or("json") != "json") {
    const auto ids = [filter = *std::move(filter)](
                         store::Store& store,
                         const store::Part& one) -> Result<store::Listed<std::string>> {
      auto listed = store.catalogue().articles(filter, one);
      if (!listed) return std::unexpected(listed.error());
      store::Listed<std::string> out{.next = std::move(listed->next)};
      for (store::ListedArticle& item : listed->items) out.items.push_back(std::move(item.id));
      return out;
    };
    return exported(context, call, store::Listing::kArticles, ids);
  }
  const auto listed = context.store->catalogue().articles(*filter, *part);
  if (!listed) return failed(listed.error());
  std::string text;
  json::Writer out(text);
  out.begin_object().key("items").begin_array();
  for (const store::ListedArticle& item : listed->items) {
    out.begin_object().key("id").string(item.id);
    out.key("url").string_or_null(item.url).key("title").string_or_null(item.title);
    out.key("published").string_or_null(item.published);
    out.key("province").string_or_null(item.province).key("site").string_or_null(item.site);
    out.key("author").string_or_null(item.author);
    out.key("awards").integer(item.awards).key("roles").integer(item.roles);
    out.key("fetched").string_or_null(item.fetched).end_object();
  }
  out.end_array();
  write_page_end(out, listed->count, listed->next);
  out.end_object();
  return Response::of(std::move(text));
}

Response article(Context& context, const Call& call) {
  const auto found = context.store->catalogue().article(call.values[0]);
  if (!found) return failed(found.error());
  if (!*found) return not_found("article");
  const store::WholeArticle& article = **found;
  const events::Record& record = article.record;
  std::string text;
  json::Writer out(text);
  out.begin_object();
  out.key("id").string(record.id).key("version").string(record.version);
  out.key("url").string_or_null(record.url).key("title").string_or_null(record.title);
  out.key("author").string_or_null(record.author);
  out.key("published").string_or_null(record.published);
  out.key("province").string_or_null(record.province);
  out.key("site").string_or_null(article.site);
  out.key("attachments").strings(record.attachments);
  out.key("text").string_or_null(record.text).key("source").string(record.source);
  out.key("addresses").strings(article.addresses);
  out.key("first_fetched").string_or_null(article.first_fetched);
  out.key("last_fetched").string_or_null(article.last_fetched);
  out.key("versions").integer(article.versions);
  out.key("has_copy").boolean(article.copied);
  out.key("producer").begin_object().key("version").string(record.program);
  out.key("grammars").string(record.grammars).end_object();
  write_facts(out, article);
  out.key("near").strings(article.near);
  out.end_object();
  return Response::of(std::move(text));
}

Response article_copy(Context& context, const Call& call) {
  const auto bytes = context.store->catalogue().copy(call.values[0]);
  if (!bytes) return failed(bytes.error());
  if (!*bytes) return not_found("saved page");
  const auto decoded = text::decode(**bytes);
  if (!decoded) return refuse({404, "not_found", "the saved page is no text", "id"});
  return Response::of(decoded->utf8, "text/plain; charset=utf-8");
}

}  // namespace bangvang::server
