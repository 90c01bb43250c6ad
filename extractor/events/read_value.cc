#include "extractor/events/read_value.h"

namespace bangvang::events {

using json::Value;

std::string read_text(const Value& value) { return value.string().value_or(""); }

std::optional<int> read_number(const Value& value) {
  const auto number = value.integer();
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::vector<std::string> read_texts(const Value& list) {
  std::vector<std::string> out;
  for (const Value& item : list.items()) out.push_back(read_text(item));
  return out;
}

facts::Evidence read_evidence(const Value& object) {
  facts::Evidence out;
  out.inferred = read_texts(object["inferred"]);
  out.confidence =
      facts::confidence_named(read_text(object["confidence"])).value_or(facts::Confidence::kLikely);
  return out;
}

facts::Agency read_agency(const Value& a) {
  return {read_text(a["name"]), a["place"].string(), read_text(a["kind"]), read_evidence(a)};
}

facts::Bloc read_bloc(const Value& b) {
  return {read_text(b["name"]), read_texts(b["aliases"]), read_texts(b["members"]),
          read_evidence(b)};
}

facts::BlocRole read_bloc_role(const Value& r) {
  return {read_text(r["role"]),   read_text(r["holder"]), r["person"].string(), r["bloc"].string(),
          read_number(r["year"]), r["period"].string(),   read_evidence(r)};
}

facts::Official read_official(const Value& o) {
  facts::Official out{read_text(o["name"]), {}, read_evidence(o)};
  for (const Value& p : o["positions"].items()) {
    out.positions.push_back(
        {read_text(p["title"]), p["agency"].string(), p["former"].boolean().value_or(false)});
  }
  return out;
}

facts::Award read_award(const Value& a) {
  facts::Award out;
  out.form = read_text(a["form"]);
  out.grade = a["grade"].string();
  out.level = read_text(a["level"]);
  const Value r = a["recipient"];
  out.recipient = {read_text(r["kind"]), r["name"].string(), r["of"].string(),
                   read_number(r["count"])};
  out.granted_by = a["granted_by"].string();
  out.year = read_number(a["year"]);
  out.period = a["period"].string();
  out.status = read_text(a["status"]);
  out.posthumous = a["posthumous"].boolean().value_or(false);
  if (const Value d = a["decision"]; d.is_object()) {
    out.decision = {d["number"].string(), d["date"].string(), d["issuer"].string()};
  }
  out.reason = a["reason"].string();
  out.evidence = read_evidence(a);
  return out;
}

facts::Document read_document(const Value& d) {
  return {read_text(d["type"]), read_text(d["number"]), d["date"].string(), d["issuer"].string(),
          read_evidence(d)};
}

Meeting read_meeting(const Value& m) {
  return {.activities = read_texts(m["activities"]),
          .date = m["date"].string(),
          .part_of_day = read_text(m["part_of_day"]),
          .venue = m["venue"].string(),
          .bloc = m["bloc"].string(),
          .year = read_number(m["year"]),
          .officials = read_texts(m["officials"])};
}

}  // namespace bangvang::events
