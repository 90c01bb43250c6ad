#include "extractor/json/value.h"

#include <utility>

#include "extractor/json/tree.h"

namespace bangvang::json {

using Json = nlohmann::ordered_json;

namespace {

struct TooDeep {};

std::string limit_reason(std::string_view what, std::size_t limit) {
  return std::string(what) + " (limit " + std::to_string(limit) + ")";
}

}  // namespace

Result<Json> parse_tree(std::string_view text, std::string_view file) {
  if (text.size() > kMaxValueBytes) {
    return fail(Error::Kind::kLimit, limit_reason("is larger than allowed", kMaxValueBytes), {},
                std::string(file));
  }
  const auto watch_depth = [](int depth, Json::parse_event_t, const Json&) {
    if (depth > kMaxDepth) throw TooDeep{};
    return true;
  };
  try {
    return Json::parse(text.begin(), text.end(), watch_depth);
  } catch (const TooDeep&) {
    return fail(Error::Kind::kLimit, limit_reason("nests deeper than allowed", kMaxDepth), {},
                std::string(file));
  } catch (const Json::parse_error& error) {
    return fail(Error::Kind::kBadInput, "is not one JSON value",
                "byte " + std::to_string(error.byte), std::string(file));
  } catch (const Json::exception&) {  // a number no double can hold
    return fail(Error::Kind::kBadInput, "holds a number that is out of range", {},
                std::string(file));
  }
}

struct Value::Tree {
  Json root;
};

namespace {

const Json& json_at(const void* node) { return *static_cast<const Json*>(node); }

const Json kNull;

}  // namespace

Value::Value() : node_(&kNull) {}

Value::Value(std::shared_ptr<const Tree> tree, const void* node)
    : tree_(std::move(tree)), node_(node) {}

Result<Value> Value::parse(std::string_view text, std::string_view file) {
  auto root = parse_tree(text, file);
  if (!root) return std::unexpected(std::move(root.error()));
  auto tree = std::make_shared<const Tree>(Tree{*std::move(root)});
  const void* node = &tree->root;
  return Value(std::move(tree), node);
}

bool Value::is_null() const { return json_at(node_).is_null(); }
bool Value::is_object() const { return json_at(node_).is_object(); }
bool Value::is_array() const { return json_at(node_).is_array(); }
bool Value::is_string() const { return json_at(node_).is_string(); }

std::optional<std::string> Value::string() const {
  if (!is_string()) return std::nullopt;
  return json_at(node_).get<std::string>();
}

std::optional<std::int64_t> Value::integer() const {
  const Json& json = json_at(node_);
  if (!json.is_number_integer()) return std::nullopt;
  if (json.is_number_unsigned() && !std::in_range<std::int64_t>(json.get<std::uint64_t>())) {
    return std::nullopt;
  }
  return json.get<std::int64_t>();
}

std::optional<double> Value::number() const {
  const Json& json = json_at(node_);
  if (!json.is_number()) return std::nullopt;
  return json.get<double>();
}

std::optional<bool> Value::boolean() const {
  const Json& json = json_at(node_);
  if (!json.is_boolean()) return std::nullopt;
  return json.get<bool>();
}

Value Value::operator[](std::string_view key) const {
  const Json& json = json_at(node_);
  if (!json.is_object()) return {};
  const auto found = json.find(std::string(key));
  return found == json.end() ? Value() : Value(tree_, &*found);
}

bool Value::has(std::string_view key) const {
  const Json& json = json_at(node_);
  return json.is_object() && json.contains(std::string(key));
}

std::vector<std::string> Value::keys() const {
  std::vector<std::string> names;
  if (!is_object()) return names;
  for (const auto& member : json_at(node_).items()) names.push_back(member.key());
  return names;
}

std::vector<Value> Value::items() const {
  std::vector<Value> values;
  if (!is_array()) return values;
  for (const Json& element : json_at(node_)) values.push_back(Value(tree_, &element));
  return values;
}

std::string Value::dump() const { return json_at(node_).dump(); }

}  // namespace bangvang::json
