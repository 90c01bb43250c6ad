// Facts as people see to them: what waits to be looked at, and what they said of it. Records follow
// once ingest::resolve() has run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/history/correction.h"
#include "extractor/history/evidence.h"
#include "extractor/store/archive.h"

namespace bangvang::store {

// A fact with the article it stands in.
struct Reviewed {
  events::StoredFact fact;     // as corrected where it is evidence
  std::string article, words;  // words: the sentence it stands in
  std::optional<std::string> title, url, published;
};

struct ReviewedArticle {
  history::Article article;  // with its text and the corrections that stand
  std::optional<std::string> title, author, url;
};

// Something to look at.
struct Doubt {
  std::string why;   // doubtful, finding, conflict, open, against
  std::string kind;  // of the fact, or award, role
  std::string id;    // of the fact or record
  std::string article, words;
  std::string key;  // its place in the queue

  // Of a record, not of one fact.
  bool of_record() const { return article.empty(); }
};

struct Doubts {
  std::vector<std::string> whys;  // none: all
  std::string after;              // key of the last one seen
  std::size_t limit = 50, skip = 0;
};

// Which corrections are asked for.
struct Said {
  std::string article;      // its id; empty: of all articles
  std::int64_t before = 0;  // only those of a smaller number; 0: all
  std::size_t limit = 50, skip = 0;
};

class Review {
 public:
  virtual ~Review() = default;

  // The fact of that id in the articles as they are now, or one that people added.
  virtual Result<std::optional<Reviewed>> fact(const std::string& id) = 0;
  // By an id or address it has or had.
  virtual Result<std::optional<ReviewedArticle>> article(const std::string& what) = 0;
  // Ids of the articles that corrections stand on, sorted.
  virtual Result<std::vector<std::string>> corrected_articles() = 0;

  // Doubtful facts and findings, then records on which articles disagree or that may be one with
  // others; until somebody has judged the fact, or every fact that tells the record.
  virtual Result<std::vector<Doubt>> doubts(const Doubts& asked) = 0;

  // One of the evidence of a record, and what tells the record from others as JSON of a fact.
  struct Core {
    history::Evidence member;
    std::string fields;
  };
  virtual Result<std::optional<Core>> core(const std::string& kind, const std::string& record) = 0;

  // Keeps corrections, all or none, and has their articles told anew. Gives their numbers; `at` is
  // set here.
  virtual Result<std::vector<std::int64_t>> keep(
      const std::vector<history::Correction>& corrections) = 0;
  // False when no correction of that number stands.
  virtual Result<bool> undo(std::int64_t number, const std::string& by) = 0;
  // The latest first, also those undone.
  virtual Result<std::vector<history::Correction>> corrections(const Said& asked) = 0;
};

// Who says so, and why.
struct Reviewer {
  std::string by, reason;
};

// Each gives the numbers of the corrections it kept. Fail with kBadInput when there is no such
// fact, article or record, when its words are not in the article, and when a field cannot be.
using Kept = Result<std::vector<std::int64_t>>;

Kept accept(Review& review, const std::vector<std::string>& facts, const Reviewer& who);
Kept reject(Review& review, const std::vector<std::string>& facts, const Reviewer& who);
// `fields`: a JSON object by the names of docs/output.md; the others stay.
Kept edit(Review& review, const std::string& fact, const std::string& fields, const Reviewer& who);
// A fact that was missed: `words` as they stand in the article.
Kept add(Review& review, const std::string& article, const std::string& kind,
         const std::string& words, const std::string& fields, const Reviewer& who);
// Two records of one kind (award, role, person) that are one: all that tells the first tells the
// second.
Kept merge(Review& review, Archive& archive, const std::string& kind, const std::string& record,
           const std::string& into, const Reviewer& who);
// Facts of one record of that kind that tell of another than the rest of it.
Kept split(Review& review, const std::string& kind, const std::vector<std::string>& facts,
           const Reviewer& who);

}  // namespace bangvang::store
