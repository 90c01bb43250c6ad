#include "extractor/events/codec.h"

#include <algorithm>
#include <utility>

#include "extractor/events/code_points.h"
#include "extractor/events/identity.h"
#include "extractor/events/write_value.h"
#include "extractor/json/writer.h"

namespace bangvang::events {
namespace {

using json::Writer;

// The fields of each kind of fact that are its own.
void write_fields(Writer& out, const facts::Date& fact) {
  out.key("value").string(fact.value);
  out.key("part_of_day").string_unless_empty(fact.part_of_day);
}

void write_fields(Writer& out, const facts::Agency& fact) {
  out.key("name").string(fact.name);
  out.key("place").string_or_null(fact.place);
  out.key("kind").string_unless_empty(fact.kind);
}

void write_fields(Writer& out, const facts::Bloc& fact) {
  out.key("name").string(fact.name);
  out.key("aliases").strings(fact.aliases);
  out.key("members").strings(fact.members);
}

void write_fields(Writer& out, const facts::BlocRole& fact) {
  out.key("role").string(fact.role);
  out.key("holder").string_unless_empty(fact.holder);
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
  out.key("level").string_unless_empty(fact.level);
  out.key("recipient");
  write_value(out, fact.recipient);
  out.key("granted_by").string_or_null(fact.granted_by);
  out.key("year").integer_or_null(fact.year);
  out.key("period").string_or_null(fact.period);
  out.key("status").string(fact.status);
  out.key("posthumous").boolean(fact.posthumous);
  out.key("decision");
  write_value(out, fact.decision);
  out.key("reason").string_or_null(fact.reason);
}

void write_fields(Writer& out, const facts::Document& fact) {
  out.key("type").string(fact.type);
  out.key("number").string(fact.number);
  out.key("date").string_or_null(fact.date);
  out.key("issuer").string_or_null(fact.issuer);
}

// Facts that stand in the output twice: in their list and among the events.
struct Twice {
  std::vector<std::string> ids;
  std::vector<std::pair<std::size_t, std::size_t>> members;  // bytes of the output, of the first
};

bool is_empty(const facts::Facts& facts) {
  return facts.dates.empty() && facts.agencies.empty() && facts.blocs.empty() &&
         facts.bloc_roles.empty() && facts.officials.empty() && facts.awards.empty() &&
         facts.documents.empty();
}

constexpr std::size_t kUsualFact = 700;  // bytes of output, ample

// Writes one article. Ids are given when the first of a fact's two copies is written.
class Encoder {
 public:
  explicit Encoder(const Extraction& extraction,
                   facts::Confidence least = facts::Confidence::kDoubtful)
      : extraction_(extraction),
        least_(least),
        text_(extraction.article.text),
        // Of a text without facts no place is asked.
        code_points_(is_empty(extraction.facts) ? std::string_view() : text_),
        version_(article_version(extraction)),
        id_(article_id(extraction, version_)),
        ids_(version_) {
    roles_.ids = ids_of("bloc_role", extraction.facts.bloc_roles);
    awards_.ids = ids_of("award", extraction.facts.awards);
    meeting_ids_ = ids_of("meeting", extraction.meetings);
    finding_ids_ = ids_of("finding", extraction.findings);
  }

  std::string object(const CodecOptions& options) {
    const facts::Facts& found = extraction_.facts;
    const std::size_t once = found.dates.size() + found.agencies.size() + found.blocs.size() +
                             found.officials.size() + found.documents.size();
    const std::size_t twice = found.bloc_roles.size() + found.awards.size();
    std::string json;
    json.reserve((once + 2 * twice + 2) * kUsualFact + (options.with_text ? text_.size() : 0));
    Writer out(json);
    out.begin_object();
    out.key("schema_version").integer(kSchemaVersion);
    out.key("producer").begin_object();
    out.key("version").string(options.version);
    out.key("grammars").string(options.grammars);
    out.end_object();
    write_article(out, true, options.with_text);
    write_facts(out, json);
    write_events(out, json);
    write_findings(out);
    out.end_object();
    return json;
  }

