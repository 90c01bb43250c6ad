#include "extractor/cli/sources.h"

#include <utility>
#include <vector>

namespace bangvang::cli {
namespace {

using Pairs = std::vector<std::string>;

}  // namespace

void add_record_options(po::options_description& options) {
  auto add = options.add_options();
  add("jsonl", "standard input and named files are JSON Lines");
  add("field", po::value<Pairs>()->value_name("PART=KEY")->composing()->default_value({}, ""),
      "how JSON Lines call text, html, url, title, published or fetched_at, as in text=body; may "
      "be "
      "repeated");
}

std::expected<source::ReadOptions, int> read_options(const Command& command, const Parsed& parsed) {
  source::ReadOptions how;
  how.json_lines = parsed.has("jsonl");
  for (const std::string& pair : parsed.get<Pairs>("field")) {
    const auto equals = pair.find('=');
    std::string* const key = how.fields.find(pair.substr(0, equals));
    if (key == nullptr || equals == std::string::npos || equals + 1 == pair.size()) {
      return std::unexpected(
          usage_error(command,
                      "--field: PART=KEY, where PART is text, html, url, title, published or "
                      "fetched_at, not '" +
                          pair + "'"));
    }
    *key = pair.substr(equals + 1);
  }
  return how;
}

std::string describe(const source::PassedOver& passed) {
  const std::pair<std::uint64_t, const char*> parts[] = {
      {passed.other_records, "records that are no pages"},
      {passed.revisits, "revisits of pages stored elsewhere"},
      {passed.statuses, "responses that say there is no page"},
      {passed.media_types, "images and other bodies that are no text"},
      {passed.empty_bodies, "empty bodies"}};
  std::string text;
  for (const auto& [count, what] : parts) {
    if (count == 0) continue;
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + what;
  }
  return text;
}

}  // namespace bangvang::cli
