#include "extractor/json/records.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace bangvang::json {

struct RecordReader::Parser {
  simdjson::dom::parser dom{kMaxLineBytes};
  std::string padded;  // the line and the spare bytes that simdjson may read behind it
};

namespace {

constexpr std::size_t kFirstCapacity = 64u << 10;

using Field = std::optional<std::string> Record::*;

struct Part {
  const char* name;
  std::string RecordFields::*key;
  Field field;
};
constexpr Part kParts[] = {{"text", &RecordFields::text, &Record::text},
                           {"html", &RecordFields::html, &Record::html},
                           {"url", &RecordFields::url, &Record::url},
                           {"title", &RecordFields::title, &Record::title},
                           {"published", &RecordFields::published, &Record::published},
                           {"fetched_at", &RecordFields::fetched_at, &Record::fetched_at}};

Field field_of(const RecordFields& fields, std::string_view key) {
  for (const Part& part : kParts) {
    if (fields.*part.key == key) return part.field;
  }
  return nullptr;
}

Error error_at(std::size_t line, std::string_view file, std::string reason,
               std::string_view key = {}, Error::Kind kind = Error::Kind::kBadInput) {
  std::string place = "line " + std::to_string(line);
  if (!key.empty()) place += ", key " + std::string(key);
  return {kind, std::string(file), std::move(place), std::move(reason)};
}

// simdjson's own messages speak of its internals; these speak of the line.
Error parse_error(simdjson::error_code code, std::size_t line, std::string_view file) {
  switch (code) {
    case simdjson::DEPTH_ERROR:
      return error_at(line, file,
                      "nests deeper than allowed (limit " + std::to_string(kMaxRecordDepth) + ")",
                      {}, Error::Kind::kLimit);
    case simdjson::UTF8_ERROR:
      return error_at(line, file, "is not UTF-8");
    case simdjson::EMPTY:
      return error_at(line, file, "is empty");
    case simdjson::STRING_ERROR:
      return error_at(line, file, "holds a broken string escape");
    case simdjson::UNCLOSED_STRING:
      return error_at(line, file, "holds a string without an end");
    case simdjson::NUMBER_ERROR:
      return error_at(line, file, "holds a malformed number");
    case simdjson::MEMALLOC:
      return error_at(line, file, "does not fit in memory", {}, Error::Kind::kLimit);
    default:
      return error_at(line, file, "is not one JSON value");
  }
}

Result<Record> read_fields(const simdjson::dom::object& object, const RecordFields& fields,
                           std::size_t line, std::string_view file) {
  Record record;
  for (const auto& [key, value] : object) {
    const auto field = field_of(fields, key);
    if (field == nullptr) continue;
    if (value.is_null()) {
      (record.*field).reset();
      continue;
    }
    std::string_view text;
    if (value.get(text)) return std::unexpected(error_at(line, file, "is not a string", key));
    (record.*field).emplace(text);
  }
  return record;
}

}  // namespace

RecordReader::RecordReader(RecordFields fields)
    : parser_(std::make_unique<Parser>()), fields_(std::move(fields)) {}
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader& RecordReader::operator=(RecordReader&&) noexcept = default;
RecordReader::~RecordReader() = default;

Result<Record> RecordReader::read(std::string_view line, std::size_t number,
                                  std::string_view file) {
  if (line.size() > kMaxLineBytes) {
    return std::unexpected(error_at(
        number, file, "is longer than allowed (limit " + std::to_string(kMaxLineBytes) + ")", {},
        Error::Kind::kLimit));
  }
  auto& [dom, padded] = *parser_;
  padded.assign(line);
  padded.append(simdjson::SIMDJSON_PADDING, ' ');
  if (line.size() > dom.capacity() || dom.max_depth() != kMaxRecordDepth) {
    const std::size_t room = std::clamp(line.size() * 2, kFirstCapacity, kMaxLineBytes);
    const auto failure = dom.allocate(room, kMaxRecordDepth);
    if (failure) return std::unexpected(parse_error(failure, number, file));
  }
  simdjson::dom::element root;
  if (const auto code = dom.parse(padded.data(), line.size(), false).get(root)) {
    return std::unexpected(parse_error(code, number, file));
  }
  simdjson::dom::object object;
  if (root.get(object)) return std::unexpected(error_at(number, file, "is not a JSON object"));
  simdjson::dom::object article;
  std::int64_t version = 0;
  if (!object["schema_version"].get(version) && !object["article"].get(article)) {
    auto record = read_fields(article, {}, number, file);
    if (record) record->extraction = true;
    return record;
  }
  return read_fields(object, fields_, number, file);
}

std::string* RecordFields::find(std::string_view part) {
  for (const Part& known : kParts) {
    if (known.name == part) return &(this->*known.key);
  }
  return nullptr;
}

}  // namespace bangvang::json
