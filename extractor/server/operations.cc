#include "extractor/server/operations.h"

#include <algorithm>
#include <cassert>
#include <charconv>

#include "extractor/base/code_points.h"
#include "extractor/base/date.h"
#include "extractor/server/assets.h"

namespace bangvang::server {
namespace {

std::vector<std::string> pieces_of(std::string_view path) {
  std::vector<std::string> out;
  path.remove_prefix(std::min<std::size_t>(1, path.size()));
  for (;;) {
    const auto slash = path.find('/');
    out.emplace_back(path.substr(0, slash));
    if (slash == path.npos) return out;
    path.remove_prefix(slash + 1);
  }
}

std::string string_of(const json::Value& value) { return value.string().value_or(""); }

Parameter parameter_of(const std::string& name, json::Value schema) {
  Parameter out{.name = name, .type = string_of(schema["type"])};
  out.most_items = static_cast<std::size_t>(schema["maxItems"].integer().value_or(0));
  if (out.type == "array") {
    schema = schema["items"];
    out.item_type = string_of(schema["type"]);
  }
  out.format = string_of(schema["format"]);
  for (const json::Value& choice : schema["enum"].items()) out.choices.push_back(string_of(choice));
  out.least = schema["minimum"].integer();
  out.most = schema["maximum"].integer();
  out.longest = static_cast<std::size_t>(schema["maxLength"].integer().value_or(0));
  return out;
}

Operation operation_of(const std::string& path, const std::string& method, const json::Value& value,
                       const json::Value& shared) {
  Operation out{.id = string_of(value["operationId"]), .method = method, .path = path};
  std::ranges::transform(out.method, out.method.begin(),
                         [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  out.pieces = pieces_of(path);
  for (const json::Value& given : value["parameters"].items()) {
    static constexpr std::string_view kShared = "#/components/parameters/";
    const std::string name = string_of(given["$ref"]);
    const json::Value one = name.empty() ? given : shared[name.substr(kShared.size())];
    if (string_of(one["in"]) != "query") continue;
    out.parameters.push_back(parameter_of(string_of(one["name"]), one["schema"]));
  }
  const json::Value content = value["requestBody"]["content"];
  out.bodies = content.keys();
  const json::Value object = content["application/json"]["schema"];
  for (const std::string& name : object["properties"].keys()) {
    out.members.push_back(parameter_of(name, object["properties"][name]));
    for (const json::Value& needed : object["required"].items()) {
      if (string_of(needed) == name) out.members.back().needed = true;
    }
  }
  out.token = value.has("security");
  out.fleeting = value["x-fleeting"].boolean().value_or(false);
  const auto sort = std::ranges::find(out.parameters, "sort", &Parameter::name);
  if (sort != out.parameters.end()) out.order = sort->choices.front();
  return out;
}

bool is_years(std::string_view text) {
  const auto year = [](std::string_view part) {
    return part.size() == 4 &&
           std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  if (text.size() == 4) return year(text);
  return text.size() == 10 && text.substr(4, 2) == ".." && year(text.substr(0, 4)) &&
         year(text.substr(6));
}

bool is_web_address(std::string_view text) {
  const auto host = text.find("://") + 3;
  return (text.starts_with("http://") || text.starts_with("https://")) && host < text.size() &&
         std::ranges::all_of(text, [](char c) {
           return c > ' ' && c <= '~' &&
                  std::string_view("\"<>\\^`{|}[]").find(c) == std::string_view::npos;
         });
}

// Why `value` cannot be; empty when it can.
std::string fault_of(const Parameter& parameter, const std::string& value) {
  if (!parameter.choices.empty() && std::ranges::count(parameter.choices, value) == 0) {
    std::string all;
    for (const std::string& choice : parameter.choices) all += (all.empty() ? "" : ", ") + choice;
    return "must be one of " + all;
  }
  if (parameter.longest > 0 && count_code_points(value) > parameter.longest) {
    return "is longer than " + std::to_string(parameter.longest) + " characters";
  }
  if (parameter.type == "boolean" && value != "true" && value != "false") {
    return "must be true or false";
  }
  if (parameter.format == "years" && !is_years(value)) return "must be as 2022 or 2019..2024";
  if (parameter.format.starts_with("date") &&
      (value.size() < 10 || !parse_local_day(std::string_view(value).substr(0, 10)))) {
    return "must begin with a day as 2023-02-22";
  }
  if (parameter.format == "uri" && !is_web_address(value)) {
    return "must be an address that begins with http:// or https://";
  }
  if (parameter.type != "integer" && parameter.item_type != "integer") return {};
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size()) return "must be a whole number";
  if (number < parameter.least.value_or(number) || number > parameter.most.value_or(number)) {
    return "must be from " + std::to_string(parameter.least.value_or(number)) + " to " +
           std::to_string(parameter.most.value_or(number));
  }
  return {};
}

bool is_of(const json::Value& value, std::string_view type) {
  if (type == "string") return value.is_string();
  if (type == "integer") return value.integer().has_value();
  if (type == "boolean") return value.boolean().has_value();
  return type == "object" && value.is_object();
}

// Of a member of a body; empty when it can be so.
std::string fault_of(const Parameter& member, const json::Value& value) {
  const bool list = member.type == "array";
  if (list && !value.is_array()) return "must be a list";
  const auto items = list ? value.items() : std::vector{value};
  if (list && items.empty()) return "names nothing";
  if (member.most_items > 0 && items.size() > member.most_items) {
    return "has more than " + std::to_string(member.most_items) + " values";
  }
  const std::string& type = list ? member.item_type : member.type;
  for (const json::Value& item : items) {
    if (!is_of(item, type)) return "must be of type " + type;
    const std::string text = item.string().value_or(item.dump());
    if (text.empty() && member.needed) return "is empty";
    if (text.find('\0') != text.npos) return "holds a NUL";
    if (std::string fault = fault_of(member, text); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace

Operations::Operations() {
  const auto description = json::Value::parse(openapi(), "openapi.json");
  assert(description);
  const json::Value paths = (*description)["paths"];
  const json::Value shared = (*description)["components"]["parameters"];
  for (const std::string& path : paths.keys()) {
    for (const std::string& method : paths[path].keys()) {
      operations_.push_back(operation_of(path, method, paths[path][method], shared));
    }
  }
}

const Operations& Operations::get() {
  static const Operations operations;
  return operations;
}

Operations::Match Operations::match(std::string_view method, std::string_view path) const {
  if (method == "HEAD") method = "GET";
  const std::vector<std::string> asked = pieces_of(path);
  Match out;
  for (const Operation& operation : operations_) {
    if (operation.pieces.size() != asked.size()) continue;
    std::vector<std::string> values;
    const bool same =
        std::ranges::equal(operation.pieces, asked, [&](const auto& a, const auto& b) {
          if (!a.starts_with('{')) return a == b;
          auto value = decode(b, false);
          if (!value || value->empty()) return false;
          values.push_back(*std::move(value));
          return true;
        });
    if (!same) continue;
    out.methods += (out.methods.empty() ? "" : ", ") + operation.method;
    if (operation.method == "GET") out.methods += ", HEAD";
    if (operation.method != method) continue;
    // A path that is written out goes before one with braces.
    if (out.operation && values.size() >= out.values.size()) continue;
    out.operation = &operation;
    out.values = std::move(values);
  }
  return out;
}

std::optional<Refusal> Operations::check(const Operation& operation, const Request& request) {
  std::vector<std::string_view> seen;
  for (const auto& [name, value] : request.params) {
    const auto parameter = std::ranges::find(operation.parameters, name, &Parameter::name);
    if (parameter == operation.parameters.end()) {
      return Refusal{400, "unknown_parameter", "there is no parameter '" + name + "' here", name};
    }
    const bool list = parameter->type == "array";
    if (!list && std::ranges::count(seen, name) > 0) {
      return Refusal{400, "bad_parameter", name + " is given twice", name};
    }
    seen.push_back(name);
    const auto values = list ? request.list(name) : std::vector<std::string>{value};
    if (parameter->most_items > 0 &&
        static_cast<std::size_t>(std::ranges::count(value, ',')) >= parameter->most_items) {
      return Refusal{400, "bad_parameter",
                     name + " has more than " + std::to_string(parameter->most_items) + " values",
                     name};
    }
    for (const std::string& one : values) {
      const std::string fault = fault_of(*parameter, one);
      if (!fault.empty()) return Refusal{400, "bad_parameter", name + " " + fault, name};
    }
  }
  return std::nullopt;
}

std::expected<json::Value, Refusal> Operations::body_of(const Operation& operation,
                                                        const Request& request) {
  const auto refuse = [](std::string message, const std::string& field = {}) {
    return std::unexpected(Refusal{400, "bad_body", std::move(message), field});
  };
  // A fact with a long list of members takes a few thousand bytes.
  constexpr std::size_t kLargestBody = 64 << 10;
  if (request.body.size() > kLargestBody) {
    return std::unexpected(
        Refusal{413, "body_too_large", "the body is larger than 65536 bytes", ""});
  }
  const auto body = json::Value::parse(request.body);
  if (!body) return refuse("the body is no JSON: " + body.error().reason);
  if (!body->is_object()) return refuse("the body must be an object");
  for (const std::string& name : body->keys()) {
    if (std::ranges::count(operation.members, name, &Parameter::name) == 0) {
      return refuse("there is no member '" + name + "' here", name);
    }
  }
  for (const Parameter& member : operation.members) {
    if (!body->has(member.name)) {
      if (member.needed) return refuse(member.name + " is missing", member.name);
      continue;
    }
    const std::string fault = fault_of(member, (*body)[member.name]);
    if (!fault.empty()) return refuse(member.name + " " + fault, member.name);
  }
  return *body;
}

}  // namespace bangvang::server