  Record record(const CodecOptions& options) {
    const page::Article& article = extraction_.article;
    Record out{.id = id_,
               .version = version_,
               .source = article.source,
               .url = article.url,
               .title = article.title,
               .author = article.author,
               .published = article.published,
               .province = extraction_.province,
               .site = article.site,
               .category = article.category,
               .attachments = article.attachments,
               .text = article.text,
               .program = options.version,
               .grammars = options.grammars};
    const facts::Facts& found = extraction_.facts;
    add_facts(out, "date", found.dates, ids_of("date", found.dates));
    add_facts(out, "agency", found.agencies, ids_of("agency", found.agencies));
    add_facts(out, "bloc", found.blocs, ids_of("bloc", found.blocs));
    add_facts(out, "bloc_role", found.bloc_roles, roles_.ids);
    add_facts(out, "official", found.officials, ids_of("official", found.officials));
    add_facts(out, "award", found.awards, awards_.ids);
    add_facts(out, "document", found.documents, ids_of("document", found.documents));
    for (std::size_t i = 0; i < extraction_.meetings.size(); ++i) {
      StoredFact fact{.id = meeting_ids_[i], .kind = "meeting"};
      Writer json(fact.json);
      json.begin_object();
      write_meeting(json, i);
      json.end_object();
      out.facts.push_back(std::move(fact));
    }
    for (std::size_t i = 0; i < extraction_.findings.size(); ++i) {
      StoredFact fact{.id = finding_ids_[i], .kind = "finding"};
      Writer json(fact.json);
      json.begin_object();
      write_finding(json, i);
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
    add_lines(lines, "bloc_role", found.bloc_roles, roles_);
    add_lines(lines, "award", found.awards, awards_);
    return lines;
  }

 private:
  template <class Fact>
  std::string next_id(std::string_view kind, const Fact& fact) {
    FactKey key = ids_.key(kind);
    return ids_.next(add_key(key, fact));
  }

  template <class Fact>
  std::vector<std::string> ids_of(std::string_view kind, const std::vector<Fact>& list) {
    std::vector<std::string> ids;
    ids.reserve(list.size());
    for (const Fact& fact : list) ids.push_back(next_id(kind, fact));
    return ids;
  }

  template <class Fact>
  void add_facts(Record& out, std::string_view kind, const std::vector<Fact>& list,
                 const std::vector<std::string>& ids) const {
    for (std::size_t i = 0; i < list.size(); ++i) {
      StoredFact fact{.id = ids[i], .kind = std::string(kind), .rule = list[i].evidence.rule};
      Writer json(fact.json);
      json.begin_object();
      write_fact(json, list[i], ids[i]);
      json.end_object();
      out.facts.push_back(std::move(fact));
    }
  }

  // Of all facts ids are made, so that they are the same whatever is written.
  template <class Fact>
  bool is_written(const Fact& fact) const {
    return fact.evidence.confidence >= least_;
  }

  // All there is to know of the article, or what an event alone must say of it.
  void write_article(Writer& out, bool whole, bool with_text) const {
    const page::Article& article = extraction_.article;
    out.key("article").begin_object();
    out.key("id").string(id_);
    out.key("version").string(version_);
    out.key("source").string(article.source);
    out.key("url").string_or_null(article.url);
    out.key("title").string_or_null(article.title);
    if (whole) out.key("author").string_or_null(article.author);
    out.key("published").string_or_null(article.published);
    out.key("province").string_or_null(extraction_.province);
    if (whole) out.key("site").string_or_null(article.site);
    if (whole) out.key("category").string_or_null(article.category);
    if (whole) out.key("attachments").strings(article.attachments);
    if (with_text) out.key("text").string(text_);
    out.end_object();
  }

  void write_facts(Writer& out, const std::string& json) {
    const facts::Facts& found = extraction_.facts;
    out.key("facts").begin_object();
    write_list(out, "dates", "date", found.dates);
    write_list(out, "agencies", "agency", found.agencies);
    write_list(out, "blocs", "bloc", found.blocs);
    write_first(out, json, "bloc_roles", found.bloc_roles, roles_);
    write_list(out, "officials", "official", found.officials);
    write_first(out, json, "awards", found.awards, awards_);
    write_list(out, "documents", "document", found.documents);
    out.end_object();
  }

  void write_events(Writer& out, const std::string& json) const {
    out.key("events").begin_array();
    for (std::size_t i = 0; i < extraction_.meetings.size(); ++i) {
      out.begin_object();
      write_meeting(out, i);
      out.end_object();
    }
    write_again(out, json, "bloc_role", roles_);
    write_again(out, json, "award", awards_);
    out.end_array();
  }

  template <class Fact>
  void write_list(Writer& out, const json::Key& key, std::string_view kind,
                  const std::vector<Fact>& list) {
    out.key(key).begin_array();
    for (const Fact& fact : list) {
      const std::string id = next_id(kind, fact);
      if (!is_written(fact)) continue;
      out.begin_object();
      write_fact(out, fact, id);
      out.end_object();
    }
    out.end_array();
  }

  // `json` is what `out` writes to.
  template <class Fact>
  void write_first(Writer& out, const std::string& json, const json::Key& key,
                   const std::vector<Fact>& list, Twice& twice) const {
    out.key(key).begin_array();
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!is_written(list[i])) continue;
      out.begin_object();
      const std::size_t begin = json.size();
      write_fact(out, list[i], twice.ids[i]);
      twice.members.emplace_back(begin, json.size());
      out.end_object();
    }
    out.end_array();
  }

