#include "extractor/report/review_json.h"

#include "extractor/json/value.h"

namespace bangvang::report {
namespace {

using json::Writer;

// The fields a correction brings; those of a merge are told by what they made one.
void write_fields(Writer& out, const history::Correction& correction) {
  const auto value = json::Value::parse(correction.value);
  out.key("fields");
  if (correction.action == "split" || !value || !value->is_object()) {
    out.null();
    return;
  }
  out.begin_object();
  const json::Value fields = correction.action == "merge" ? (*value)["fields"] : *value;
  const std::string members = fields.dump();
  if (members.size() > 2) out.members(std::string_view(members).substr(1, members.size() - 2));
  out.end_object();
}

}  // namespace

void write_json(Writer& out, const std::vector<store::Doubt>& doubts) {
  out.begin_object().key("doubts").begin_array();
  for (const store::Doubt& doubt : doubts) {
    out.begin_object();
    out.key("why").string(doubt.why);
    out.key("kind").string(doubt.kind);
    out.key("id").string(doubt.id);
    out.key("article").string_unless_empty(doubt.article);
    out.key("text").string(doubt.words);
    out.end_object();
  }
  out.end_array().end_object();
}

void write_json(Writer& out, const history::Correction& c) {
  out.begin_object();
  out.key("number").integer(c.number);
  out.key("action").string(c.action);
  out.key("article").string(c.article);
  out.key("kind").string(c.kind);
  out.key("text").string(c.words);
  write_fields(out, c);
  out.key("by").string(c.by);
  out.key("at").string(c.at);
  out.key("reason").string_unless_empty(c.reason);
  out.key("undone_by").string_unless_empty(c.undone_by);
  out.key("undone_at").string_unless_empty(c.undone_at);
  out.end_object();
}

void write_json(Writer& out, const std::vector<history::Correction>& corrections) {
  out.begin_object().key("corrections").begin_array();
  for (const history::Correction& correction : corrections) write_json(out, correction);
  out.end_array().end_object();
}

}  // namespace bangvang::report
