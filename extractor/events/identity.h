// Names that stay the same: of an article, of one state of its text, and of each fact in it. They
// depend on content alone, never on the order of arrival, the machine or the time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "extractor/base/hash.h"
#include "extractor/events/events.h"

namespace bangvang::events {

// 32 hexadecimal digits: of the canonical address, else of the normalised text. `version` is the
// article's.
std::string article_id(const Extraction& extraction, const std::string& version);

// What article_id() is of the address alone. Requires: as canonical_url() writes it.
std::string address_id(std::string_view url);

// 32 hexadecimal digits, of the text as it was read.
std::string article_version(const Extraction& extraction);

// The values that make a fact of its kind the same fact (docs/output.md), in their order. Begun by
// FactIds::key().
class FactKey {
 public:
  FactKey& add(std::string_view value) { return digest_.field(value), *this; }
  // The empty value when there is none.
  FactKey& add_optional(const std::optional<std::string>& value);
  FactKey& add_optional(const std::optional<int>& value);

 private:
  friend class FactIds;
  explicit FactKey(const Blake2b& begun) : digest_(begun) {}
  Blake2b digest_;
};

// Gives the facts of one article their ids, in the order they are asked for: of equal facts each
// next one is another occurrence. Not for use by several threads at once.
class FactIds {
 public:
  explicit FactIds(std::string_view version) : versioned_(FactKey(Blake2b()).add(version)) {}

  FactKey key(std::string_view kind) const { return FactKey(versioned_).add(kind); }

  // 32 hexadecimal digits of version, kind, key and occurrence.
  std::string next(const FactKey& key);

 private:
  FactKey versioned_;
  std::unordered_map<std::string, int> occurrences_;  // by the id of the first
};

// Adds what makes up the key of a fact.
FactKey& add_key(FactKey& key, const facts::Date& fact);
FactKey& add_key(FactKey& key, const facts::Agency& fact);
FactKey& add_key(FactKey& key, const facts::Bloc& fact);
FactKey& add_key(FactKey& key, const facts::BlocRole& fact);
FactKey& add_key(FactKey& key, const facts::Official& fact);
FactKey& add_key(FactKey& key, const facts::Award& fact);
FactKey& add_key(FactKey& key, const facts::Document& fact);
FactKey& add_key(FactKey& key, const Meeting& meeting);
FactKey& add_key(FactKey& key, const facts::Finding& finding);

}  // namespace bangvang::events
