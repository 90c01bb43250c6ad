// What a store holds as a whole, what its ids are called, and what changed.
#include <algorithm>

#include "extractor/report/answer_json.h"
#include "extractor/server/clock.h"
#include "extractor/server/filter.h"
#include "extractor/server/rows.h"

namespace bangvang::server {
namespace {

constexpr std::size_t kShownRecords = 10;
// Above this ratio between the articles of two years a change says little about what happened.
constexpr std::size_t kComparable = 2;

void write_totals(json::Writer& out, const store::Totals& totals) {
  out.key("totals").begin_object();
  out.key("articles").integer(totals.articles).key("telling").integer(totals.telling);
  out.key("awards").integer(totals.awards).key("recipients").integer(totals.recipients);
  out.key("roles").integer(totals.roles).key("officials").integer(totals.persons);
  out.key("agencies").integer(totals.bodies).key("blocs").integer(totals.blocs);
  out.end_object();
}

std::size_t at(const std::map<int, std::size_t>& years, int year) {
  const auto found = years.find(year);
  return found == years.end() ? 0 : found->second;
}

int year_of(const store::Tally& tally) { return std::atoi(tally.value.c_str()); }

// The newest year that news tell of against the one before it.
void write_change(json::Writer& out, const store::Totals& totals) {
  out.key("change").begin_array();
  if (!totals.articles_by_year.empty()) {
    const int year = totals.articles_by_year.rbegin()->first;
    const std::size_t now = at(totals.articles_by_year, year);
    const std::size_t before = at(totals.articles_by_year, year - 1);
    const bool comparable =
        before > 0 && std::max(now, before) <= kComparable * std::min(now, before);
    const auto sum = [&](int wanted, std::size_t store::Tally::*measure) {
      std::size_t all = 0;
      for (const store::Tally& tally : totals.years) {
        if (year_of(tally) == wanted) all += tally.*measure;
      }
      return all;
    };
    const auto line = [&](const char* measure, std::size_t value, std::size_t last) {
      out.begin_object().key("measure").string(measure).key("year").integer(year);
      out.key("value").integer(value).key("before").integer(last);
      out.key("articles").integer(now).key("articles_before").integer(before);
      out.key("comparable").boolean(comparable).end_object();
    };
    line("articles", now, before);
    line("awards", sum(year, &store::Tally::records), sum(year - 1, &store::Tally::records));
    line("recipients", sum(year, &store::Tally::recipients),
         sum(year - 1, &store::Tally::recipients));
    line("roles", at(totals.roles_by_year, year), at(totals.roles_by_year, year - 1));
  }
  out.end_array();
}

void write_tallies(json::Writer& out, const store::Totals& totals) {
  out.key("by_year").begin_array();
  for (const store::Tally& tally : totals.years) {
    out.begin_object().key("year").integer(year_of(tally));
    out.key("level").string_unless_empty(tally.more);
    out.key("records").integer(tally.records);
    out.key("recipients").integer(tally.recipients).end_object();
  }
  out.end_array().key("by_province").begin_array();
  for (const store::Tally& tally : totals.provinces) {
    out.begin_object().key("province").string_unless_empty(tally.value);
    out.key("records").integer(tally.records);
    out.key("recipients").integer(tally.recipients).end_object();
  }
  out.end_array();
}

Result<void> write_records(json::Writer& out, Context& context, const json::Key& key,
                           const store::Filter& filter) {
  const auto ids = context.store->catalogue().awards(
      filter, {.order = "-announced", .limit = kShownRecords, .counted = false});
  if (!ids) return std::unexpected(ids.error());
  out.key(key).begin_array();
  auto done = write_award_rows(out, context, ids->items);
  out.end_array();
  return done;
}

}  // namespace

Response stats(Context& context, const Call& call) {
  store::Filter filter;
  auto provinces = provinces_of(context.knowledge->lineage, call.request.list("province"));
  if (!provinces) return failed(provinces.error());
  filter.provinces = *std::move(provinces);
  const auto totals = context.store->catalogue().totals(filter.provinces);
  if (!totals) return failed(totals.error());
  const auto statistics = context.store->statistics();
  if (!statistics) return failed(statistics.error());
  std::string text;
  json::Writer out(text);
  out.begin_object();
  write_totals(out, *totals);
  write_change(out, *totals);
  write_tallies(out, *totals);
  if (auto done = write_records(out, context, "freshest", filter); !done) {
    return failed(done.error());
  }
  filter.conflicts = true;
  if (auto done = write_records(out, context, "uncertain", filter); !done) {
    return failed(done.error());
  }
  report::write_fields(out, *statistics);
  out.end_object();
  return Response::of(std::move(text));
}

Response names(Context& context, const Call&) {
  const Knowledge& knowledge = *context.knowledge;
  std::string text;
  json::Writer out(text);
  out.begin_object();
  const auto& vi = knowledge.labels.at("vi").all();
  const auto& en = knowledge.labels.at("en");
  const auto list = [&](const json::Key& key, std::string_view kind) {
    out.key(key).begin_array();
    for (const auto& [id, label] : vi) {
      if (id.first != kind) continue;
      out.begin_object().key("id").string(id.second).key("vi").string(label);
      out.key("en").string(en.of(kind, id.second)).end_object();
    }
    out.end_array();
  };
  list("forms", "form");
  list("levels", "level");
  list("statuses", "status");
  list("roles", "role");
  list("kinds", "recipient");
  list("activities", "activity");
  out.key("provinces").begin_array();
  for (const std::string& slug : knowledge.lineage.provinces()) {
    const std::string today = knowledge.lineage.today(slug);
    out.begin_object().key("slug").string(slug);
    out.key("name").string(knowledge.lineage.province_name(slug));
    out.key("today")
        .string(today)
        .key("current")
        .boolean(today == slug && !knowledge.gone.contains(slug))
        .end_object();
  }
  out.end_array().end_object();
  return Response::of(std::move(text));
}

Response session(Context& context, const Call&) {
  const auto due = context.store->archive().due();
  if (!due) return failed(due.error());
  std::string text;
  json::Writer out(text);
  out.begin_object().key("version").string(context.shared->version);
  out.key("grammars").string(context.knowledge->digest);
  out.key("reviewer").string_unless_empty(context.reviewer);
  out.key("review").boolean(context.shared->review);
  out.key("records_due").boolean(*due).end_object();
  return Response::of(std::move(text));
}

Response changes(Context& context, const Call& call) {
  auto part = part_of(call);
  if (!part) return bad_cursor();
  part->order = "changed";
  part->counted = false;
  const auto listed = context.store->catalogue().changes(call.param("since").value_or(""), *part);
  if (!listed) return failed(listed.error());
  std::string text;
  json::Writer out(text);
  out.begin_object().key("items").begin_array();
  for (const store::Changed& one : listed->items) {
    out.begin_object().key("kind").string(one.kind).key("id").string(one.id);
    out.key("changed_at").string(one.at).end_object();
  }
  out.end_array().key("next");
  listed->next.empty() ? out.null() : out.string(cursor_of(listed->next));
  // What changes within this second may still come.
  out.key("until").string(listed->items.empty() ? call.param("since").value_or(now_utc())
                                                : listed->items.back().at);
  out.end_object();
  return Response::of(std::move(text));
}

Response suggestions(Context& context, const Call& call) {
  constexpr std::size_t kFew = 8;
  const auto found =
      context.store->catalogue().suggestions(store::phrase_of(call.param("q").value_or("")),
                                             call.request.list("kind"), call.number("limit", kFew));
  if (!found) return failed(found.error());
  std::string text;
  json::Writer out(text);
  out.begin_object().key("items").begin_array();
  for (const store::Suggestion& one : *found) {
    out.begin_object().key("kind").string(one.kind).key("id").string(one.id);
    out.key("name").string(one.name).key("place").string_unless_empty(one.place).end_object();
  }
  out.end_array().end_object();
  return Response::of(std::move(text));
}

}  // namespace bangvang::server
