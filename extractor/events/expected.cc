#include "extractor/events/expected.h"

#include <algorithm>
#include <charconv>

#include "extractor/events/read_value.h"
#include "extractor/events/stored_facts.h"
#include "extractor/json/value.h"

namespace bangvang::events {
namespace {

using json::Value;

// Gold lists a date or an agency by its bare value, an extraction as an object.
std::string text_or(const Value& value, std::string_view key) {
  return value.is_string() ? read_text(value) : read_text(value[key]);
}

FactSet fact_set(const Value& v) {
  FactSet out;
  facts::Facts& f = out.facts;
  for (const Value& d : v["dates"].items())
    f.dates.push_back({text_or(d, "value"), "", read_evidence(d)});
  for (const Value& a : v["agencies"].items())
    f.agencies.push_back({text_or(a, "name"), {}, "", read_evidence(a)});
  for (const Value& b : v["blocs"].items()) f.blocs.push_back(read_bloc(b));
  for (const Value& r : v["bloc_roles"].items()) f.bloc_roles.push_back(read_bloc_role(r));
  for (const Value& o : v["officials"].items()) f.officials.push_back(read_official(o));
  for (const Value& a : v["awards"].items()) f.awards.push_back(read_award(a));
  for (const Value& d : v["documents"].items()) f.documents.push_back(read_document(d));
  for (const Value& m : v["meetings"].items()) out.meetings.push_back(read_meeting(m));
  return out;
}

std::string stem(std::string_view path) {
  path = path.substr(path.find_last_of('/') + 1);
  const std::size_t dot = path.find_last_of('.');
  return std::string(dot == std::string_view::npos ? path : path.substr(0, dot));
}

// --- The corpus form.

using Fields = std::vector<std::string>;  // an empty field means null

Fields split(std::string_view line, char separator) {
  Fields fields;
  while (true) {
    const std::size_t at = line.find(separator);
    std::string_view field = line.substr(0, at);
    while (field.starts_with(' ')) field.remove_prefix(1);
    while (field.ends_with(' ')) field.remove_suffix(1);
    fields.emplace_back(field);
    if (at == std::string_view::npos) return fields;
    line.remove_prefix(at + 1);
  }
}

std::optional<std::string> maybe(const std::string& field) {
  return field.empty() ? std::nullopt : std::optional(field);
}

std::optional<int> maybe_number(const std::string& field) {
  int value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc{} || end != field.data() + field.size()) return std::nullopt;
  return value;
}

Fields list(const std::string& field, char separator) {
  Fields items = split(field, separator);
  std::erase(items, "");
  return items;
}

// "2023" is a year, "2023/2024" a period.
void set_year(const std::string& field, std::optional<int>& year,
              std::optional<std::string>& period) {
  year = field.size() == 4 ? maybe_number(field) : std::nullopt;
  if (!year) period = maybe(field);
}

facts::Recipient recipient(const std::string& field) {
  const Fields parts = split(field, ':');
  facts::Recipient out{.kind = parts[0]};
  if (out.kind == "group") {
    if (parts.size() > 1) out.of = maybe(parts[1]);
    if (parts.size() > 2) out.count = maybe_number(parts[2]);
  } else {
    out.name = maybe(field.size() > out.kind.size() ? field.substr(out.kind.size() + 1) : "");
  }
  return out;
}

class LineReader {
 public:
  explicit LineReader(FactSet& out) : out_(out) {}

  // False when the line is of no known kind.
  bool read(std::string_view line) {
    const std::size_t space = line.find(' ');
    const std::string_view kind = line.substr(0, space);
    Fields f = split(space == std::string_view::npos ? "" : line.substr(space + 1), '|');
    f.resize(std::max<std::size_t>(f.size(), 6));
    if (kind == "title" || kind == "author") return true;
    if (kind == "date") return out_.facts.dates.push_back({f[0], "", {}}), true;
    if (kind == "agency") return out_.facts.agencies.push_back({f[0], {}, "", {}}), true;
    if (kind == "bloc")
      return out_.facts.blocs.push_back({f[0], list(f[1], ';'), list(f[2], ';'), {}}), true;
    if (kind == "role") return role(f), true;
    if (kind == "official") return official_line(f), true;
    if (kind == "award") return award_line(f), true;
    if (kind == "document") {
      return out_.facts.documents.push_back({f[0], f[1], maybe(f[2]), maybe(f[3]), {}}), true;
    }
    if (kind == "meeting") return meeting(f), true;
    return false;
  }

