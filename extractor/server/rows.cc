#include "extractor/server/rows.h"

#include "extractor/report/record_json.h"
#include "extractor/store/catalogue.h"

namespace bangvang::server {

void write_row(json::Writer& out, const store::KeptAward& award) {
  out.begin_object();
  report::write_fields(out, award);
  out.key("shown_year").integer_or_null(award.shown_year);
  out.key("facts").integer(award.facts).key("articles").integer(award.articles);
  out.key("changed_at").string(award.changed_at);
  out.end_object();
}

Result<void> write_row(json::Writer& out, Context& context, const store::KeptRole& role) {
  out.begin_object();
  report::write_fields(out, role);
  const auto bloc = context.store->catalogue().bloc_id(role.bloc);
  if (!bloc) return std::unexpected(bloc.error());
  out.key("bloc_id").string_unless_empty(role.record.bloc.empty() ? std::string() : *bloc);
  out.key("shown_year").integer_or_null(role.shown_year);
  out.key("facts").integer(role.facts).key("articles").integer(role.articles);
  out.end_object();
  return {};
}

void write_row(json::Writer& out, const store::KeptPerson& person) {
  out.begin_object();
  report::write_fields(out, person);
  out.key("facts").integer(person.facts).key("articles").integer(person.articles);
  out.end_object();
}

Result<void> write_award_rows(json::Writer& out, Context& context,
                              const std::vector<std::string>& ids) {
  const auto found = context.store->archive().awards(ids);
  if (!found) return std::unexpected(found.error());
  for (const store::KeptAward& award : *found) write_row(out, award);
  return {};
}

Result<void> write_role_rows(json::Writer& out, Context& context,
                             const std::vector<std::string>& ids) {
  const auto found = context.store->archive().roles(ids);
  if (!found) return std::unexpected(found.error());
  for (const store::KeptRole& role : *found) {
    if (auto done = write_row(out, context, role); !done) return done;
  }
  return {};
}

Result<void> write_official_rows(json::Writer& out, Context& context,
                                 const std::vector<std::string>& ids) {
  const auto found = context.store->archive().persons_by_id(ids);
  if (!found) return std::unexpected(found.error());
  for (const store::KeptPerson& person : *found) write_row(out, person);
  return {};
}

Response facets_response(const std::vector<store::Facet>& facets) {
  std::string text;
  json::Writer out(text);
  out.begin_object().key("facets").begin_array();
  for (const store::Facet& facet : facets) {
    out.begin_object().key("kind").string(facet.kind);
    out.key("value").string(facet.value);
    out.key("count").integer(facet.articles);
    out.end_object();
  }
  out.end_array().end_object();
  return Response::of(std::move(text));
}

}  // namespace bangvang::server
