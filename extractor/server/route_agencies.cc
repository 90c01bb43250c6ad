// Agencies with their timelines, and blocs with who led them.
#include <algorithm>
#include <map>

#include "extractor/history/evidence.h"
#include "extractor/report/answer_json.h"
#include "extractor/report/record_json.h"
#include "extractor/server/filter.h"
#include "extractor/server/rows.h"
#include "extractor/store/timeline.h"

namespace bangvang::server {
namespace {

template <class Item, class Write>
Response page_of(const Result<store::Listed<Item>>& listed, const Write& write) {
  if (!listed) return failed(listed.error());
  std::string text;
  json::Writer out(text);
  out.begin_object().key("items").begin_array();
  for (const Item& item : listed->items) {
    out.begin_object();
    if (Result<void> done = write(out, item); !done) return failed(done.error());
    out.end_object();
  }
  out.end_array();
  write_page_end(out, listed->count, listed->next);
  out.end_object();
  return Response::of(std::move(text));
}

Result<void> write_year(json::Writer& out, Context& context, const store::Year& year) {
  out.begin_object();
  out.key("year").integer_or_null(year.year);
  out.key("coverage").begin_object();
  out.key("state").string(report::state_id(year.state));
  out.key("articles").integer(year.articles).key("naming").integer(year.naming);
  out.end_object();
  out.key("awards").begin_array();
  for (const store::KeptAward& award : year.awards) write_row(out, award);
  out.end_array().key("bloc_roles").begin_array();
  for (const store::KeptRole& role : year.roles) {
    if (auto done = write_row(out, context, role); !done) return done;
  }
  out.end_array().key("officials").begin_array();
  for (const store::KeptPerson& person : year.persons) write_row(out, person);
  out.end_array().key("meetings").begin_array();
  for (const store::KeptMeeting& meeting : year.meetings) {
    if (auto done = report::write_json(out, meeting); !done) return done;
  }
  out.end_array().end_object();
  return {};
}

void write_mergers(json::Writer& out, const store::Timeline& timeline) {
  out.key("mergers").begin_array();
  for (const store::Crossing& crossing : timeline.crossings) {
    out.begin_object().key("date").string(crossing.date);
    out.key("from").strings(crossing.from).key("to").string(crossing.to);
    out.key("source").string(crossing.source).end_object();
  }
  out.end_array();
}

}  // namespace

Response agencies(Context& context, const Call& call) {
  const auto filter = filter_of(context, call.request);
  if (!filter) return failed(filter.error());
  const auto part = part_of(call);
  if (!part) return bad_cursor();
  return page_of(context.store->catalogue().bodies(*filter, *part),
                 [](json::Writer& out, const store::ListedBody& item) -> Result<void> {
                   out.key("id").string(item.body.key()).key("name").string(item.body.name);
                   out.key("place").string_unless_empty(item.body.place);
                   out.key("since").string_unless_empty(item.body.since);
                   out.key("awards").integer(item.awards).key("roles").integer(item.roles);
                   out.key("officials").integer(item.persons);
                   out.key("articles").integer(item.articles);
                   out.key("last_award").integer_or_null(item.last_award);
                   return {};
                 });
}

Response agency(Context& context, const Call& call) {
  store::Catalogue& catalogue = context.store->catalogue();
  const auto body = catalogue.body(call.values[0]);
  if (!body) return failed(body.error());
  if (!*body) return not_found("agency");
  const store::Subject subject{.name = (*body)->name, .place = (*body)->place, .bodies = {**body}};
  const auto timeline = store::timeline(context.store->archive(), context.knowledge->lineage,
                                        subject, call.truth("follow", true));
  if (!timeline) return failed(timeline.error());
  const auto spellings = catalogue.spellings(timeline->line);
  if (!spellings) return failed(spellings.error());
  std::string text;
  json::Writer out(text);
  out.begin_object();
  out.key("id").string((*body)->key()).key("name").string((*body)->name);
  out.key("place").string_unless_empty((*body)->unit());
  out.key("bodies").begin_array();
  for (const history::Body& one : timeline->line) report::write_json(out, std::optional(one));
  out.end_array();
  write_mergers(out, *timeline);
  out.key("years").begin_array();
  for (const store::Year& year : timeline->years) {
    if (auto done = write_year(out, context, year); !done) return failed(done.error());
  }
  out.end_array().key("spellings").begin_array();
  for (const store::Facet& spelling : *spellings) {
    out.begin_object().key("text").string(spelling.value);
    out.key("articles").integer(spelling.articles).end_object();
  }
  out.end_array().end_object();
  return Response::of(std::move(text));
}

Response blocs(Context& context, const Call& call) {
  const auto filter = filter_of(context, call.request);
  if (!filter) return failed(filter.error());
  const auto part = part_of(call);
  if (!part) return bad_cursor();
  return page_of(context.store->catalogue().blocs(*filter, *part),
                 [&](json::Writer& out, const store::ListedBloc& item) {
                   out.key("id").string(item.id).key("name").string(item.name);
                   out.key("province").string_unless_empty(item.province);
                   out.key("first_year").integer_or_null(item.first_year);
                   out.key("last_year").integer_or_null(item.last_year);
                   out.key("heads").begin_array();
                   auto done = write_role_rows(out, context, item.heads);
                   out.end_array().key("records").integer(item.roles);
                   return done;
                 });
}

namespace {

// The spelling of most records, and what else it is called.
void write_names(json::Writer& out, const std::vector<store::KeptRole>& roles) {
  std::map<std::string, std::size_t> names;
  std::string province;
  for (const store::KeptRole& role : roles) {
    ++names[role.record.bloc];
    for (const std::string& alias : role.record.aliases) names[alias];
    if (province.empty()) province = role.record.province;
  }
  const auto most =
      std::ranges::max_element(names, {}, &std::pair<const std::string, std::size_t>::second);
  const std::string name = most->first;
  out.key("name").string(name).key("aliases").begin_array();
  for (const auto& [other, count] : names) {
    if (other != name && !other.empty()) out.string(other);
  }
  out.end_array().key("province").string_unless_empty(province);
}

Result<void> write_members(json::Writer& out, Context& context, std::int64_t bloc) {
  const auto members = context.store->archive().members_of(bloc);
  if (!members) return std::unexpected(members.error());
  out.key("members").begin_array();
  for (const auto& member : *members) {
    const auto listed = history::members_of(member, context.knowledge->lineage);
    if (!listed) return std::unexpected(listed.error());
    if (listed->empty()) continue;
    out.begin_object().key("article").string(member.evidence.told.article);
    out.key("published").string_unless_empty(member.evidence.told.announced);
    out.key("names").begin_array();
    for (const history::Member& one : *listed) out.string(one.name);
    out.end_array().end_object();
  }
  out.end_array();
  return {};
}

}  // namespace

Response bloc(Context& context, const Call& call) {
  const auto ids = context.store->catalogue().bloc(call.values[0]);
  if (!ids) return failed(ids.error());
  if (ids->empty()) return not_found("bloc");
  const auto roles = context.store->archive().roles(*ids);
  if (!roles) return failed(roles.error());
  if (roles->empty()) return not_found("bloc");
  std::map<std::optional<int>, std::vector<const store::KeptRole*>> years;
  for (const store::KeptRole& role : *roles) years[role.shown_year].push_back(&role);
  std::string text;
  json::Writer out(text);
  out.begin_object().key("id").string(call.values[0]);
  write_names(out, *roles);
  out.key("years").begin_array();
  for (const auto& [year, list] : years) {
    out.begin_object().key("year").integer_or_null(year);
    for (const bool head : {true, false}) {
      head ? out.key("head") : out.key("deputies");
      out.begin_array();
      for (const store::KeptRole* role : list) {
        if ((role->record.role == "head") != head) continue;
        if (auto done = write_row(out, context, *role); !done) return failed(done.error());
      }
      out.end_array();
    }
    out.end_object();
  }
  out.end_array();
  if (auto done = write_members(out, context, roles->front().bloc); !done) {
    return failed(done.error());
  }
  out.end_object();
  return Response::of(std::move(text));
}

}  // namespace bangvang::server
