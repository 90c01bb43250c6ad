// Putting documents into a store. Each step asks for the least of something (the preferred
// reading of a text, the first address of an article, the earliest fetch) and never for who came
// first, so that every order of arrival ends in the same rows.
#include <algorithm>

#include "extractor/json/writer.h"
#include "extractor/store/removed.h"
#include "extractor/store/sql_store.h"

namespace bangvang::store {
namespace {

// "host" of "https://host/path"; nothing where there is no host.
std::optional<std::string> site_of(const std::optional<std::string>& url) {
  if (!url) return std::nullopt;
  const auto begin = url->find("://");
  if (begin == std::string::npos) return std::nullopt;
  const auto end = url->find_first_of("/?#", begin + 3);
  return url->substr(begin + 3, end == std::string::npos ? end : end - begin - 3);
}

// Of several documents with one text the one with the smallest of these gives title, time and
// facts: one that has the text at all, then one with an address, the earliest fetched, the earliest
// published; the rest only makes the order total.
std::string reading_of(const Capture& capture) {
  const events::Record& record = capture.record;
  std::string key;
  key += record.text ? '0' : '1';
  key += record.url ? '0' : '1';
  key += capture.fetched.value_or("~") + '|' + record.published.value_or("~") + '|';
  return key + record.id + '|' + capture.digest;
}

constexpr const char* kInsertVersion = R"(
  INSERT INTO versions (version, title, author, published, province, url, attachments, text, words,
    encoding, program, grammars, source, path, "offset", "inner", line, normal_text, reading, run,
    blocks, site_hint, site, category)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
    ?21, ?22, ?23, ?24)
  RETURNING number)";

constexpr const char* kUpdateVersion = R"(
  UPDATE versions SET title = ?2, author = ?3, published = ?4, province = ?5, url = ?6,
    attachments = ?7, text = ?8, words = ?9, encoding = ?10, program = ?11, grammars = ?12,
    source = ?13, path = ?14, "offset" = ?15, "inner" = ?16, line = ?17, normal_text = ?18,
    reading = ?19, run = ?20, blocks = ?21, site_hint = ?22, site = ?23, category = ?24
  WHERE version = ?1)";

constexpr const char* kUpdateCapture = R"(
  UPDATE captures SET
    first_fetched = CASE WHEN first_fetched < ?3 THEN first_fetched ELSE ?3 END,
    last_fetched = CASE WHEN last_fetched > ?3 THEN last_fetched ELSE ?3 END
  WHERE address = ?1 AND version = ?2
    AND (first_fetched IS NULL OR ?3 < first_fetched OR ?3 > last_fetched))";

constexpr const char* kArticleOfText = R"(
  SELECT DISTINCT a.article FROM versions v
    JOIN captures c ON c.version = v.version
    JOIN addresses a ON a.id = c.address
  WHERE v.normal_text = ?1)";

constexpr const char* kBestVersion = R"(
  SELECT c.version FROM addresses a
    JOIN captures c ON c.address = a.id
    JOIN versions v ON v.version = c.version
  WHERE a.article = ?1
  ORDER BY coalesce(c.last_fetched, v.published, '') DESC, c.version DESC LIMIT 1)";

}  // namespace

SqlStore::Statements::Statements(Database& db)
    : forgotten(db, "SELECT 1 FROM forgotten WHERE digest IN (?1, ?2, ?3)"),
      version(db, "SELECT number, reading FROM versions WHERE version = ?1"),
      insert_version(db, kInsertVersion),
      update_version(db, kUpdateVersion),
      delete_facts(db, "DELETE FROM facts WHERE version = ?1"),
      insert_fact(db, "INSERT INTO facts VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      page(db,
           "INSERT INTO pages VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (version) "
           "DO UPDATE SET size = ?2, media_type = ?3, charset = ?4, decoded = ?5, url = ?6, "
           "title = ?7, published = ?8, packed = ?9"),
      near(db, "INSERT INTO near_keys VALUES (?1, ?2) ON CONFLICT DO NOTHING"),
      capture(db, "SELECT 1 FROM captures WHERE address = ?1 AND version = ?2"),
      insert_capture(db, "INSERT INTO captures VALUES (?1, ?2, ?3, ?3)"),
      update_capture(db, kUpdateCapture),
      address(db, "SELECT article FROM addresses WHERE id = ?1"),
      insert_address(db, "INSERT INTO addresses VALUES (?1, ?2, ?3, ?4, ?5)"),
      article_of_text(db, kArticleOfText),
      insert_article(db, "INSERT INTO articles (id, version, run) VALUES (?1, ?2, ?3)"),
      article(db, "SELECT version FROM articles WHERE id = ?1"),
      best_address(db,
                   "SELECT id FROM addresses WHERE article = ?1 ORDER BY url IS NULL, id LIMIT 1"),
      best_version(db, kBestVersion),
      set_version(db, "UPDATE articles SET version = ?2, run = ?3 WHERE id = ?1 AND version <> ?2"),
      url(db, "INSERT INTO urls VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"),
      keep_url(db, "UPDATE urls SET kept = 1, address = ?2 WHERE url = ?1 AND kept = 0"),
      begin_file(db, "DELETE FROM failures WHERE path = ?1"),
      failure(db,
              "INSERT INTO failures VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
              "ON CONFLICT (path, place) DO UPDATE SET \"offset\" = ?3, \"inner\" = ?4, line = ?5, "
              "url = ?6, site = ?7, stage = ?8, reason = ?9, message = ?10, run = ?11"),
      progress(db,
               "INSERT INTO sources VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (path) "
               "DO UPDATE SET size = ?2, modified = ?3, settings = ?4, \"offset\" = ?5, "
               "\"inner\" = ?6, line = ?7, done = ?8, run = ?9") {}

