// Names that stay the same: of an article, of one state of its text, and of each fact in it. They
// depend on content alone, never on the order of arrival, the machine or the time.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractor/events/events.h"

namespace bangvang::events {

// 32 hexadecimal digits: of the canonical address, else of the normalised text.
std::string article_id(const Extraction& extraction);

// 32 hexadecimal digits, of the text as it was read.
std::string article_version(const Extraction& extraction);

// Gives the facts of one article their ids, in the order they are asked for: of equal facts each
// next one is another occurrence. Not for use by several threads at once.
class FactIds {
 public:
  explicit FactIds(std::string version) : version_(std::move(version)) {}

  // 32 hexadecimal digits of version, kind, key and occurrence. `key` holds the values that make a
  // fact of this kind the same fact (docs/output.md), in their order.
  std::string next(std::string_view kind, const std::vector<std::string>& key);

 private:
  std::string version_;
  std::unordered_map<std::string, int> seen_;  // by kind and key, NUL between
};

// The keys of facts, by kind.
std::vector<std::string> key_of(const facts::Date& fact);
std::vector<std::string> key_of(const facts::Agency& fact);
std::vector<std::string> key_of(const facts::Bloc& fact);
std::vector<std::string> key_of(const facts::BlocRole& fact);
std::vector<std::string> key_of(const facts::Official& fact);
std::vector<std::string> key_of(const facts::Award& fact);
std::vector<std::string> key_of(const facts::Document& fact);
std::vector<std::string> key_of(const Meeting& meeting);

}  // namespace bangvang::events
