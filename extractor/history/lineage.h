// Bodies and provinces through time: which one a name meant on a day, what it came of, and what
// became of it.
#pragma once

#include <compare>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/grammar/rule_set.h"

namespace bangvang::history {

// One body in one stretch of time between two mergers.
struct Body {
  std::string name;   // without the province's name behind it: "Sở Y tế"
  std::string place;  // slug of its province; empty for one of the whole country, or when unknown
  std::string since;  // "2025-03" when that day's merger gave the name a new meaning; else empty

  // Equal for equal bodies, however the name was written.
  std::string key() const;
  // The place with its validity, as the contract writes it: "tuyen-quang@2025-07".
  std::string unit() const;
};

// One step from a body to another.
struct Step {
  Body body;
  std::string date;     // the first day of what came after: 2025-03-01
  bool merged = false;  // several bodies became one
  std::string source;   // the act that ordered it
};

// Lower case, tone marks in their official places, one space, without punctuation, "&" read as
// "và": what two writings of a name share.
std::string name_key(std::string_view name);

// Immutable; safe to share across threads; copies share their tables.
class Lineage {
 public:
  // Reads lineage.tsv, provinces.tsv, agencies.tsv, agency_heads.tsv and bloc_heads.tsv. Fails with
  // the file and line of the first mistake.
  static Result<Lineage> load(const std::vector<grammar::SourceFile>& files);

  // What `name` meant on `day` (ISO 8601, or its beginning; empty: long ago). A province's name
  // behind the body's own is taken off and wins over `place`.
  Body body(std::string_view name, std::string_view place, std::string_view day) const;

  // What the body came of directly, and what became of it. Empty at either end of its line.
  std::vector<Step> before(const Body& body) const;
  std::vector<Step> after(const Body& body) const;

  // The body with all that lies before and after it, through every merger, by key().
  std::vector<Body> line(const Body& body) const;

  // Equal for the spellings of one bloc of a province: its head noun ("Khối thi đua", "Khối") and
  // the province's name do not count.
  std::string bloc_key(std::string_view name, std::string_view province) const;

  // The units whose ground belongs to the province `slug` from 2025-07-01, itself among them.
  std::vector<std::string> province_and_predecessors(std::string_view slug) const;
  // The unit the ground of `slug` belongs to from 2025-07-01.
  std::string today(std::string_view slug) const;
  // "Khánh Hòa"; empty for an unknown slug.
  std::string_view province_name(std::string_view slug) const;
  // Every slug, sorted.
  std::vector<std::string> provinces() const;

  struct Tables;  // private to the room

 private:
  explicit Lineage(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
  std::shared_ptr<const Tables> tables_;
};

}  // namespace bangvang::history
