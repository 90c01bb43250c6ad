// The schema that ships with the project and the codec speak of the same fields.
#include <gtest/gtest.h>
#include <regex.h>

#include <algorithm>

#include "extractor/events/codec.h"
#include "extractor/json/value.h"
#include "extractor/source/file.h"
#include "tests/events/sample.h"

namespace bangvang::events {
namespace {

using json::Value;

// As much of JSON Schema as ours uses, and stricter in one thing: a member that the schema does not
// list is a mistake, since a test must notice a field that nobody described.
class Validator {
 public:
  explicit Validator(Value root) : root_(std::move(root)) {}

  // One line for each thing in `value` that `schema` does not allow.
  std::vector<std::string> check(const Value& value) const {
    std::vector<std::string> wrong;
    check(value, root_, "$", wrong);
    return wrong;
  }

 private:
  using Strings = std::vector<std::string>;

  Value resolve(const Value& schema) const {
    const auto ref = schema["$ref"].string();
    return ref ? root_["$defs"][ref->substr(std::string("#/$defs/").size())] : schema;
  }

  static bool has_type(const Value& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.integer().has_value();
    if (type == "boolean") return value.boolean().has_value();
    return type == "null" && value.is_null();
  }

  static bool has_one_type(const Value& value, const Value& types) {
    if (types.is_null()) return true;
    if (types.is_string()) return has_type(value, *types.string());
    return std::ranges::any_of(types.items(),
                               [&](const Value& t) { return has_type(value, *t.string()); });
  }

  // The patterns of our schema are extended POSIX ones too.
  static bool matches(const std::string& text, const std::string& pattern) {
    regex_t compiled;
    EXPECT_EQ(regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB), 0) << pattern;
    const bool found = regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
    regfree(&compiled);
    return found;
  }

  void check(const Value& value, const Value& unresolved, const std::string& place,
             Strings& wrong) const {
    const Value schema = resolve(unresolved);
    if (!has_one_type(value, schema["type"])) wrong.push_back(place + ": type");
    if (schema.has("const") && schema["const"].dump() != value.dump())
      wrong.push_back(place + ": const");
    const auto same = [&](const Value& allowed) { return allowed.dump() == value.dump(); };
    if (schema.has("enum") && std::ranges::none_of(schema["enum"].items(), same)) {
      wrong.push_back(place + ": enum");
    }
    const auto fits = [&](const Value& option) {
      Strings none;
      check(value, option, place, none);
      return none.empty();
    };
    if (schema.has("anyOf") && std::ranges::none_of(schema["anyOf"].items(), fits)) {
      wrong.push_back(place + ": anyOf");
    }
    if (const auto pattern = schema["pattern"].string(); pattern && value.is_string()) {
      if (!matches(*value.string(), *pattern)) wrong.push_back(place + ": pattern");
    }
    check_members(value, schema, place, wrong);
    const auto items = value.items();
    for (std::size_t i = 0; i < items.size() && schema.has("items"); ++i) {
      check(items[i], schema["items"], place + "[" + std::to_string(i) + "]", wrong);
    }
  }

  void check_members(const Value& value, const Value& schema, const std::string& place,
                     Strings& wrong) const {
    if (!value.is_object() || !schema.has("type")) return;
    for (const Value& key : schema["required"].items()) {
      if (!value.has(*key.string())) wrong.push_back(place + ": lacks " + *key.string());
    }
    for (const std::string& key : value.keys()) {
      const Value member = schema["properties"].has(key) ? schema["properties"][key]
                                                         : schema["additionalProperties"];
      if (member.is_null()) {
        wrong.push_back(place + ": " + key + " is not described");
      } else {
        check(value[key], member, place + "." + key, wrong);
      }
    }
  }

  Value root_;
};

Value load_schema() {
  const auto bytes = source::read_file(PROJECT_DIR "/docs/output.schema.json");
  EXPECT_TRUE(bytes);
  return *Value::parse(*bytes, "docs/output.schema.json");
}

std::vector<std::string> mistakes(const std::string& json) {
  return Validator(load_schema()).check(*Value::parse(json));
}

TEST(Schema, AllowsWhatTheCodecWrites) {
  const CodecOptions options{.with_text = true, .version = "0.1.0", .grammars = "sha256:ab"};
  EXPECT_EQ(mistakes(to_json(sample(), options)), std::vector<std::string>{});
  Extraction bare;
  bare.facts.dates.push_back({.value = "XXXX-01-26", .part_of_day = {}, .evidence = {}});
  bare.facts.dates.push_back({.value = "2024-05-10/2024-05-12", .part_of_day = {}, .evidence = {}});
  bare.facts.agencies.push_back({});
  EXPECT_EQ(mistakes(to_json(bare, {})), std::vector<std::string>{});
}

TEST(Schema, RefusesOtherValues) {
  Extraction extraction = sample();
  extraction.facts.dates[0].value = "5/3/2024";
  extraction.facts.bloc_roles[0].role = "chief";
  extraction.province = "Lào Cai";
  EXPECT_EQ(
      mistakes(to_json(extraction, {})),
      (std::vector<std::string>{"$.article.province: pattern", "$.facts.dates[0].value: pattern",
                                "$.facts.bloc_roles[0].role: enum", "$.events[1]: anyOf"}));
}

// The codec gives every member that the schema has: the sample sets all fields, so what it lacks
// the codec does not know.
TEST(Schema, DescribesNothingThatIsNeverWritten) {
  const Value schema = load_schema();
  const Value root =
      *Value::parse(to_json(sample(), {.with_text = true, .version = {}, .grammars = {}}));
  const auto expect_all = [](const Value& object, const Value& described, const char* what) {
    EXPECT_EQ(object.keys(), described["properties"].keys()) << what;
  };
  const Value facts = root["facts"];
  expect_all(root, schema, "the whole");
  expect_all(root["article"], schema["properties"]["article"], "article");
  expect_all(facts, schema["properties"]["facts"], "facts");
  struct Kind {
    const char* list;
    const char* definition;
  };
  for (const Kind& kind : {Kind{"dates", "date"}, Kind{"agencies", "agency"}, Kind{"blocs", "bloc"},
                           Kind{"bloc_roles", "bloc_role"}, Kind{"officials", "official"},
                           Kind{"awards", "award"}, Kind{"documents", "document"}}) {
    expect_all(facts[kind.list].items()[0], schema["$defs"][kind.definition], kind.definition);
  }
  const Value definitions = schema["$defs"], award = facts["awards"].items()[0];
  expect_all(award["recipient"], definitions["recipient"], "recipient");
  expect_all(award["decision"], definitions["decision"], "decision");
  expect_all(facts["officials"].items()[0]["positions"].items()[0], definitions["position"],
             "position");
  expect_all(facts["agencies"].items()[0]["also"].items()[0], definitions["place"], "place");
  expect_all(root["events"].items()[0], definitions["meeting_event"], "meeting");
  expect_all(root["findings"].items()[0], definitions["finding"], "finding");
  expect_all(root["events"].items()[1], definitions["bloc_role_event"], "bloc_role event");
  expect_all(root["events"].items()[2], definitions["award_event"], "award event");
}

}  // namespace
}  // namespace bangvang::events
