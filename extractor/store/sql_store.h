// The store in a database. Private to this room; docs/store.md describes its tables.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "extractor/store/database.h"
#include "extractor/store/search_index.h"
#include "extractor/store/sql_archive.h"
#include "extractor/store/sql_catalogue.h"
#include "extractor/store/sql_review.h"
#include "extractor/store/sql_search.h"
#include "extractor/store/store.h"

namespace bangvang::store {

// Texts below this say too little to be known again elsewhere: "being updated" stands on a
// thousand pages, which are not one article. A notice of two lines has more words.
inline constexpr std::size_t kAliasWords = 30;

class SqlStore final : public Store {
 public:
  SqlStore(Database database, std::string path);

  Result<Changes> put(const Batch& batch) override;
  Result<std::int64_t> begin_run(const Run& run) override;
  Result<void> end_run(const Run& run) override;
  Result<std::optional<Progress>> progress(const std::string& path) override;
  Result<std::vector<Progress>> to_retry() override;
  Result<void> failures(const FailureSink& sink) override;
  Result<std::vector<SiteFailures>> failures_by_site() override;
  Result<void> urls(const std::string& site, const UrlSink& sink) override;
  Result<std::int64_t> last_version() override;
  Result<std::vector<StoredVersion>> versions(std::int64_t after, std::size_t limit,
                                              bool pages) override;
  Result<void> replace(const std::vector<Replacement>& replacements) override;
  Result<std::optional<Forgotten>> forget(const std::string& what,
                                          const std::string& reason) override;
  Result<void> rows(Listing listing, const std::string& since, const RowSink& sink) override;
  Result<void> removals(Listing listing, const std::string& since,
                        const RemovalSink& sink) override;
  Result<std::vector<Row>> rows(Listing listing, const std::vector<std::string>& ids) override;
  Result<Statistics> statistics() override;
  Result<std::unique_ptr<Moment>> moment() override;
  Archive& archive() override { return archive_; }
  Search& search() override { return search_; }
  Catalogue& catalogue() override { return catalogue_; }
  Result<std::uint64_t> state() override;
  void give_up_at(std::optional<Time> time) override { database_.driver().give_up_at(time); }
  Review& review() override { return review_; }

 private:
  template <class Body>
  auto guarded(const Body& body) {
    return store::guarded(path_, body);
  }

  std::optional<std::int64_t> run() const { return run_ > 0 ? std::optional(run_) : std::nullopt; }

  // sqlite_put.cc
  void save(const Progress& progress);
  void remember(const std::string& url, const std::string& id, bool kept);
  void set_aside(const Failure& failure);
  void add(const Capture& capture, Changes& changes);
  bool is_forgotten(const Capture& capture);
  std::int64_t add_version(const Capture& capture, Changes& changes, bool& changed);
  std::int64_t write_version(std::int64_t number, const Capture& capture);
  void unlist(std::int64_t version);
  void list_words();
  void write_facts(std::int64_t number, const std::vector<events::StoredFact>& facts);
  void write_page(std::int64_t number, const Page& page);
  bool add_fetch(const Capture& capture);
  std::string join_article(const Capture& capture, Changes& changes);
  void replace(const Replacement& replacement);
  void move_captures(const std::string& from, const std::string& to);
  void drop_version(std::int64_t number);
  void merge(const std::vector<std::string>& articles, const std::string& into);
  void choose_version(const std::string& article);

  // sqlite_forget.cc
  std::optional<std::string> find_article(const std::string& what);
  Forgotten gather(const std::string& article, std::vector<std::string>& digests);
  void erase(const std::string& article);
  std::vector<std::string> backups_with(const std::vector<std::string>& digests);

  Database database_;
  std::string path_;
  std::int64_t run_ = 0;

  // What runs once or more for each document.
  struct Statements {
    explicit Statements(Database& database);
    Statement forgotten, version, insert_version, update_version, delete_facts, insert_fact, page,
        near, capture, insert_capture, update_capture, address, insert_address, article_of_text,
        insert_article, article, best_address, best_version, set_version, url, keep_url, begin_file,
        failure, progress;
  };
  Statements sql_;
  std::unique_ptr<SearchIndex> index_;
  // Written in this transaction, and not yet in the index. SQLite flushes the index whenever a
  // statement that may have to be taken back begins, so that words go there all at once.
  std::set<std::int64_t> unlisted_;
  SqlArchive archive_;
  SqlSearch search_;
  SqlCatalogue catalogue_;
  SqlReview review_;
};

}  // namespace bangvang::store