Result<Changes> SqlStore::put(const Batch& batch) {
  return guarded([&] {
    Changes changes;
    unlisted_.clear();
    Transaction transaction(database_);
    for (const std::string& path : batch.begun) sql_.begin_file.bind(path).run();
    for (const Capture& capture : batch.captures) add(capture, changes);
    for (const Known& known : batch.left_out) remember(known.url, known.id, false);
    for (const Failure& failure : batch.failures) set_aside(failure);
    for (const Progress& progress : batch.progress) save(progress);
    list_words();
    transaction.commit();
    changes.failures = batch.failures.size();
    return changes;
  });
}

void SqlStore::save(const Progress& progress) {
  sql_.progress
      .bind(progress.path, progress.size, progress.modified, progress.settings,
            progress.position.offset, progress.position.inner, progress.position.line,
            progress.done, run())
      .run();
}

void SqlStore::set_aside(const Failure& failure) {
  sql_.failure
      .bind(failure.path, failure.place, failure.position.offset, failure.position.inner,
            failure.position.line, failure.url, site_of(failure.url), failure.stage, failure.reason,
            failure.message, run())
      .run();
}

void SqlStore::remember(const std::string& url, const std::string& id, bool kept) {
  sql_.url.bind(url, id, kept).run();
  if (kept && sql_.url.changed() == 0) sql_.keep_url.bind(url, id).run();
}

bool SqlStore::is_forgotten(const Capture& capture) {
  const bool found =
      sql_.forgotten.bind(capture.record.id, capture.record.version, capture.normal_text).step();
  sql_.forgotten.reset();
  return found;
}

void SqlStore::add(const Capture& capture, Changes& changes) {
  if (is_forgotten(capture)) {
    ++changes.forgotten;
    return;
  }
  if (capture.url) remember(*capture.url, capture.record.id, true);
  bool changed = false;
  add_version(capture, changes, changed);
  const bool fetch = add_fetch(capture);
  const std::string article = join_article(capture, changes);
  if (changed || fetch) choose_version(article);
}

// The number of the capture's version, which is written when it is new or this is the preferred
// reading of it.
std::int64_t SqlStore::add_version(const Capture& capture, Changes& changes, bool& changed) {
  const std::string reading = reading_of(capture);
  sql_.version.bind(capture.record.version);
  const bool known = sql_.version.step();
  std::int64_t number = known ? sql_.version.integer(0) : 0;
  const std::string stored = known ? sql_.version.text(1) : "";
  sql_.version.reset();
  changed = !known || reading < stored;
  if (known) ++changes.known;
  if (!changed) return number;

  number = write_version(known ? number : -1, capture);
  if (!known) {
    ++changes.versions;
    changes.facts += capture.record.facts.size();
  }
  if (known) sql_.delete_facts.bind(number).run();
  write_facts(number, capture.record.facts);
  for (const std::int64_t key : capture.near_keys) sql_.near.bind(key, number).run();
  if (capture.page) write_page(number, *capture.page);
  return number;
}

