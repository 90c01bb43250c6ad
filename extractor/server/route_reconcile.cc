// The Reconciliation Service API, version 0.2: names in a table matched to agencies and officials.
// https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
#include <algorithm>

#include "extractor/json/value.h"
#include "extractor/report/names.h"
#include "extractor/report/words.h"
#include "extractor/server/filter.h"
#include "extractor/server/routes.h"
#include "extractor/store/timeline.h"

namespace bangvang::server {
namespace {

// OpenRefine sends ten at a time.
constexpr std::size_t kMostQueries = 50;
constexpr std::size_t kFewCandidates = 5;

struct Candidate {
  std::string id, name, type, description;
  int score = 0;
};

std::string type_name(const std::string& type) {
  return type == "agency" ? "Cơ quan" : type == "official" ? "Cán bộ" : "Khối thi đua";
}

void write_type(json::Writer& out, const std::string& type) {
  out.begin_object().key("id").string(type).key("name").string(type_name(type)).end_object();
}

// A subject of that name, as what it is found by here.
Candidate candidate_of(const store::Subject& subject, const history::Lineage& lineage) {
  const bool person = subject.kind == store::Subject::Kind::kPerson;
  Candidate out{.id = "official/" + subject.person,
                .name = subject.name,
                .type = person ? "official" : "agency",
                .description = report::describe(subject, lineage),
                .score = 100};
  if (!person) out.id = "agency/" + subject.bodies.back().key();
  return out;
}

Result<std::vector<Candidate>> candidates(Context& context, const std::string& name,
                                          const std::string& type, std::size_t limit) {
  const Knowledge& knowledge = *context.knowledge;
  const auto found = store::look_up(context.store->archive(), knowledge.lineage,
                                    report::official_names(knowledge.extractor, name));
  if (!found) return std::unexpected(found.error());
  std::vector<Candidate> out;
  for (const store::Subject& subject : found->subjects) {
    if (subject.kind == store::Subject::Kind::kPlace) continue;
    Candidate one = candidate_of(subject, knowledge.lineage);
    if (type.empty() || type == one.type) out.push_back(std::move(one));
  }
  if (!out.empty()) return out;
  // Nothing is called so: what holds the words is worth a look, and no more.
  constexpr int kLook = 50;
  const auto near = context.store->catalogue().suggestions(
      store::phrase_of(name), type.empty() ? std::vector<std::string>{} : std::vector{type}, limit);
  if (!near) return std::unexpected(near.error());
  for (const store::Suggestion& one : *near) {
    out.push_back({one.kind + '/' + one.id, one.name, one.kind, one.place, kLook});
  }
  return out;
}

Result<void> write_results(json::Writer& out, Context& context, const json::Value& query) {
  std::string name = query["query"].string().value_or("");
  for (const json::Value& property : query["properties"].items()) {
    // A province behind the name chooses among several.
    if (property["pid"].string() == "province") name += ' ' + property["v"].string().value_or("");
  }
  const json::Value type = query["type"];
  const auto asked = type.is_array() && !type.items().empty() ? type.items().front() : type;
  const auto limit = static_cast<std::size_t>(
      std::clamp<std::int64_t>(query["limit"].integer().value_or(kFewCandidates), 1, 20));
  auto list = candidates(context, name, asked.string().value_or(""), limit);
  if (!list) return std::unexpected(list.error());
  if (list->size() > limit) list->resize(limit);
  out.key("result").begin_array();
  for (const Candidate& one : *list) {
    out.begin_object().key("id").string(one.id).key("name").string(one.name);
    out.key("description").string(one.description).key("score").integer(one.score);
    out.key("match").boolean(one.score == 100 && list->size() == 1);
    out.key("type").begin_array();
    write_type(out, one.type);
    out.end_array().end_object();
  }
  out.end_array();
  return {};
}

Response answer_queries(Context& context, const std::string& queries) {
  const auto read = json::Value::parse(queries, "queries");
  if (!read || !read->is_object()) {
    return refuse({400, "bad_parameter", "queries is no JSON object", "queries"});
  }
  const auto keys = read->keys();
  if (keys.size() > kMostQueries) {
    return refuse({400, "bad_parameter", "at most 50 queries at once", "queries"});
  }
  std::string text;
  json::Writer out(text);
  out.begin_object();
  for (const std::string& key : keys) {
    out.any_key(key).begin_object();
    if (auto done = write_results(out, context, (*read)[key]); !done) return failed(done.error());
    out.end_object();
  }
  out.end_object();
  return Response::of(std::move(text));
}

Response manifest(const Call& call) {
  const std::string base = "http://" + std::string(call.request.header("host"));
  std::string text;
  json::Writer out(text);
  out.begin_object();
  out.key("versions").strings({"0.1", "0.2"}).key("name").string("Bảng Vàng");
  out.key("identifierSpace").string(base + "/id").key("schemaSpace").string(base + "/type");
  out.key("defaultTypes").begin_array();
  for (const char* type : {"agency", "official", "bloc"}) write_type(out, type);
  out.end_array();
  out.key("view").begin_object().key("url").string(base + "/{{id}}").end_object();
  out.key("suggest").begin_object().key("entity").begin_object();
  out.key("service_url").string(base).key("service_path").string("/reconcile/suggest/entity");
  out.end_object().end_object();
  out.end_object();
  return Response::of(std::move(text));
}

}  // namespace

Response reconcile(Context& context, const Call& call) {
  const auto queries = call.param("queries");
  return queries ? answer_queries(context, *queries) : manifest(call);
}

// As a form sends it: queries={"q0": …}
Response reconcile_form(Context& context, const Call& call) {
  Request form{.target = "/?" + call.request.body};
  const auto queries = read_target(form) ? form.param("queries") : std::nullopt;
  if (!queries) return refuse({400, "bad_body", "the form has no field queries", "queries"});
  return answer_queries(context, *queries);
}

Response reconcile_suggest(Context& context, const Call& call) {
  constexpr std::size_t kFew = 8;
  const auto found = context.store->catalogue().suggestions(
      store::phrase_of(call.param("prefix").value_or("")), {}, kFew);
  if (!found) return failed(found.error());
  std::string text;
  json::Writer out(text);
  out.begin_object().key("result").begin_array();
  for (const store::Suggestion& one : *found) {
    out.begin_object().key("id").string(one.kind + '/' + one.id).key("name").string(one.name);
    out.key("description").string(one.place).key("notable").begin_array();
    write_type(out, one.kind);
    out.end_array().end_object();
  }
  out.end_array().end_object();
  return Response::of(std::move(text));
}

}  // namespace bangvang::server
