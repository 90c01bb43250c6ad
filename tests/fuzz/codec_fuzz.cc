// Any bytes as a line of JSON Lines, and as a string to write. nlohmann is the judge: a record that
// RecordReader accepts is one it accepts too, with the same strings, and what append_quoted writes
// it reads back as it was.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "extractor/json/records.h"
#include "extractor/json/value.h"
#include "extractor/json/writer.h"

namespace {

using Json = nlohmann::json;

void require(bool truth) {
  if (!truth) std::abort();
}

std::optional<std::string> member(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return std::nullopt;
  require(found->is_string());
  return found->get<std::string>();
}

void check_record(std::string_view line) {
  static bangvang::json::RecordReader reader;
  const auto record = reader.read(line, 1);
  if (!record) return;
  const Json judge = Json::parse(line.begin(), line.end(), nullptr, false);
  // nlohmann refuses a number beyond the range of a double, wherever it stands.
  if (judge.is_discarded()) return require(line.find_first_of("eE.") != std::string_view::npos);
  require(judge.is_object());
  require(member(judge, "text") == record->text);
  require(member(judge, "url") == record->url);
  require(member(judge, "title") == record->title);
  require(member(judge, "published") == record->published);
}

void check_writer(std::string_view bytes) {
  std::string quoted;
  bangvang::json::append_quoted(quoted, bytes);
  const Json judge = Json::parse(quoted, nullptr, false);
  // The contract asks for UTF-8; of other bytes only that nothing runs wild.
  if (judge.is_discarded()) return;
  require(judge.is_string() && judge.get<std::string>() == bytes);
  for (const char c : quoted) require(static_cast<unsigned char>(c) >= 0x20);
}

void check_value(std::string_view bytes) {
  const auto value = bangvang::json::Value::parse(bytes);
  const auto pretty = bangvang::json::pretty(bytes);
  require(value.has_value() == pretty.has_value());
  if (!value) return;
  const auto again = bangvang::json::Value::parse(*pretty);
  require(again && again->dump() == value->dump());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_record(bytes);
  check_writer(bytes);
  check_value(bytes);
  return 0;
}
