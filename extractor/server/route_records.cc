// Records of awards, roles and officials: lists of them, and each with its evidence.
#include "extractor/report/record_json.h"
#include "extractor/server/export.h"
#include "extractor/server/filter.h"
#include "extractor/server/rows.h"

namespace bangvang::server {
namespace {

using store::Listing;

using Lists = Result<store::Listed<std::string>> (store::Catalogue::*)(const store::Filter&,
                                                                       const store::Part&);

// A page of records, or all of them as a sheet.
template <class Write>
Response list(Context& context, const Call& call, Lists lists, std::optional<Listing> listing,
              const Write& write) {
  auto filter = filter_of(context, call.request);
  if (!filter) return failed(filter.error());
  auto part = part_of(call);
  if (!part) return bad_cursor();
  const std::string format = call.param("format").value_or("json");
  if (format != "json" && format != "atom" && listing) {
    return exported(context, call, *listing,
                    [lists, filter = *std::move(filter)](store::Store& store, store::Part one) {
                      return (store.catalogue().*lists)(filter, one);
                    });
  }
  const auto ids = (context.store->catalogue().*lists)(*filter, *part);
  if (!ids) return failed(ids.error());
  if (format == "atom") return award_feed(context, call, ids->items);
  std::string text;
  json::Writer out(text);
  out.begin_object().key("items").begin_array();
  if (auto done = write(out, context, ids->items); !done) return failed(done.error());
  out.end_array();
  write_page_end(out, ids->count, ids->next);
  out.end_object();
  return Response::of(std::move(text));
}

// A record by an id it has or had: the one it leads to now.
template <class Write>
Response single(Context& context, const Call& call, const char* kind, const char* what,
                const Write& write) {
  const auto ids = context.store->archive().find(kind, call.values[0]);
  if (!ids) return failed(ids.error());
  if (ids->empty()) return not_found(what);
  std::string text;
  json::Writer out(text);
  auto done = write(out, ids->front());
  if (!done) return failed(done.error());
  return *done ? Response::of(std::move(text)) : not_found(what);
}

}  // namespace

Response awards(Context& context, const Call& call) {
  return list(context, call, &store::Catalogue::awards, Listing::kAwards, write_award_rows);
}

Response roles(Context& context, const Call& call) {
  return list(context, call, &store::Catalogue::roles, Listing::kRoles, write_role_rows);
}

Response officials(Context& context, const Call& call) {
  return list(context, call, &store::Catalogue::persons, std::nullopt, write_official_rows);
}

Response award_facets(Context& context, const Call& call) {
  const auto filter = filter_of(context, call.request);
  if (!filter) return failed(filter.error());
  const auto counted = context.store->catalogue().award_facets(*filter);
  if (!counted) return failed(counted.error());
  return facets_response(*counted);
}

Response award(Context& context, const Call& call) {
  store::Archive& archive = context.store->archive();
  return single(context, call, "award", "award",
                [&](json::Writer& out, const std::string& id) -> Result<bool> {
                  const auto found = archive.awards({id});
                  if (!found) return std::unexpected(found.error());
                  if (found->empty()) return false;
                  auto done = report::write_json(out, archive, found->front());
                  return done ? Result<bool>(true) : std::unexpected(done.error());
                });
}

Response role(Context& context, const Call& call) {
  store::Archive& archive = context.store->archive();
  return single(context, call, "role", "role",
                [&](json::Writer& out, const std::string& id) -> Result<bool> {
                  const auto found = archive.roles({id});
                  if (!found) return std::unexpected(found.error());
                  if (found->empty()) return false;
                  auto done = report::write_json(out, archive, found->front());
                  return done ? Result<bool>(true) : std::unexpected(done.error());
                });
}

Response official(Context& context, const Call& call) {
  store::Archive& archive = context.store->archive();
  const auto write = [&](json::Writer& out, const std::string& id) -> Result<bool> {
    const auto found = archive.persons_by_id({id});
    if (!found) return std::unexpected(found.error());
    if (found->empty()) return false;
    const store::Part all{.order = "-year", .limit = 500, .counted = false};
    store::Filter filter;
    filter.person = id;
    const auto awards = context.store->catalogue().awards(filter, all);
    if (!awards) return std::unexpected(awards.error());
    const auto roles = context.store->catalogue().roles(filter, all);
    if (!roles) return std::unexpected(roles.error());
    out.begin_object();
    report::write_fields(out, found->front());
    if (auto done = report::write_evidence(out, archive, "person", id); !done) {
      return std::unexpected(done.error());
    }
    out.key("awards").begin_array();
    if (auto done = write_award_rows(out, context, awards->items); !done) {
      return std::unexpected(done.error());
    }
    out.end_array().key("roles").begin_array();
    if (auto done = write_role_rows(out, context, roles->items); !done) {
      return std::unexpected(done.error());
    }
    out.end_array().end_object();
    return true;
  };
  return single(context, call, "person", "official", write);
}

}  // namespace bangvang::server
