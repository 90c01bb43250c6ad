// Precision, recall and F1 of an extraction against expected facts, by the keys of docs/output.md:
// names compare by their folded form, an agency without the name of the article's own province.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "extractor/events/expected.h"

namespace bangvang::cli {

// The kinds in the order of a report; the first five are the core.
inline const std::vector<std::string> kScoredKinds = {
    "dates",       "agencies",  "bloc_roles",   "officials",  "awards",
    "positions",   "blocs",     "bloc_members", "role_blocs", "award_granters",
    "award_years", "documents", "meetings"};
inline constexpr std::size_t kCoreKinds = 5;

struct Count {
  int right = 0, wrong = 0, missed = 0;

  double precision() const {
    return right + wrong == 0 ? 1 : static_cast<double>(right) / (right + wrong);
  }
  double recall() const {
    return right + missed == 0 ? 1 : static_cast<double>(right) / (right + missed);
  }
  double f1() const {
    const int all = 2 * right + wrong + missed;
    return all == 0 ? 1 : 2.0 * right / all;
  }
};

struct Miss {
  std::string article, kind, key;
  bool wrong = false;  // found but not wanted; else wanted but not found
  Span place;          // of a wrong fact, as its evidence has it; empty when that is not known
  facts::Confidence confidence;  // of a wrong fact
};

class Scorer {
 public:
  // Adds one article. `found` absent: nothing was found.
  void add(const events::Gold& gold, const events::FactSet& found);

  std::map<std::string, Count> counts() const { return counts_; }
  // All kinds of the core counted together.
  Count core() const;
  // Facts of each class, all kinds together; nothing is missed in a class.
  const std::map<facts::Confidence, Count>& classes() const { return classes_; }
  const std::vector<Miss>& misses() const { return misses_; }

 private:
  std::map<std::string, Count> counts_;
  std::map<facts::Confidence, Count> classes_ = {{facts::Confidence::kCertain, {}},
                                                 {facts::Confidence::kLikely, {}},
                                                 {facts::Confidence::kDoubtful, {}}};
  std::vector<Miss> misses_;
};

}  // namespace bangvang::cli