 private:
  void role(const Fields& f) {
    facts::BlocRole role{f[0], f[1], maybe(f[4]), maybe(f[3]), {}, {}, {}};
    set_year(f[2], role.year, role.period);
    out_.facts.bloc_roles.push_back(std::move(role));
  }
  void official_line(const Fields& f) {
    auto& officials = out_.facts.officials;
    auto known = std::ranges::find(officials, f[0], &facts::Official::name);
    if (known == officials.end()) known = officials.insert(officials.end(), {f[0], {}, {}});
    if (!f[1].empty()) known->positions.push_back({f[1], maybe(f[2]), f[3] == "former"});
  }
  void award_line(const Fields& f) {
    facts::Award award{.form = f[0],
                       .grade = maybe(f[1]),
                       .recipient = recipient(f[3]),
                       .granted_by = maybe(f[4]),
                       .status = f[2]};
    set_year(f[5], award.year, award.period);
    out_.facts.awards.push_back(std::move(award));
  }
  void meeting(const Fields& f) {
    Meeting meeting;
    meeting.activities = list(f[0], ',');
    meeting.date = maybe(f[1]);
    out_.meetings.push_back(std::move(meeting));
  }
  FactSet& out_;
};

std::string year_field(const std::optional<int>& year, const std::optional<std::string>& period) {
  return year ? std::to_string(*year) : period.value_or("");
}

std::string recipient_field(const facts::Recipient& r) {
  if (r.kind != "group") return r.kind + ":" + r.name.value_or("");
  return "group:" + r.of.value_or("") + ":" + (r.count ? std::to_string(*r.count) : "");
}

std::string join(const std::vector<std::string>& items, std::string_view between) {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += between;
    out += item;
  }
  return out;
}

}  // namespace

Result<Gold> read_gold(std::string_view json, std::string_view file) {
  const auto parsed = Value::parse(json, file);
  if (!parsed) return std::unexpected(parsed.error());
  if (!parsed->is_object())
    return fail(Error::Kind::kBadInput, "is no JSON object", {}, std::string(file));
  const Value& v = *parsed;
  Gold gold;
  gold.name = stem(v["article"]["source"].string().value_or(std::string(file)));
  gold.province = v["article"]["province"].string();
  gold.title = v["article"]["title"].string();
  gold.author = v["article"]["author"].string();
  gold.wanted = fact_set(v.has("facts") ? v["facts"] : v);
  for (const Value& event : v["events"].items()) {
    if (read_text(event["type"]) != "meeting") continue;
    gold.wanted.meetings.push_back(read_meeting(event));
  }
  gold.optional = fact_set(v["optional"]);
  return gold;
}

Result<FactSet> read_expected(const std::vector<std::string>& lines, bool optional,
                              std::string_view file) {
  FactSet out;
  LineReader reader(out);
  for (std::string_view line : lines) {
    const bool is_optional = line.starts_with('?');
    if (line.starts_with('#') || is_optional != optional) continue;
    if (is_optional) line.remove_prefix(1);
    while (line.starts_with(' ')) line.remove_prefix(1);
    if (!reader.read(line)) {
      return fail(Error::Kind::kBadInput, "unknown kind of fact: " + std::string(line), {},
                  std::string(file));
    }
  }
  return out;
}

std::vector<std::string> expected_lines(const Extraction& extraction) {
  std::vector<std::string> out;
  const auto add = [&](std::string kind, const std::vector<std::string>& fields) {
    kind.resize(std::max<std::size_t>(kind.size() + 1, 10), ' ');
    out.push_back(kind + join(fields, " | "));
  };
  const facts::Facts& f = extraction.facts;
  for (const auto& d : f.dates) add("date", {d.value});
  for (const auto& a : f.agencies) add("agency", {a.name});
  for (const auto& b : f.blocs) add("bloc", {b.name, join(b.aliases, "; "), join(b.members, "; ")});
  for (const auto& r : f.bloc_roles) {
    std::vector<std::string> fields = {r.role, r.holder, year_field(r.year, r.period),
                                       r.bloc.value_or("")};
    if (r.person) fields.push_back(*r.person);
    add("role", fields);
  }
  for (const auto& o : f.officials) {
    if (o.positions.empty()) add("official", {o.name});
    for (const auto& p : o.positions) {
      std::vector<std::string> fields = {o.name, p.title, p.agency.value_or("")};
      if (p.former) fields.push_back("former");
      add("official", fields);
    }
  }
  for (const auto& a : f.awards) {
    add("award", {a.form, a.grade.value_or(""), a.status, recipient_field(a.recipient),
                  a.granted_by.value_or(""), year_field(a.year, a.period)});
  }
  for (const auto& d : f.documents) {
    add("document", {d.type, d.number, d.date.value_or(""), d.issuer.value_or("")});
  }
  for (const auto& m : extraction.meetings) {
    add("meeting", {join(m.activities, ", "), m.date.value_or("")});
  }
  return out;
}

Result<std::vector<std::string>> expected_lines(const std::vector<StoredFact>& facts) {
  const auto read = read_stored(facts);
  if (!read) return std::unexpected(read.error());
  Extraction out;
  const auto take = [](const auto& from, auto& to) {
    for (const auto& one : from) to.push_back(one.fact);
  };
  take(read->agencies, out.facts.agencies);
  take(read->blocs, out.facts.blocs);
  take(read->bloc_roles, out.facts.bloc_roles);
  take(read->officials, out.facts.officials);
  take(read->awards, out.facts.awards);
  take(read->meetings, out.meetings);
  // What read_stored() leaves out: nothing is resolved from these.
  for (const StoredFact& fact : facts) {
    if (fact.kind != "date" && fact.kind != "document") continue;
    const auto object = json::Value::parse(fact.json, fact.id);
    if (!object) return std::unexpected(object.error());
    if (fact.kind == "document") {
      out.facts.documents.push_back(read_document(*object));
    } else {
      out.facts.dates.push_back({.value = read_text((*object)["value"])});
    }
  }
  return expected_lines(out);
}

}  // namespace bangvang::events
