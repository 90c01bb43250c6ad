// What happened, made of the facts of one article: meetings, and with the facts themselves all
// that the contract's output holds. Plain values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractor/facts/facts.h"
#include "extractor/page/article.h"

namespace bangvang::events {

struct Meeting {
  std::vector<std::string> activities;  // pledge_signing, review, launch, role_election, ...
  std::optional<std::string> date;      // TIMEX3
  std::string part_of_day;              // as facts::Date
  std::optional<std::string> venue, bloc;
  std::optional<int> year;
  std::vector<std::string> officials;  // names
};

// All that was found in one article. Spans are bytes of article.text.
struct Extraction {
  page::Article article;
  bool gated = false;                   // no rule could fire, so none was tried
  std::string encoding;                 // what the bytes were decoded from
  std::vector<std::string> notes;       // what decoding had to mend, for people
  std::optional<std::string> province;  // slug
  std::string normal_text_hash;  // of the normalised text; empty when normalising changed nothing
  facts::Facts facts;
  std::vector<Meeting> meetings;
  std::vector<facts::Finding> findings;
};

}  // namespace bangvang::events
