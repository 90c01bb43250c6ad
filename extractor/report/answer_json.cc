#include "extractor/report/answer_json.h"

#include <algorithm>

#include "extractor/report/record_json.h"

namespace bangvang::report {
namespace {

using json::Writer;

template <class List>
Result<void> write_list(Writer& out, const json::Key& key, store::Archive& archive,
                        const List& list) {
  out.key(key).begin_array();
  for (const auto& one : list) {
    if (auto done = write_json(out, archive, one); !done) return done;
  }
  out.end_array();
  return {};
}

Result<void> write_year(Writer& out, store::Archive& archive, const store::Year& year) {
  out.begin_object();
  out.key("year").integer_or_null(year.year);
  out.key("coverage").begin_object();
  out.key("state").string(state_id(year.state));
  out.key("articles").integer(year.articles);
  out.key("naming").integer(year.naming);
  out.end_object();
  if (auto done = write_list(out, "awards", archive, year.awards); !done) return done;
  if (auto done = write_list(out, "bloc_roles", archive, year.roles); !done) return done;
  if (auto done = write_list(out, "officials", archive, year.persons); !done) return done;
  out.key("meetings").begin_array();
  for (const store::KeptMeeting& meeting : year.meetings) {
    if (auto done = write_json(out, meeting); !done) return done;
  }
  out.end_array();
  out.end_object();
  return {};
}

void write_years(Writer& out, const json::Key& key, const std::optional<store::Years>& years) {
  out.key(key);
  if (!years) {
    out.null();
    return;
  }
  out.begin_array().integer(years->first).integer(years->last).end_array();
}

}  // namespace

std::string state_id(store::State state) {
  switch (state) {
    case store::State::kNotCovered:
      return "not_covered";
    case store::State::kNoneFound:
      return "none_found";
    case store::State::kFound:
      break;
  }
  return "found";
}

void write_json(Writer& out, const store::Found& found) {
  out.begin_object();
  out.key("matches").begin_array();
  for (const store::Subject& subject : found.subjects) write_json(out, subject);
  out.end_array();
  out.key("suggestions").strings(found.suggestions);
  out.end_object();
}

Result<void> write_json(Writer& out, store::Archive& archive, const store::Timeline& timeline) {
  out.begin_object();
  out.key("subject");
  write_json(out, timeline.subject);
  out.key("bodies").begin_array();
  for (const history::Body& body : timeline.line) write_json(out, std::optional(body));
  out.end_array();
  out.key("mergers").begin_array();
  for (const store::Crossing& crossing : timeline.crossings) {
    out.begin_object();
    out.key("date").string(crossing.date);
    out.key("from").strings(crossing.from);
    out.key("to").string(crossing.to);
    out.key("source").string(crossing.source);
    out.end_object();
  }
  out.end_array();
  out.key("years").begin_array();
  for (const store::Year& year : timeline.years) {
    if (auto done = write_year(out, archive, year); !done) return done;
  }
  out.end_array();
  out.end_object();
  return {};
}

Result<void> write_json(Writer& out, store::Archive& archive, const std::vector<Bloc>& blocs) {
  out.begin_object();
  out.key("blocs").begin_array();
  for (const Bloc& bloc : blocs) {
    out.begin_object();
    out.key("name").string(bloc.name);
    out.key("province").string(bloc.province);
    out.key("members").strings(bloc.members);
    out.key("years").begin_array();
    for (const auto& [year, roles] : bloc.years) {
      out.begin_object();
      out.key("year").integer_or_null(year);
      out.key("contradiction").boolean(contradicts(roles));
      out.key("bloc_roles").begin_array();
      for (const store::KeptRole& role : roles) {
        if (auto done = write_json(out, archive, role); !done) return done;
      }
      out.end_array();
      out.end_object();
    }
    out.end_array();
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return {};
}

void write_json(Writer& out, const store::Hit& hit) {
  out.begin_object();
  out.key("id").string(hit.article);
  out.key("url").string_unless_empty(hit.url);
  out.key("title").string_unless_empty(hit.title);
  out.key("published").string_unless_empty(hit.published);
  out.key("province").string_unless_empty(hit.province);
  out.key("site").string_unless_empty(hit.site);
  out.key("snippet").begin_array();
  for (const store::Piece& piece : hit.snippet) {
    out.begin_object();
    out.key("text").string(piece.text);
    out.key("found").boolean(piece.found);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

void write_json(Writer& out, const store::Query& query, const store::Hits& hits,
                const std::vector<store::Facet>* facets, const Suggestions& suggestions) {
  out.begin_object();
  out.key("count").integer(std::min(hits.count, store::kCountedHits));
  out.key("more").boolean(hits.count > store::kCountedHits);
  write_years(out, "year", query.year);
  write_years(out, "announced", query.announced);
  out.key("provinces").strings(query.provinces);
  out.key("suggestions").begin_array();
  for (const auto& [word, near] : suggestions) {
    out.begin_object();
    out.key("word").string(word);
    out.key("near").strings(near);
    out.end_object();
  }
  out.end_array();
  out.key("articles").begin_array();
  for (const store::Hit& hit : hits.hits) write_json(out, hit);
  out.end_array();
  if (facets) {
    out.key("facets").begin_array();
    for (const store::Facet& facet : *facets) {
      out.begin_object();
      out.key("kind").string(facet.kind);
      out.key("value").string(facet.value);
      out.key("articles").integer(facet.articles);
      out.end_object();
    }
    out.end_array();
  }
  out.end_object();
}

void write_fields(Writer& out, const store::Statistics& statistics) {
  out.key("coverage").begin_array();
  for (const store::Covered& row : statistics.covered) {
    out.begin_object().key("kind").string(row.kind);
    out.key("value").string_unless_empty(row.value);
    out.key("articles").integer(row.articles);
    out.key("telling").integer(row.telling);
    out.key("failures").integer(row.failures);
    out.end_object();
  }
  out.end_array().key("awards").begin_array();
  for (const store::Counted& row : statistics.counted) {
    out.begin_object().key("kind").string(row.kind);
    out.key("value").string_unless_empty(row.value);
    out.key("records").integer(row.records);
    out.key("named").integer(row.named);
    out.key("recipients").integer(row.recipients);
    out.end_object();
  }
  out.end_array();
  out.key("published").string_unless_empty(statistics.published);
  out.key("fetched").string_unless_empty(statistics.fetched);
  out.key("written").string_unless_empty(statistics.written);
}

void write_json(Writer& out, const store::Statistics& statistics) {
  out.begin_object();
  write_fields(out, statistics);
  out.end_object();
}

}  // namespace bangvang::report
