#include "extractor/report/record_json.h"

#include "extractor/events/stored_facts.h"
#include "extractor/events/write_value.h"

namespace bangvang::report {
namespace {

using json::Writer;

void write_path(Writer& out, const history::AwardRecord& record) {
  out.key("path").begin_array();
  for (const history::PathStep& step : record.path) {
    out.begin_object();
    out.key("status").string(step.status);
    out.key("date").string_unless_empty(step.day);
    out.key("fact").string(step.fact);
    out.end_object();
  }
  out.end_array();
}

void write_conflicts(Writer& out, const history::AwardRecord& record) {
  out.key("conflicts").begin_array();
  for (const history::Conflict& conflict : record.conflicts) {
    out.begin_object();
    out.key("field").string(conflict.field);
    out.key("values").begin_array();
    for (const history::Voice& voice : conflict.voices) {
      out.begin_object();
      out.key("value").string(voice.value);
      out.key("voices").integer(voice.origins);
      out.key("facts").strings(voice.facts);
      out.end_object();
    }
    out.end_array();
    out.end_object();
  }
  out.end_array();
}

void write_post(Writer& out, const history::Post& post) {
  out.begin_object();
  out.key("title").string(post.title);
  out.key("agency").string_unless_empty(post.body.name);
  out.key("place").string_unless_empty(post.body.unit());
  out.key("agency_id").string_unless_empty(post.body.name.empty() ? "" : post.body.key());
  out.key("former").boolean(post.former);
  out.key("first_day").string_unless_empty(post.first_day);
  out.key("last_day").string_unless_empty(post.last_day);
  out.end_object();
}

}  // namespace

Result<void> write_evidence(Writer& out, store::Archive& archive, const std::string& kind,
                            const std::string& record) {
  const auto quotes = archive.evidence(kind, record);
  if (!quotes) return std::unexpected(quotes.error());
  out.key("evidence").begin_array();
  for (const store::Quote& quote : *quotes) {
    out.begin_object();
    out.key("id").string(quote.fact);
    out.key("article").string(quote.article);
    out.key("url").string_or_null(quote.url);
    out.key("title").string_or_null(quote.title);
    out.key("published").string_unless_empty(quote.published);
    out.key("text").string(quote.words);
    out.end_object();
  }
  out.end_array();
  return {};
}

void write_json(Writer& out, const std::optional<history::Body>& body) {
  if (!body) {
    out.null();
    return;
  }
  out.begin_object();
  out.key("id").string(body->key());
  out.key("name").string(body->name);
  out.key("place").string_unless_empty(body->unit());
  out.end_object();
}

void write_fields(Writer& out, const store::KeptAward& award) {
  const history::AwardRecord& record = award.record;
  out.key("id").string(record.id);
  out.key("form").string(record.form);
  out.key("grade").string_or_null(record.grade);
  out.key("level").string_unless_empty(record.level);
  out.key("recipient");
  events::write_value(out, record.recipient);
  out.key("body");
  write_json(out, record.body);
  out.key("granted_by").string_or_null(record.granted_by);
  out.key("year").integer_or_null(record.year);
  out.key("period").string_or_null(record.period);
  out.key("status").string(record.status);
  out.key("posthumous").boolean(record.posthumous);
  out.key("decision");
  events::write_value(out, record.decision);
  out.key("reason").string_or_null(record.reason);
  out.key("province").string_unless_empty(record.province);
  out.key("announced").string_unless_empty(award.announced);
  out.key("open").boolean(record.open);
  write_path(out, record);
  write_conflicts(out, record);
}

Result<void> write_json(Writer& out, store::Archive& archive, const store::KeptAward& award) {
  out.begin_object();
  write_fields(out, award);
  if (award.record.recipient.kind == "group") {
    const auto within = archive.awards_within(award.record);
    if (!within) return std::unexpected(within.error());
    out.key("may_include").begin_array();
    for (const store::KeptAward& named : *within) out.string(named.record.id);
    out.end_array();
  }
  if (auto done = write_evidence(out, archive, "award", award.record.id); !done) return done;
  out.key("changed_at").string(award.changed_at);
  out.end_object();
  return {};
}

void write_fields(Writer& out, const store::KeptRole& role) {
  const history::RoleRecord& record = role.record;
  out.key("id").string(record.id);
  out.key("role").string(record.role);
  out.key("holder");
  write_json(out, record.holder);
  out.key("persons").strings(record.persons);
  out.key("bloc").string_unless_empty(record.bloc);
  out.key("aliases").strings(record.aliases);
  out.key("province").string_unless_empty(record.province);
  out.key("year").integer_or_null(record.year);
  out.key("period").string_or_null(record.period);
  out.key("against").strings(record.against);
}

Result<void> write_json(Writer& out, store::Archive& archive, const store::KeptRole& role) {
  out.begin_object();
  write_fields(out, role);
  if (auto done = write_evidence(out, archive, "role", role.record.id); !done) return done;
  out.end_object();
  return {};
}

void write_fields(Writer& out, const store::KeptPerson& person) {
  out.key("id").string(person.record.id);
  out.key("name").string(person.record.name);
  out.key("province").string_unless_empty(person.record.province);
  out.key("open").boolean(person.record.open);
  out.key("positions").begin_array();
  for (const history::Post& post : person.record.posts) write_post(out, post);
  out.end_array();
}

Result<void> write_json(Writer& out, store::Archive& archive, const store::KeptPerson& person) {
  out.begin_object();
  write_fields(out, person);
  if (auto done = write_evidence(out, archive, "person", person.record.id); !done) return done;
  out.end_object();
  return {};
}

Result<void> write_json(Writer& out, const store::KeptMeeting& kept) {
  const auto read = events::read_stored({kept.stored});
  if (!read) return std::unexpected(read.error());
  const events::Meeting& meeting = read->meetings.front().fact;
  out.begin_object();
  out.key("id").string(kept.fact);
  out.key("article").string(kept.article);
  out.key("published").string_unless_empty(kept.published);
  out.key("activities").strings(meeting.activities);
  out.key("date").string_or_null(meeting.date);
  out.key("bloc").string_or_null(meeting.bloc);
  out.key("year").integer_or_null(meeting.year);
  out.key("officials").strings(meeting.officials);
  out.end_object();
  return {};
}

void write_json(Writer& out, const store::Subject& subject) {
  static constexpr const char* kKinds[] = {"body", "person", "place"};
  out.begin_object();
  out.key("kind").string(kKinds[static_cast<int>(subject.kind)]);
  out.key("name").string(subject.name);
  out.key("place").string_unless_empty(subject.place);
  out.key("id").string_unless_empty(subject.person);
  out.key("positions").strings(subject.offices);
  out.end_object();
}

}  // namespace bangvang::report