// The version's number; a negative one asks for a new version.
std::int64_t SqlStore::write_version(std::int64_t number, const Capture& capture) {
  const events::Record& record = capture.record;
  const std::string attachments = json::array_of(record.attachments);
  const std::string reading = reading_of(capture);
  if (number >= 0) unlist(number);
  Statement& statement = number < 0 ? sql_.insert_version : sql_.update_version;
  statement.bind(record.version, record.title, record.author, record.published, record.province,
                 record.url, attachments, record.text, capture.words, capture.encoding,
                 record.program, record.grammars, record.source, capture.path,
                 capture.position.offset, capture.position.inner, capture.position.line,
                 capture.normal_text, reading, run(), capture.blocks, capture.site_hint,
                 record.site, record.category);
  if (number < 0) {
    number = statement.returned();
  } else {
    statement.run();
  }
  unlisted_.insert(number);
  return number;
}

// Before a version is changed or deleted.
void SqlStore::unlist(std::int64_t version) {
  if (unlisted_.erase(version) == 0) index_->remove(version);
}

// Requires: the last change of this transaction to a version has been made.
void SqlStore::list_words() {
  for (const std::int64_t version : unlisted_) index_->add(version);
  unlisted_.clear();
}

void SqlStore::write_facts(std::int64_t number, const std::vector<events::StoredFact>& facts) {
  std::int64_t place = 0;
  for (const events::StoredFact& fact : facts) {
    sql_.insert_fact.bind(number, place++, fact.id, fact.kind, fact.rule, fact.json).run();
  }
}

void SqlStore::write_page(std::int64_t number, const Page& page) {
  const auto packed = page.packed ? std::optional(Blob{*page.packed}) : std::nullopt;
  sql_.page
      .bind(number, page.size, page.media_type, page.charset, page.decoded, page.url, page.title,
            page.published, packed)
      .run();
}

// True when this text was new at this address, or was seen earlier or later than known.
bool SqlStore::add_fetch(const Capture& capture) {
  const events::Record& record = capture.record;
  const bool known = sql_.capture.bind(record.id, record.version).step();
  sql_.capture.reset();
  if (!known) {
    sql_.insert_capture.bind(record.id, record.version, capture.fetched).run();
    return true;
  }
  if (!capture.fetched) return false;
  sql_.update_capture.bind(record.id, record.version, *capture.fetched).run();
  return sql_.update_capture.changed() > 0;
}

// The article that the capture's address belongs to: that of every address which ever had the same
// text. Requires: its version and its capture are written.
std::string SqlStore::join_article(const Capture& capture, Changes& changes) {
  const events::Record& record = capture.record;
  std::vector<std::string> articles;
  sql_.address.bind(record.id);
  const bool known = sql_.address.step();
  if (known) articles.push_back(sql_.address.text(0));
  sql_.address.reset();
  if (capture.words >= kAliasWords) {
    sql_.article_of_text.bind(capture.normal_text);
    while (sql_.article_of_text.step()) articles.push_back(sql_.article_of_text.text(0));
    sql_.article_of_text.reset();
  }
  std::ranges::sort(articles);
  articles.erase(std::unique(articles.begin(), articles.end()), articles.end());
  if (known && articles.size() == 1) return articles.front();

  const std::string article = articles.empty() ? record.id : articles.front();
  if (!known) {
    sql_.insert_address.bind(record.id, article, record.url, site_of(record.url), run()).run();
    ++changes.addresses;
  }
  if (articles.empty()) {
    sql_.insert_article.bind(article, record.version, run()).run();
    ++changes.articles;
    return article;
  }
  merge(articles, article);
  changes.articles -= static_cast<std::int64_t>(articles.size()) - 1;
  sql_.best_address.bind(article);
  sql_.best_address.step();
  const std::string best = sql_.best_address.text(0);
  sql_.best_address.reset();
  if (best != article) {
    Statement(database_, "UPDATE addresses SET article = ?2 WHERE article = ?1")
        .bind(article, best)
        .run();
    Statement(database_, "UPDATE articles SET id = ?2 WHERE id = ?1").bind(article, best).run();
    Statement(database_, kRemoved).bind("articles", article).run();
  }
  if (articles.size() > 1) choose_version(best);
  return best;
}

void SqlStore::merge(const std::vector<std::string>& articles, const std::string& into) {
  for (const std::string& article : articles) {
    if (article == into) continue;
    Statement(database_, "UPDATE addresses SET article = ?2 WHERE article = ?1")
        .bind(article, into)
        .run();
    Statement(database_, "DELETE FROM articles WHERE id = ?1").bind(article).run();
    Statement(database_, kRemoved).bind("articles", article).run();
  }
}

void SqlStore::choose_version(const std::string& article) {
  sql_.best_version.bind(article);
  if (!sql_.best_version.step()) return sql_.best_version.reset();
  const std::string version = sql_.best_version.text(0);
  sql_.best_version.reset();
  sql_.set_version.bind(article, version, run()).run();
}

}  // namespace bangvang::store
