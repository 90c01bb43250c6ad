// The draft of a gold file: values without places, for a person to correct.
#include <cassert>
#include <set>

#include "extractor/events/codec.h"
#include "extractor/json/writer.h"

namespace bangvang::events {
namespace {

using json::Writer;

void write_if(Writer& out, const json::Key& key, const std::optional<std::string>& text) {
  if (text) out.key(key).string(*text);
}

void write_if(Writer& out, const json::Key& key, const std::optional<int>& number) {
  if (number) out.key(key).integer(*number);
}

// Each value once, in the order of the text.
template <class Fact, class ValueOf>
void write_values(Writer& out, const json::Key& key, const std::vector<Fact>& list,
                  const ValueOf& value_of) {
  out.key(key).begin_array();
  std::set<std::string> written;
  for (const Fact& fact : list) {
    if (written.insert(value_of(fact)).second) out.string(value_of(fact));
  }
  out.end_array();
}

void write(Writer& out, const facts::Bloc& bloc) {
  out.key("name").string(bloc.name);
  if (!bloc.aliases.empty()) out.key("aliases").strings(bloc.aliases);
  out.key("members").strings(bloc.members);
}

void write(Writer& out, const facts::BlocRole& role) {
  out.key("role").string(role.role);
  out.key("holder").string(role.holder);
  write_if(out, "person", role.person);
  write_if(out, "year", role.year);
  write_if(out, "period", role.period);
  write_if(out, "bloc", role.bloc);
}

void write(Writer& out, const facts::Official& official) {
  out.key("name").string(official.name);
  out.key("positions").begin_array();
  for (const facts::Position& position : official.positions) {
    out.begin_object();
    out.key("title").string(position.title);
    out.key("agency").string_or_null(position.agency);
    if (position.former) out.key("former").boolean(true);
    out.end_object();
  }
  out.end_array();
}

void write(Writer& out, const facts::Award& award) {
  out.key("form").string(award.form);
  write_if(out, "grade", award.grade);
  out.key("recipient").begin_object();
  out.key("kind").string(award.recipient.kind);
  write_if(out, "name", award.recipient.name);
  write_if(out, "of", award.recipient.of);
  write_if(out, "count", award.recipient.count);
  out.end_object();
  write_if(out, "granted_by", award.granted_by);
  write_if(out, "year", award.year);
  write_if(out, "period", award.period);
  out.key("status").string(award.status);
}

void write(Writer& out, const facts::Document& document) {
  out.key("type").string(document.type);
  out.key("number").string(document.number);
  write_if(out, "date", document.date);
  write_if(out, "issuer", document.issuer);
}

void write(Writer& out, const Meeting& meeting) {
  out.key("activities").strings(meeting.activities);
  write_if(out, "date", meeting.date);
  if (!meeting.part_of_day.empty()) out.key("part_of_day").string(meeting.part_of_day);
}

template <class Fact>
void write_objects(Writer& out, const json::Key& key, const std::vector<Fact>& list) {
  out.key(key).begin_array();
  for (const Fact& fact : list) {
    out.begin_object();
    write(out, fact);
    out.end_object();
  }
  out.end_array();
}

}  // namespace

std::string to_gold_json(const Extraction& extraction) {
  const facts::Facts& found = extraction.facts;
  std::string json;
  Writer out(json);
  out.begin_object();
  out.key("article").begin_object();
  out.key("title").string_or_null(extraction.article.title);
  out.key("author").string_or_null(extraction.article.author);
  out.key("published").string_or_null(extraction.article.published);
  out.key("province").string_or_null(extraction.province);
  out.end_object();
  write_values(out, "dates", found.dates, [](const facts::Date& d) { return d.value; });
  write_values(out, "agencies", found.agencies, [](const facts::Agency& a) { return a.name; });
  write_objects(out, "blocs", found.blocs);
  write_objects(out, "bloc_roles", found.bloc_roles);
  write_objects(out, "officials", found.officials);
  write_objects(out, "awards", found.awards);
  write_objects(out, "documents", found.documents);
  write_objects(out, "meetings", extraction.meetings);
  out.key("optional").begin_object().end_object();
  out.end_object();
  auto indented = json::pretty(json);
  assert(indented);  // we wrote it
  return *std::move(indented) + "\n";
}

}  // namespace bangvang::events
