#include "extractor/events/record.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extractor/events/codec.h"
#include "extractor/json/value.h"
#include "extractor/json/writer.h"

namespace bangvang::events {
namespace {

constexpr std::size_t kIdDigits = 32;

// The lists of an article's `facts` in the order of the output, with the kind each holds.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kLists = {{
    {"dates", "date"},
    {"agencies", "agency"},
    {"blocs", "bloc"},
    {"bloc_roles", "bloc_role"},
    {"officials", "official"},
    {"awards", "award"},
    {"documents", "document"},
}};
constexpr std::string_view kMeeting = "meeting", kFinding = "finding";

bool is_id(const std::string& id) {
  return id.size() == kIdDigits && id.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Result<StoredFact> read_fact(const json::Value& object, std::string_view kind,
                             std::string_view file) {
  StoredFact fact{.id = object["id"].string().value_or(""),
                  .kind = std::string(kind),
                  .rule = object["rule"].string().value_or("")};
  if (!is_id(fact.id)) {
    return fail(Error::Kind::kBadInput, "a fact of kind " + fact.kind + " has no id", {},
                std::string(file));
  }
  fact.json = object.dump();
  return fact;
}

Result<void> read_facts(const json::Value& root, Record& record, std::string_view file) {
  const auto add = [&](const json::Value& object, std::string_view kind) -> Result<void> {
    auto fact = read_fact(object, kind, file);
    if (!fact) return std::unexpected(std::move(fact.error()));
    record.facts.push_back(*std::move(fact));
    return {};
  };
  for (const auto& [list, kind] : kLists) {
    for (const json::Value& object : root["facts"][list].items()) {
      if (auto added = add(object, kind); !added) return added;
    }
  }
  for (const json::Value& event : root["events"].items()) {
    if (event["type"].string() != kMeeting) continue;
    if (auto added = add(event, kMeeting); !added) return added;
  }
  for (const json::Value& finding : root["findings"].items()) {
    if (auto added = add(finding, kFinding); !added) return added;
  }
  return {};
}

void append_list(std::string& out, const Record& record, std::string_view kind) {
  bool first = true;
  for (const StoredFact& fact : record.facts) {
    if (fact.kind != kind) continue;
    if (!std::exchange(first, false)) out += ',';
    out += fact.json;
  }
}

void append_events(std::string& out, const Record& record) {
  bool first = true;
  for (const std::string_view type :
       {kMeeting, std::string_view("bloc_role"), std::string_view("award")}) {
    for (const StoredFact& fact : record.facts) {
      if (fact.kind != type) continue;
      if (!std::exchange(first, false)) out += ',';
      if (type == kMeeting) {
        out += fact.json;
      } else {
        out.append("{\"type\":\"").append(type).append("\",").append(fact.json, 1);
      }
    }
  }
}

void append_article(std::string& out, const Record& record, bool with_text) {
  json::Writer json(out);
  json.begin_object();
  json.key("id").string(record.id);
  json.key("version").string(record.version);
  json.key("source").string(record.source);
  json.key("url").string_or_null(record.url);
  json.key("title").string_or_null(record.title);
  json.key("author").string_or_null(record.author);
  json.key("published").string_or_null(record.published);
  json.key("province").string_or_null(record.province);
  json.key("site").string_or_null(record.site);
  json.key("category").string_or_null(record.category);
  json.key("attachments").begin_array();
  for (const std::string& attachment : record.attachments) json.string(attachment);
  json.end_array();
  if (with_text && record.text) json.key("text").string(*record.text);
  json.end_object();
}

}  // namespace

Result<Record> read_record(std::string_view text, std::string_view file) {
  const auto root = json::Value::parse(text, file);
  if (!root) return std::unexpected(root.error());
  const json::Value& article = (*root)["article"];
  const auto schema = (*root)["schema_version"].integer();
  if (!schema || !article.is_object()) {
    return fail(Error::Kind::kBadInput, "is no line of bangvang extract", {}, std::string(file));
  }
  if (*schema > kSchemaVersion) {
    return fail(Error::Kind::kUnsupported, "was written by a newer bangvang", {},
                std::string(file));
  }
  Record record{.id = article["id"].string().value_or(""),
                .version = article["version"].string().value_or(""),
                .source = article["source"].string().value_or(""),
                .url = article["url"].string(),
                .title = article["title"].string(),
                .author = article["author"].string(),
                .published = article["published"].string(),
                .province = article["province"].string(),
                .site = article["site"].string(),
                .category = article["category"].string(),
                .text = article["text"].string(),
                .program = (*root)["producer"]["version"].string().value_or(""),
                .grammars = (*root)["producer"]["grammars"].string().value_or("")};
  if (!is_id(record.id) || !is_id(record.version)) {
    return fail(Error::Kind::kBadInput, "its article has no id or no version", {},
                std::string(file));
  }
  for (const json::Value& attachment : article["attachments"].items()) {
    record.attachments.push_back(attachment.string().value_or(""));
  }
  if (auto read = read_facts(*root, record, file); !read) return std::unexpected(read.error());
  return record;
}

bool is_on_topic(const Record& record) {
  return std::ranges::any_of(record.facts, [](const StoredFact& fact) {
    return fact.kind == "bloc" || fact.kind == "bloc_role" || fact.kind == "award";
  });
}

std::string to_json(const Record& record, bool with_text) {
  std::string out =
      "{\"schema_version\":" + std::to_string(kSchemaVersion) + ",\"producer\":{\"version\":";
  json::append_quoted(out, record.program);
  out += ",\"grammars\":";
  json::append_quoted(out, record.grammars);
  out += "},\"article\":";
  append_article(out, record, with_text);
  out += ",\"facts\":{";
  for (const auto& [list, kind] : kLists) {
    if (list != kLists.front().first) out += ',';
    out.append("\"").append(list).append("\":[");
    append_list(out, record, kind);
    out += ']';
  }
  out += "},\"events\":[";
  append_events(out, record);
  out += "],\"findings\":[";
  append_list(out, record, kFinding);
  out += "]}";
  return out;
}

}  // namespace bangvang::events
