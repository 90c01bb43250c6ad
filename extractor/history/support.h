// What several articles say about one field: which value has the best support, and what contradicts
// it. Never depends on the order in which the values came.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "extractor/history/told.h"

namespace bangvang::history {

struct Voice {
  std::string value;
  std::vector<std::string> facts;  // sorted
  std::size_t origins = 0;         // independent texts that say so
};

// A field on which the evidence disagrees: the best-supported value first.
struct Conflict {
  std::string field;
  std::vector<Voice> voices;
};

// Collects what is said about one field. Values are told apart by `key`; the spelling shown is the
// most frequent one.
class Support {
 public:
  void add(const std::string& key, const std::string& value, const Told& told) {
    if (value.empty()) return;
    Said& said = said_[key];
    said.origins.insert(told.origin.empty() ? told.article : told.origin);
    said.facts.insert(told.fact);
    ++said.spellings[value];
    const std::string day = told.announced.empty() ? "9999" : told.announced;
    if (said.first.empty() || day < said.first) said.first = day;
  }

  // Best first: most origins, then told first, then the lesser value.
  std::vector<Voice> voices() const {
    std::vector<std::pair<const std::string*, const Said*>> order;
    for (const auto& [key, said] : said_) order.emplace_back(&key, &said);
    std::ranges::sort(order, [](const auto& a, const auto& b) {
      return std::tuple(b.second->origins.size(), a.second->first, *a.first) <
             std::tuple(a.second->origins.size(), b.second->first, *b.first);
    });
    std::vector<Voice> out;
    for (const auto& [key, said] : order) {
      const auto spelling = std::ranges::max_element(
          said->spellings, {}, [](const auto& entry) { return entry.second; });
      out.push_back(
          {spelling->first, {said->facts.begin(), said->facts.end()}, said->origins.size()});
    }
    return out;
  }

 private:
  struct Said {
    std::set<std::string> origins, facts;
    std::map<std::string, int> spellings;
    std::string first;
  };
  std::map<std::string, Said> said_;
};

}  // namespace bangvang::history
