#include "extractor/json/walk.h"

#include <simdjson.h>

#include <string>

namespace bangvang::json {
namespace {

namespace dom = simdjson::dom;

void tell(const dom::element& element, Visitor& visitor);

void tell_object(const dom::object& object, Visitor& visitor) {
  visitor.begin_object();
  for (const auto& [name, value] : object) {
    visitor.key(name);
    tell(value, visitor);
  }
  visitor.end_object();
}

void tell_array(const dom::array& array, Visitor& visitor) {
  visitor.begin_array();
  for (const dom::element item : array) tell(item, visitor);
  visitor.end_array();
}

// The types are those simdjson says they are, so that nothing here can fail.
void tell(const dom::element& element, Visitor& visitor) {
  switch (element.type()) {
    case dom::element_type::OBJECT:
      return tell_object(element.get_object().value_unsafe(), visitor);
    case dom::element_type::ARRAY:
      return tell_array(element.get_array().value_unsafe(), visitor);
    case dom::element_type::STRING:
      return visitor.string(element.get_string().value_unsafe());
    case dom::element_type::INT64:
      return visitor.integer(element.get_int64().value_unsafe());
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE:
      return visitor.number(element.get_double().value_unsafe());
    case dom::element_type::BOOL:
      return visitor.boolean(element.get_bool().value_unsafe());
    case dom::element_type::NULL_VALUE:
      return visitor.null();
  }
}

Error error_of(simdjson::error_code code) {
  switch (code) {
    case simdjson::DEPTH_ERROR:
      return {Error::Kind::kLimit,
              {},
              {},
              "nests deeper than allowed (limit " + std::to_string(kMaxWalkDepth) + ")"};
    case simdjson::UTF8_ERROR:
      return {Error::Kind::kBadInput, {}, {}, "is not UTF-8"};
    default:
      return {Error::Kind::kBadInput, {}, {}, "is not one JSON value"};
  }
}

}  // namespace

// A parser of its own each time: a visitor may well come here again before it returns.
Result<void> walk(std::string_view text, Visitor& visitor) {
  dom::parser parser;
  if (const auto code = parser.allocate(text.size(), kMaxWalkDepth)) {
    return std::unexpected(error_of(code));
  }
  dom::element root;
  if (const auto code = parser.parse(text.data(), text.size()).get(root)) {
    return std::unexpected(error_of(code));
  }
  tell(root, visitor);
  return {};
}

}  // namespace bangvang::json
