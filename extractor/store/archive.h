// The award history within a store: evidence, the records made of it, and how they are found. What
// resolves them is extractor/history; ingest/resolve.h brings both together.
//
// Records are a function of the articles in the store, never of their order or of how they were cut
// into batches; only `changed_at` and the successors of former ids tell of the way they came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/history/evidence.h"
#include "extractor/store/id_labels.h"

namespace bangvang::store {

struct Resolved {
  std::size_t blocks = 0;
  std::size_t added = 0, changed = 0, removed = 0;  // records

  Resolved& operator+=(const Resolved& other);
};

// An award record as it is kept; record.facts and record.articles are left empty, evidence() has
// them.
struct KeptAward {
  history::AwardRecord record;
  std::string announced;          // day of the decision, else of the first news; may be empty
  std::optional<int> shown_year;  // of achievement, else the last of the period, else of the news
  std::size_t facts = 0, articles = 0;
  std::string changed_at;
};

struct KeptRole {
  history::RoleRecord record;  // without facts and articles
  std::int64_t bloc = 0;       // equal for roles of one bloc, within one Archive
  std::optional<int> shown_year;
  std::size_t facts = 0, articles = 0;
};

struct KeptPerson {
  history::PersonRecord record;  // without articles; of its facts and its posts' the first
  std::size_t facts = 0, articles = 0;
};

struct KeptMeeting {
  std::string fact, article;
  events::StoredFact stored;
  std::string published;  // day; may be empty
};

// Where a record is told.
struct Quote {
  std::string fact, article;
  std::optional<std::string> url, title;
  std::string published;  // day; may be empty
  std::string words;      // the sentence, or what the fact itself quotes where no text is kept
};

// How many articles stand behind an answer about one year.
struct Coverage {
  int year = 0;
  std::size_t articles = 0;  // published in that year in the provinces asked for
  std::size_t naming = 0;    // of all articles of that year, those that name the bodies asked for
};

class Archive {
 public:
  virtual ~Archive() = default;

  // What the records were resolved with; nothing when there are none yet.
  virtual Result<std::optional<std::string>> basis() = 0;
  // Has every article told anew from now on, with another basis.
  virtual Result<void> rebase(const std::string& basis) = 0;
  // Whether articles wait to be told or blocks to be resolved.
  virtual Result<bool> due() = 0;

  struct Telling {
    std::vector<history::Evidence> evidence;
    std::vector<history::Body> bodies;
  };
  using Tell = std::function<Telling(const history::Article&)>;
  // Tells at most `limit` waiting articles anew, in one transaction, and marks the blocks their
  // evidence left or joined. Gives how many articles it were.
  virtual Result<std::size_t> tell(std::size_t limit, const Tell& tell) = 0;

  using Resolve = std::function<history::Records(const history::Block&)>;
  // Makes the records of at most `limit` marked blocks anew, in one transaction.
  virtual Result<Resolved> resolve(std::size_t limit, const Resolve& resolve) = 0;

  // Puts these labels in the place of those there were.
  virtual Result<void> label(const IdLabels& labels) = 0;

  // Drops bodies that nothing names any more.
  virtual Result<void> tidy() = 0;

  // The ids of the records that `id` leads to: itself, what it was merged into, its parts.
  virtual Result<std::vector<std::string>> find(const std::string& kind, const std::string& id) = 0;

  // Bodies and persons by their folded name, blocs by part of it.
  virtual Result<std::vector<history::Body>> bodies(const std::string& folded) = 0;
  virtual Result<std::vector<KeptPerson>> persons(const std::string& folded) = 0;
  // Names of bodies, persons and blocs that are written nearly so, the nearest first.
  virtual Result<std::vector<std::string>> near(const std::string& folded) = 0;

  // The records of these ids, in their order; those that are none are left out.
  virtual Result<std::vector<KeptAward>> awards(const std::vector<std::string>& ids) = 0;
  virtual Result<std::vector<KeptRole>> roles(const std::vector<std::string>& ids) = 0;
  virtual Result<std::vector<KeptPerson>> persons_by_id(const std::vector<std::string>& ids) = 0;

  // Awards of these bodies, also to persons in them when `persons`; by year, then day.
  virtual Result<std::vector<KeptAward>> awards_of(const std::vector<history::Body>& bodies,
                                                   bool persons) = 0;
  virtual Result<std::vector<KeptAward>> awards_of_person(const std::string& person) = 0;
  // The named awards that may be among those a counted group stands for: one article tells of both
  // (history::may_belong). None when the award is no group's.
  virtual Result<std::vector<KeptAward>> awards_within(const history::AwardRecord& group) = 0;
  virtual Result<std::vector<KeptAward>> awards_in(const std::vector<std::string>& provinces) = 0;
  virtual Result<std::vector<KeptRole>> roles_of(const std::vector<history::Body>& bodies) = 0;
  virtual Result<std::vector<KeptRole>> roles_in(const std::vector<std::string>& provinces) = 0;
  virtual Result<std::vector<KeptPerson>> persons_of(const std::vector<history::Body>& bodies) = 0;
  virtual Result<std::vector<KeptMeeting>> meetings_of(
      const std::vector<history::Body>& bodies) = 0;

  // Lists of members that articles give for the bloc of that number.
  virtual Result<std::vector<history::Block::Member>> members_of(std::int64_t bloc) = 0;

  // By day.
  virtual Result<std::vector<Quote>> evidence(const std::string& kind,
                                              const std::string& record) = 0;

  // By year, years without articles left out. Without provinces: of the whole store.
  virtual Result<std::vector<Coverage>> coverage(const std::vector<std::string>& provinces,
                                                 const std::vector<history::Body>& bodies) = 0;
};

}  // namespace bangvang::store
