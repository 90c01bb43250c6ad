// Where articles, their versions and their facts are kept. One interface for every database.
//
// What a store holds is a function of the set of documents put into it, never of their order or of
// how they were cut into batches; only runs and sources (when, and from where) tell of the way they
// came. docs/store.md describes the tables.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/events/record.h"
#include "extractor/store/archive.h"
#include "extractor/store/review.h"
#include "extractor/store/search.h"
#include "extractor/store/statistics.h"
#include "extractor/store/table_rows.h"

namespace bangvang::store {

class Catalogue;  // catalogue.h

// Where a document stands in its file, so that it can be read again.
struct Position {
  std::uint64_t offset = 0, inner = 0, line = 0;  // as source::Place
  friend bool operator==(const Position&, const Position&) = default;
};

// The bytes an article was read from, or the way to them.
struct Page {
  std::optional<std::string> packed;                 // by pack(); absent when only the way is kept
  std::uint64_t size = 0;                            // bytes before packing
  std::string media_type, charset;                   // as declared; empty when nobody did
  bool decoded = false;                              // the bytes are UTF-8 for certain
  std::optional<std::string> url, title, published;  // what the record said beside its text
};

// One document that was read: an article at an address, in one state of its text.
struct Capture {
  events::Record record;
  std::string normal_text;               // digest of the normalised text
  std::optional<std::string> fetched;    // ISO 8601 in UTC
  std::optional<std::string> encoding;   // what the bytes were decoded from
  std::string blocks;                    // of the article; see ingest/blocks.h
  std::optional<std::string> site_hint;  // as page::Article
  std::optional<std::string> url;        // as it was asked for, before it was made canonical
  std::size_t words = 0;                 // of the text
  std::vector<std::int64_t> near_keys;   // bands of the text's signature; see ingest/near.h
  std::string path;                      // the file it came from
  Position position;
  std::string digest;  // of the document as it arrived, so that one of two equal texts is chosen
  std::optional<Page> page;
};

// A document that could not be used. There is one for each place of a file.
struct Failure {
  std::string path, place;  // place: "line 3", "byte 120", "" when it is the whole file
  Position position;        // where to read it again
  std::optional<std::string> url, site;
  std::string stage;   // source, page, extract
  std::string reason;  // a word to count by: bad_input, unreadable, unsupported, limit, …
  std::string message;
};

// A page that was read and is not wanted; only its address is kept, so that no crawler need ask
// for it again.
struct Known {
  std::string url;  // as it was asked for
  std::string id;   // of its address
};

// How far a file has been read.
struct Progress {
  std::string path;
  std::uint64_t size = 0;
  std::int64_t modified = 0;  // nanoseconds since 1970
  std::string settings;       // a file read with other settings is read again
  Position position;          // of the next record
  bool done = false;
};

// What is put into a store at once: all of it, or nothing.
struct Batch {
  std::vector<std::string> begun;  // files read from their beginning: what failed there before is
                                   // no longer true
  std::vector<Capture> captures;
  std::vector<Known> left_out;
  std::vector<Failure> failures;
  std::vector<Progress> progress;

  bool empty() const {
    return begun.empty() && captures.empty() && left_out.empty() && failures.empty() &&
           progress.empty();
  }
};

// What a batch changed.
struct Changes {
  std::int64_t articles = 0;                // new ones, less those found to be one with another
  std::size_t versions = 0, addresses = 0;  // new ones
  std::size_t known = 0;                    // captures that brought no new version
  std::size_t facts = 0;                    // of new versions
  std::size_t forgotten = 0;                // captures of what is to stay away
  std::size_t failures = 0;                 // set aside

  Changes& operator+=(const Changes& other);
};

// A command that writes, as the table `runs` keeps it.
struct Run {
  std::string command, program, grammars;
  std::string options;  // JSON
  std::string outcome;  // done, interrupted, failed; empty while it goes on
  std::string summary;  // JSON
};

struct SiteFailures {
  std::string site, stage, reason;
  std::size_t count = 0;
};

// A version as it is to be extracted again.
struct StoredVersion {
  std::int64_t number = 0;
  Capture capture;  // without `near_keys` and `digest`
};

// A version that was extracted again: by other rules, or by another reader of pages, and then it
// may have another text.
struct Replacement {
  std::string version;  // that goes
  Capture capture;      // that comes; with `near_keys` and `words`
};

struct Forgotten {
  std::vector<std::string> ids;  // of the article, all it ever had
  std::size_t versions = 0, facts = 0, pages = 0;
  std::vector<std::string> sources;  // files that hold it still, as far as known
  std::vector<std::string> backups;  // of this store that hold it still
  std::vector<std::string> near;     // articles that say nearly the same, left as they are
};

enum class Access {
  kRead,    // must exist
  kWrite,   // must exist
  kCreate,  // made when there is none
};

// While it lives, all that is read from its store is of one moment, whoever writes meanwhile.
// Nothing may be written through that store, and a writer's log grows until it goes: keep it
// briefly.
class Moment {
 public:
  virtual ~Moment() = default;
};

// Not for use by several threads at once; several Stores on one place are fine.
class Store {
 public:
  using Time = std::chrono::steady_clock::time_point;

