#include "extractor/events/codec.h"

#include <algorithm>
#include <utility>

#include "extractor/events/code_points.h"
#include "extractor/events/identity.h"
#include "extractor/json/writer.h"

namespace bangvang::events {
namespace {

using json::Writer;

void add_places(const facts::Evidence& evidence, std::vector<std::uint32_t>& places) {
  const auto add = [&](Span span) {
    places.push_back(span.begin);
    places.push_back(span.end);
  };
  add(evidence.span);
  for (const Span span : evidence.also) add(span);
  for (const auto& [name, span] : evidence.parts) add(span);
}

// Every place of the article's text that the output names.
std::vector<std::uint32_t> places_of(const facts::Facts& found) {
  std::vector<std::uint32_t> places;
  const auto add_all = [&](const auto& list) {
    for (const auto& fact : list) add_places(fact.evidence, places);
  };
  add_all(found.dates);
  add_all(found.agencies);
  add_all(found.blocs);
  add_all(found.bloc_roles);
  add_all(found.officials);
  add_all(found.awards);
  add_all(found.documents);
  return places;
}

void write_strings(Writer& out, std::string_view key, const std::vector<std::string>& strings) {
  out.key(key).begin_array();
  for (const std::string& string : strings) out.string(string);
  out.end_array();
}

void write_or_null(Writer& out, std::string_view key, const std::string& text) {
  out.key(key);
  text.empty() ? out.null() : out.string(text);
}

void write(Writer& out, const facts::Recipient& recipient) {
  out.key("recipient").begin_object();
  out.key("kind").string(recipient.kind);
  out.key("name").string_or_null(recipient.name);
  out.key("of").string_or_null(recipient.of);
  out.key("count").integer_or_null(recipient.count);
  out.end_object();
}

void write(Writer& out, const std::optional<facts::Decision>& decision) {
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

// The fields of each kind of fact that are its own.
void write_fields(Writer& out, const facts::Date& fact) {
  out.key("value").string(fact.value);
  write_or_null(out, "part_of_day", fact.part_of_day);
}

void write_fields(Writer& out, const facts::Agency& fact) {
  out.key("name").string(fact.name);
  out.key("place").string_or_null(fact.place);
  write_or_null(out, "kind", fact.kind);
}

void write_fields(Writer& out, const facts::Bloc& fact) {
  out.key("name").string(fact.name);
  write_strings(out, "aliases", fact.aliases);
  write_strings(out, "members", fact.members);
}

void write_fields(Writer& out, const facts::BlocRole& fact) {
  out.key("role").string(fact.role);
  write_or_null(out, "holder", fact.holder);
  out.key("person").string_or_null(fact.person);
  out.key("bloc").string_or_null(fact.bloc);
  out.key("year").integer_or_null(fact.year);
  out.key("period").string_or_null(fact.period);
}

void write_fields(Writer& out, const facts::Official& fact) {
  out.key("name").string(fact.name);
  out.key("positions").begin_array();
  for (const facts::Position& position : fact.positions) {
    out.begin_object();
    out.key("title").string(position.title);
    out.key("agency").string_or_null(position.agency);
    out.key("former").boolean(position.former);
    out.end_object();
  }
  out.end_array();
}

void write_fields(Writer& out, const facts::Award& fact) {
  out.key("form").string(fact.form);
  out.key("grade").string_or_null(fact.grade);
  write_or_null(out, "level", fact.level);
  write(out, fact.recipient);
  out.key("granted_by").string_or_null(fact.granted_by);
  out.key("year").integer_or_null(fact.year);
  out.key("period").string_or_null(fact.period);
  out.key("status").string(fact.status);
  out.key("posthumous").boolean(fact.posthumous);
  write(out, fact.decision);
  out.key("reason").string_or_null(fact.reason);
}

void write_fields(Writer& out, const facts::Document& fact) {
  out.key("type").string(fact.type);
  out.key("number").string(fact.number);
  out.key("date").string_or_null(fact.date);
  out.key("issuer").string_or_null(fact.issuer);
}

// Writes one article. Ids are given when the first of a fact's two copies is written.
class Encoder {
 public:
  explicit Encoder(const Extraction& extraction)
      : extraction_(extraction),
        text_(extraction.article.text),
        code_points_(text_, places_of(extraction.facts)),
        version_(article_version(extraction)),
        ids_(version_) {
    give_ids("bloc_role", extraction.facts.bloc_roles, role_ids_);
    give_ids("award", extraction.facts.awards, award_ids_);
    for (const Meeting& meeting : extraction.meetings) {
      meeting_ids_.push_back(ids_.next("meeting", key_of(meeting)));
    }
  }

  std::string object(const CodecOptions& options) {
    std::string json;
    json.reserve(4096 + (options.with_text ? text_.size() : 0));
    Writer out(json);
    out.begin_object();
    out.key("schema_version").integer(kSchemaVersion);
    out.key("producer").begin_object();
    out.key("version").string(options.version);
    out.key("grammars").string(options.grammars);
    out.end_object();
    write_article(out, options.with_text);
    write_facts(out);
    write_events(out);
    out.end_object();
    return json;
  }

  Record record(const CodecOptions& options) {
    const page::Article& article = extraction_.article;
    Record out{.id = article_id(extraction_),
               .version = version_,
               .source = article.source,
               .url = article.url,
               .title = article.title,
               .author = article.author,
               .published = article.published,
               .province = extraction_.province,
               .attachments = article.attachments,
               .text = article.text,
               .program = options.version,
               .grammars = options.grammars};
    const facts::Facts& found = extraction_.facts;
    add_facts(out, "date", found.dates, ids_of("date", found.dates));
    add_facts(out, "agency", found.agencies, ids_of("agency", found.agencies));
    add_facts(out, "bloc", found.blocs, ids_of("bloc", found.blocs));
    add_facts(out, "bloc_role", found.bloc_roles, role_ids_);
    add_facts(out, "official", found.officials, ids_of("official", found.officials));
    add_facts(out, "award", found.awards, award_ids_);
    add_facts(out, "document", found.documents, ids_of("document", found.documents));
    for (std::size_t i = 0; i < extraction_.meetings.size(); ++i) {
      StoredFact fact{.id = meeting_ids_[i], .kind = "meeting"};
      Writer json(fact.json);
      json.begin_object();
      write_meeting(json, i);
      json.end_object();
      out.facts.push_back(std::move(fact));
    }
    return out;
  }

  std::string event_lines() {
    std::string lines;
    const facts::Facts& found = extraction_.facts;
    for (std::size_t i = 0; i < extraction_.meetings.size(); ++i) {
      add_line(lines, [&](Writer& out) { write_meeting(out, i); });
    }
    for (std::size_t i = 0; i < found.bloc_roles.size(); ++i) {
      add_line(lines, [&](Writer& out) {
        write_fact(out, found.bloc_roles[i], role_ids_[i], "bloc_role");
      });
    }
    for (std::size_t i = 0; i < found.awards.size(); ++i) {
      add_line(lines,
               [&](Writer& out) { write_fact(out, found.awards[i], award_ids_[i], "award"); });
    }
    return lines;
  }

 private:
  template <class Fact>
  void give_ids(std::string_view kind, const std::vector<Fact>& list,
                std::vector<std::string>& ids) {
    for (const Fact& fact : list) ids.push_back(ids_.next(kind, key_of(fact)));
  }

  template <class Fact>
  std::vector<std::string> ids_of(std::string_view kind, const std::vector<Fact>& list) {
    std::vector<std::string> ids;
    give_ids(kind, list, ids);
    return ids;
  }

  template <class Fact>
  void add_facts(Record& out, std::string_view kind, const std::vector<Fact>& list,
                 const std::vector<std::string>& ids) const {
    for (std::size_t i = 0; i < list.size(); ++i) {
      StoredFact fact{.id = ids[i], .kind = std::string(kind), .rule = list[i].evidence.rule};
      Writer json(fact.json);
      json.begin_object();
      write_fact(json, list[i], ids[i], {});
      json.end_object();
      out.facts.push_back(std::move(fact));
    }
  }

  void write_article(Writer& out, bool with_text) const {
    const page::Article& article = extraction_.article;
    out.key("article").begin_object();
    out.key("id").string(article_id(extraction_));
    out.key("version").string(version_);
    out.key("source").string(article.source);
    out.key("url").string_or_null(article.url);
    out.key("title").string_or_null(article.title);
    out.key("author").string_or_null(article.author);
    out.key("published").string_or_null(article.published);
    out.key("province").string_or_null(extraction_.province);
    write_strings(out, "attachments", article.attachments);
    if (with_text) out.key("text").string(text_);
    out.end_object();
  }

  void write_facts(Writer& out) {
    const facts::Facts& found = extraction_.facts;
    out.key("facts").begin_object();
    write_list(out, "dates", "date", found.dates);
    write_list(out, "agencies", "agency", found.agencies);
    write_list(out, "blocs", "bloc", found.blocs);
    write_list(out, "bloc_roles", found.bloc_roles, role_ids_);
    write_list(out, "officials", "official", found.officials);
    write_list(out, "awards", found.awards, award_ids_);
    write_list(out, "documents", "document", found.documents);
    out.end_object();
  }

  void write_events(Writer& out) const {
    const facts::Facts& found = extraction_.facts;
    out.key("events").begin_array();
    for (std::size_t i = 0; i < extraction_.meetings.size(); ++i) {
      out.begin_object();
      write_meeting(out, i);
      out.end_object();
    }
    write_as_events(out, "bloc_role", found.bloc_roles, role_ids_);
    write_as_events(out, "award", found.awards, award_ids_);
    out.end_array();
  }

  template <class Fact>
  void write_list(Writer& out, std::string_view key, const std::vector<Fact>& list,
                  const std::vector<std::string>& ids) const {
    out.key(key).begin_array();
    for (std::size_t i = 0; i < list.size(); ++i) {
      out.begin_object();
      write_fact(out, list[i], ids[i], {});
      out.end_object();
    }
    out.end_array();
  }

  template <class Fact>
  void write_list(Writer& out, std::string_view key, std::string_view kind,
                  const std::vector<Fact>& list) {
    write_list(out, key, list, ids_of(kind, list));
  }

  template <class Fact>
  void write_as_events(Writer& out, std::string_view type, const std::vector<Fact>& list,
                       const std::vector<std::string>& ids) const {
    for (std::size_t i = 0; i < list.size(); ++i) {
      out.begin_object();
      write_fact(out, list[i], ids[i], type);
      out.end_object();
    }
  }

  // The members of a fact's object; `event` is its type when it stands among the events.
  template <class Fact>
  void write_fact(Writer& out, const Fact& fact, const std::string& id,
                  std::string_view event) const {
    if (!event.empty()) out.key("type").string(event);
    out.key("id").string(id);
    write_fields(out, fact);
    write_evidence(out, fact.evidence);
  }

  void write_evidence(Writer& out, const facts::Evidence& evidence) const {
    write_place(out, evidence.span, true);
    out.key("rule").string(evidence.rule);
    out.key("also").begin_array();
    for (const Span span : evidence.also) {
      out.begin_object();
      write_place(out, span, true);
      out.end_object();
    }
    out.end_array();
    write_parts(out, evidence.parts);
    write_strings(out, "inferred", evidence.inferred);
  }

  // Of parts with one name the first counts: a JSON object names each member once.
  void write_parts(Writer& out, const std::vector<std::pair<std::string, Span>>& parts) const {
    out.key("parts").begin_object();
    for (auto part = parts.begin(); part != parts.end(); ++part) {
      const auto same = [&](const auto& other) { return other.first == part->first; };
      if (std::any_of(parts.begin(), part, same)) continue;
      out.key(part->first).begin_object();
      write_place(out, part->second, false);
      out.end_object();
    }
    out.end_object();
  }

  void write_place(Writer& out, Span span, bool with_words) const {
    if (with_words) out.key("text").string(span.of(text_));
    out.key("begin").integer(code_points_.before(span.begin));
    out.key("end").integer(code_points_.before(span.end));
  }

  void write_meeting(Writer& out, std::size_t index) const {
    const Meeting& meeting = extraction_.meetings[index];
    out.key("type").string("meeting");
    out.key("id").string(meeting_ids_[index]);
    write_strings(out, "activities", meeting.activities);
    out.key("date").string_or_null(meeting.date);
    write_or_null(out, "part_of_day", meeting.part_of_day);
    out.key("venue").string_or_null(meeting.venue);
    out.key("bloc").string_or_null(meeting.bloc);
    out.key("year").integer_or_null(meeting.year);
    write_strings(out, "officials", meeting.officials);
  }

  // One event with what a reader must know of its article.
  template <class WriteEvent>
  void add_line(std::string& lines, const WriteEvent& write_event) const {
    const page::Article& article = extraction_.article;
    Writer out(lines);
    out.begin_object();
    out.key("schema_version").integer(kSchemaVersion);
    out.key("article").begin_object();
    out.key("id").string(article_id(extraction_));
    out.key("version").string(version_);
    out.key("source").string(article.source);
    out.key("url").string_or_null(article.url);
    out.key("title").string_or_null(article.title);
    out.key("published").string_or_null(article.published);
    out.key("province").string_or_null(extraction_.province);
    out.end_object();
    write_event(out);
    out.end_object();
    lines += '\n';
  }

  const Extraction& extraction_;
  std::string_view text_;
  CodePoints code_points_;
  std::string version_;
  FactIds ids_;
  std::vector<std::string> role_ids_, award_ids_, meeting_ids_;
};

}  // namespace

std::string to_json(const Extraction& extraction, const CodecOptions& options) {
  return Encoder(extraction).object(options);
}

Record to_record(const Extraction& extraction, const CodecOptions& options) {
  return Encoder(extraction).record(options);
}

std::string events_json_lines(const Extraction& extraction) {
  return Encoder(extraction).event_lines();
}

}  // namespace bangvang::events