  void write_again(Writer& out, const std::string& json, std::string_view type,
                   const Twice& twice) const {
    for (const auto& [begin, end] : twice.members) {
      out.begin_object();
      out.key("type").string(type);
      out.members(std::string_view(json).substr(begin, end - begin));
      out.end_object();
    }
  }

  // The members of a fact's object.
  template <class Fact>
  void write_fact(Writer& out, const Fact& fact, const std::string& id) const {
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
    out.key("inferred").strings(evidence.inferred);
    out.key("confidence").string(facts::name_of(evidence.confidence));
  }

  // Of parts with one name the first counts: a JSON object names each member once.
  void write_parts(Writer& out, const std::vector<std::pair<std::string, Span>>& parts) const {
    out.key("parts").begin_object();
    for (auto part = parts.begin(); part != parts.end(); ++part) {
      const auto same = [&](const auto& other) { return other.first == part->first; };
      if (std::any_of(parts.begin(), part, same)) continue;
      out.any_key(part->first).begin_object();
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

  void write_findings(Writer& out) const {
    out.key("findings").begin_array();
    for (std::size_t i = 0; i < extraction_.findings.size(); ++i) {
      out.begin_object();
      write_finding(out, i);
      out.end_object();
    }
    out.end_array();
  }

  void write_finding(Writer& out, std::size_t index) const {
    const facts::Finding& finding = extraction_.findings[index];
    out.key("id").string(finding_ids_[index]);
    out.key("kind").string(finding.kind);
    write_place(out, finding.span, true);
    out.key("stated").integer_or_null(finding.stated);
    out.key("listed").integer_or_null(finding.listed);
  }

  void write_meeting(Writer& out, std::size_t index) const {
    const Meeting& meeting = extraction_.meetings[index];
    out.key("type").string("meeting");
    out.key("id").string(meeting_ids_[index]);
    out.key("activities").strings(meeting.activities);
    out.key("date").string_or_null(meeting.date);
    out.key("part_of_day").string_unless_empty(meeting.part_of_day);
    out.key("venue").string_or_null(meeting.venue);
    out.key("bloc").string_or_null(meeting.bloc);
    out.key("year").integer_or_null(meeting.year);
    out.key("officials").strings(meeting.officials);
  }

  // One event with what a reader must know of its article.
  template <class WriteEvent>
  void add_line(std::string& lines, const WriteEvent& write_event) const {
    Writer out(lines);
    out.begin_object();
    out.key("schema_version").integer(kSchemaVersion);
    write_article(out, false, false);
    write_event(out);
    out.end_object();
    lines += '\n';
  }

  template <class Fact>
  void add_lines(std::string& lines, std::string_view type, const std::vector<Fact>& list,
                 const Twice& twice) const {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!is_written(list[i])) continue;
      add_line(lines, [&](Writer& out) {
        out.key("type").string(type);
        write_fact(out, list[i], twice.ids[i]);
      });
    }
  }

  const Extraction& extraction_;
  facts::Confidence least_;
  std::string_view text_;
  CodePoints code_points_;
  std::string version_, id_;
  FactIds ids_;
  Twice roles_, awards_;
  std::vector<std::string> meeting_ids_, finding_ids_;
};

}  // namespace

std::string to_json(const Extraction& extraction, const CodecOptions& options) {
  return Encoder(extraction, options.least).object(options);
}

Record to_record(const Extraction& extraction, const CodecOptions& options) {
  return Encoder(extraction).record(options);
}

std::string events_json_lines(const Extraction& extraction, facts::Confidence least) {
  return Encoder(extraction, least).event_lines();
}

}  // namespace bangvang::events
