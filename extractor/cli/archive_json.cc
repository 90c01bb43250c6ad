#include "extractor/cli/archive_json.h"

#include "extractor/events/stored_facts.h"

namespace bangvang::cli {
namespace {

using json::Writer;

void write_or_null(Writer& out, const json::Key& key, const std::string& text) {
  out.key(key);
  text.empty() ? out.null() : out.string(text);
}

void write_strings(Writer& out, const json::Key& key, const std::vector<std::string>& strings) {
  out.key(key).begin_array();
  for (const std::string& string : strings) out.string(string);
  out.end_array();
}

void write_size(Writer& out, const json::Key& key, std::size_t size) {
  out.key(key).integer(static_cast<std::int64_t>(size));
}

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
    write_or_null(out, "published", quote.published);
    out.key("text").string(quote.words);
    out.end_object();
  }
  out.end_array();
  return {};
}

void write_recipient(Writer& out, const facts::Recipient& recipient) {
  out.key("recipient").begin_object();
  out.key("kind").string(recipient.kind);
  out.key("name").string_or_null(recipient.name);
  out.key("of").string_or_null(recipient.of);
  out.key("count").integer_or_null(recipient.count);
  out.end_object();
}

void write_decision(Writer& out, const std::optional<facts::Decision>& decision) {
  out.key("decision");
  if (!decision) {
    out.null();
    return;
  }
  out.begin_object();
  out.key("number").string_or_null(decision->number);
  out.key("date").string_or_null(decision->date);
  out.key("issuer").string_or_null(decision->issuer);
  out.end_object();
}

void write_path(Writer& out, const history::AwardRecord& record) {
  out.key("path").begin_array();
  for (const history::PathStep& step : record.path) {
    out.begin_object();
    out.key("status").string(step.status);
    write_or_null(out, "date", step.day);
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
      write_size(out, "voices", voice.origins);
      write_strings(out, "facts", voice.facts);
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
  write_or_null(out, "agency", post.body.name);
  write_or_null(out, "place", post.body.unit());
  out.key("former").boolean(post.former);
  write_or_null(out, "first_day", post.first_day);
  write_or_null(out, "last_day", post.last_day);
  out.end_object();
}

Result<void> write_one(Writer& out, store::Archive& archive, const store::KeptPerson& person) {
  out.begin_object();
  out.key("id").string(person.record.id);
  out.key("name").string(person.record.name);
  write_or_null(out, "province", person.record.province);
  out.key("open").boolean(person.record.open);
  out.key("positions").begin_array();
  for (const history::Post& post : person.record.posts) write_post(out, post);
  out.end_array();
  if (auto done = write_evidence(out, archive, "person", person.record.id); !done) return done;
  out.end_object();
  return {};
}

Result<void> write_one(Writer& out, store::Archive&, const store::KeptMeeting& kept) {
  const auto read = events::read_stored({kept.stored});
  if (!read) return std::unexpected(read.error());
  const events::Meeting& meeting = read->meetings.front().fact;
  out.begin_object();
  out.key("id").string(kept.fact);
  out.key("article").string(kept.article);
  write_or_null(out, "published", kept.published);
  write_strings(out, "activities", meeting.activities);
  out.key("date").string_or_null(meeting.date);
  out.key("bloc").string_or_null(meeting.bloc);
  out.key("year").integer_or_null(meeting.year);
  write_strings(out, "officials", meeting.officials);
  out.end_object();
  return {};
}

Result<void> write_one(Writer& out, store::Archive& archive, const store::KeptAward& award) {
  return write_json(out, archive, award);
}

Result<void> write_one(Writer& out, store::Archive& archive, const store::KeptRole& role) {
  return write_json(out, archive, role);
}

Result<void> write_one(Writer& out, store::Archive& archive, const store::Year& year);

template <class List>
Result<void> write_list(Writer& out, const json::Key& key, store::Archive& archive,
                        const List& list) {
  out.key(key).begin_array();
  for (const auto& one : list) {
    if (auto done = write_one(out, archive, one); !done) return done;
  }
  out.end_array();
  return {};
}

Result<void> write_one(Writer& out, store::Archive& archive, const store::Year& year) {
  out.begin_object();
  out.key("year").integer_or_null(year.year);
  out.key("coverage").begin_object();
  out.key("state").string(state_id(year.state));
  write_size(out, "articles", year.articles);
  write_size(out, "naming", year.naming);
  out.end_object();
  if (auto done = write_list(out, "awards", archive, year.awards); !done) return done;
  if (auto done = write_list(out, "bloc_roles", archive, year.roles); !done) return done;
  if (auto done = write_list(out, "officials", archive, year.persons); !done) return done;
  if (auto done = write_list(out, "meetings", archive, year.meetings); !done) return done;
  out.end_object();
  return {};
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

void write_json(Writer& out, const std::optional<history::Body>& body) {
  if (!body) {
    out.null();
    return;
  }
  out.begin_object();
  out.key("name").string(body->name);
  write_or_null(out, "place", body->unit());
  out.end_object();
}

Result<void> write_json(Writer& out, store::Archive& archive, const store::KeptAward& award) {
  const history::AwardRecord& record = award.record;
  out.begin_object();
  out.key("id").string(record.id);
  out.key("form").string(record.form);
  out.key("grade").string_or_null(record.grade);
  write_or_null(out, "level", record.level);
  write_recipient(out, record.recipient);
  out.key("body");
  write_json(out, record.body);
  out.key("granted_by").string_or_null(record.granted_by);
  out.key("year").integer_or_null(record.year);
  out.key("period").string_or_null(record.period);
  out.key("status").string(record.status);
  out.key("posthumous").boolean(record.posthumous);
  write_decision(out, record.decision);
  out.key("reason").string_or_null(record.reason);
  write_or_null(out, "province", record.province);
  write_or_null(out, "announced", award.announced);
  out.key("open").boolean(record.open);
  write_path(out, record);
  write_conflicts(out, record);
  if (auto done = write_evidence(out, archive, "award", record.id); !done) return done;
  out.key("changed_at").string(award.changed_at);
  out.end_object();
  return {};
}

Result<void> write_json(Writer& out, store::Archive& archive, const store::KeptRole& role) {
  const history::RoleRecord& record = role.record;
  out.begin_object();
  out.key("id").string(record.id);
  out.key("role").string(record.role);
  out.key("holder");
  write_json(out, record.holder);
  write_strings(out, "persons", record.persons);
  write_or_null(out, "bloc", record.bloc);
  write_strings(out, "aliases", record.aliases);
  write_or_null(out, "province", record.province);
  out.key("year").integer_or_null(record.year);
  out.key("period").string_or_null(record.period);
  write_strings(out, "against", record.against);
  if (auto done = write_evidence(out, archive, "role", record.id); !done) return done;
  out.end_object();
  return {};
}

void write_json(Writer& out, const store::Subject& subject) {
  static constexpr const char* kKinds[] = {"body", "person", "place"};
  out.begin_object();
  out.key("kind").string(kKinds[static_cast<int>(subject.kind)]);
  out.key("name").string(subject.name);
  write_or_null(out, "place", subject.place);
  write_or_null(out, "id", subject.person);
  write_strings(out, "positions", subject.offices);
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
    write_strings(out, "from", crossing.from);
    out.key("to").string(crossing.to);
    out.key("source").string(crossing.source);
    out.end_object();
  }
  out.end_array();
  if (auto done = write_list(out, "years", archive, timeline.years); !done) return done;
  out.end_object();
  return {};
}

}  // namespace bangvang::cli