  virtual ~Store() = default;

  // Puts a batch into the store in one transaction. After an error nothing of it is there.
  virtual Result<Changes> put(const Batch& batch) = 0;

  // Gives the run's number. Requires: no run is open.
  virtual Result<std::int64_t> begin_run(const Run& run) = 0;
  virtual Result<void> end_run(const Run& run) = 0;

  virtual Result<std::optional<Progress>> progress(const std::string& path) = 0;

  // Files that were not read wholly or in which something failed, with the place where the first of
  // it stands; sorted by path.
  virtual Result<std::vector<Progress>> to_retry() = 0;

  using FailureSink = std::function<void(const Failure&)>;
  virtual Result<void> failures(const FailureSink& sink) = 0;  // by path and place
  virtual Result<std::vector<SiteFailures>> failures_by_site() = 0;

  // Every address that was read, as it was asked for, also of pages left out; sorted. `site` empty:
  // of all sites.
  using UrlSink = std::function<void(const std::string&)>;
  virtual Result<void> urls(const std::string& site, const UrlSink& sink) = 0;

  // The number of the version that came last; 0 when there is none.
  virtual Result<std::int64_t> last_version() = 0;
  // The next versions behind `after` in the order they came, at most `limit`, with pages if asked.
  virtual Result<std::vector<StoredVersion>> versions(std::int64_t after, std::size_t limit,
                                                      bool pages) = 0;
  // Puts what was extracted again in the place of what was, in one transaction for all of it.
  virtual Result<void> replace(const std::vector<Replacement>& replacements) = 0;

  // Takes an article with all its addresses and versions out of the store and keeps digests of
  // them, so that it stays away. `what` is an id of it or one of its addresses. Nothing when there
  // is no such article.
  virtual Result<std::optional<Forgotten>> forget(const std::string& what,
                                                  const std::string& reason) = 0;

  virtual Result<std::unique_ptr<Moment>> moment() = 0;

  // The award history of this store; lives as long as the store.
  virtual Archive& archive() = 0;

  // All rows of a listing by id, one at a time. `since`: a day; only what changed on it or after
  // it, as far as what is there still tells. Empty: all.
  virtual Result<void> rows(Listing listing, const std::string& since, const RowSink& sink) = 0;

  // What went on that day or after it, by id.
  virtual Result<void> removals(Listing listing, const std::string& since,
                                const RemovalSink& sink) = 0;
  // Those rows whose ids these are, in their order.
  virtual Result<std::vector<Row>> rows(Listing listing, const std::vector<std::string>& ids) = 0;

  virtual Result<Statistics> statistics() = 0;

  // Lives as long as the store.
  virtual Search& search() = 0;

  // Lives as long as the store.
  virtual Catalogue& catalogue() = 0;

  // Another number than before when something was written to the store meanwhile, by whomever;
  // cheap to ask for.
  virtual Result<std::uint64_t> state() = 0;

  // What is still being looked for at that time fails with kLimit and the code "deadline"; nothing
  // means that there is time.
  virtual void give_up_at(std::optional<Time> time) = 0;

  // Lives as long as the store.
  virtual Review& review() = 0;
};

// `where` names a file. Fails with kUnreadable when it cannot be opened or made, with kBadInput
// when it is no store of ours or damaged, and with kUnsupported when its schema is not the one of
// this program. A file that is refused is left as it was.
Result<std::unique_ptr<Store>> open(const std::string& where, Access access);

struct Migration {
  int from = 0, to = 0;
  std::string backup;      // a copy of the store as it was; empty when there was nothing to do
  bool reindexed = false;  // the words articles are found by were made anew
};

// Brings the schema of a store up to date, after a backup beside it. Fails as open() does.
Result<Migration> migrate(const std::string& where);

struct Copied {
  std::size_t articles = 0;
  std::size_t rows = 0;  // 0 where the file was copied as it is
};

// A copy of a store in another place, as it is at one moment, whoever writes to it meanwhile. The
// other place must be free: a file that does not exist or is empty, a database or schema without
// anything in it. After a fault, or killed, there is no store there.
Result<Copied> copy(const std::string& from, const std::string& to);

// Bytes made small and back.
std::string pack(std::string_view bytes);
// Fails with kBadInput when `packed` does not come from pack(), and with kLimit above `limit`.
Result<std::string> unpack(std::string_view packed, std::size_t limit);

}  // namespace bangvang::store
