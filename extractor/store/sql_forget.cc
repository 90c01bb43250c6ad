// Taking an article out of a store for good.
#include <algorithm>
#include <filesystem>

#include "extractor/page/url.h"
#include "extractor/store/removed.h"
#include "extractor/store/sql_store.h"
#include "extractor/store/sqlite.h"

namespace bangvang::store {
namespace {

// Versions that share this many of their keys say nearly the same; see ingest/near.h.
constexpr const char* kNear = R"(
  SELECT DISTINCT a.article FROM
    (SELECT n.version FROM near_keys m JOIN near_keys n ON n.key = m.key AND n.version <> m.version
     WHERE m.version = ?1 GROUP BY n.version HAVING count(*) >= 2) near
    JOIN versions v ON v.number = near.version
    JOIN captures c ON c.version = v.version
    JOIN addresses a ON a.id = c.address
  WHERE a.article <> ?2)";

// A short text that stands in other articles too is theirs.
constexpr const char* kVersionsOf = R"(
  SELECT DISTINCT v.number, v.version, v.normal_text, v.path FROM addresses a
    JOIN captures c ON c.address = a.id
    JOIN versions v ON v.version = c.version
  WHERE a.article = ?1 AND NOT EXISTS
    (SELECT 1 FROM captures other JOIN addresses b ON b.id = other.address
     WHERE other.version = v.version AND b.article <> ?1)
  ORDER BY v.number)";

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
}

bool holds(const std::string& backup, const std::vector<std::string>& digests) {
  Database database = open_sqlite(backup, SQLITE_OPEN_READONLY);
  Statement row(database,
                "SELECT 1 FROM addresses WHERE id = ?1 UNION SELECT 1 FROM versions WHERE "
                "version = ?1 OR normal_text = ?1");
  return std::ranges::any_of(digests,
                             [&](const std::string& digest) { return row.bind(digest).step(); });
}

}  // namespace

Result<std::optional<Forgotten>> SqlStore::forget(const std::string& what,
                                                  const std::string& reason) {
  return guarded([&]() -> std::optional<Forgotten> {
    Forgotten out;
    std::vector<std::string> digests;
    {
      Transaction transaction(database_);
      const auto article = find_article(what);
      if (!article) return std::nullopt;
      out = gather(*article, digests);
      Statement keep(database_,
                     "INSERT INTO forgotten VALUES (?1, ?2, "
                     "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) ON CONFLICT DO NOTHING");
      for (const std::string& digest : digests) keep.bind(digest, reason).run();
      erase(*article);
      transaction.commit();
    }
    database_.driver().purge();
    out.backups = backups_with(digests);
    return out;
  });
}

std::optional<std::string> SqlStore::find_article(const std::string& what) {
  Statement row(database_,
                "SELECT article FROM addresses WHERE id = ?1 OR url = ?2 UNION "
                "SELECT a.article FROM captures c JOIN addresses a ON a.id = c.address "
                "WHERE c.version = ?1");
  if (!row.bind(what, page::canonical_url(what)).step()) return std::nullopt;
  return row.text(0);
}

Forgotten SqlStore::gather(const std::string& article, std::vector<std::string>& digests) {
  Forgotten out;
  Statement address(database_, "SELECT id FROM addresses WHERE article = ?1 ORDER BY id");
  address.bind(article);
  while (address.step()) {
    out.ids.push_back(address.text(0));
    add_once(digests, address.text(0));
  }
  Statement version(database_, kVersionsOf);
  Statement near(database_, kNear);
  Statement facts(database_, "SELECT count(*) FROM facts WHERE version = ?1");
  Statement page(database_, "SELECT count(*) FROM pages WHERE version = ?1");
  version.bind(article);
  while (version.step()) {
    const std::int64_t number = version.integer(0);
    ++out.versions;
    add_once(digests, version.text(1));
    add_once(digests, version.text(2));
    add_once(out.sources, version.text(3));
    facts.bind(number).step();
    out.facts += static_cast<std::size_t>(facts.integer(0));
    page.bind(number).step();
    out.pages += static_cast<std::size_t>(page.integer(0));
    near.bind(number, article);
    while (near.step()) add_once(out.near, near.text(0));
  }
  return out;
}

// Requires: digests of the article are kept.
void SqlStore::erase(const std::string& article) {
  Statement(database_,
            "DELETE FROM failures WHERE url IN (SELECT url FROM addresses WHERE article = ?1)")
      .bind(article)
      .run();
  Statement(database_,
            "DELETE FROM captures WHERE address IN (SELECT id FROM addresses WHERE article = ?1)")
      .bind(article)
      .run();
  Statement(database_,
            "DELETE FROM urls WHERE address IN (SELECT id FROM addresses WHERE article = ?1)")
      .bind(article)
      .run();
  Statement(database_,
            "DELETE FROM corrections WHERE article = ?1 OR "
            "article IN (SELECT id FROM addresses WHERE article = ?1)")
      .bind(article)
      .run();
  Statement(database_, "DELETE FROM addresses WHERE article = ?1").bind(article).run();
  Statement(database_, "DELETE FROM articles WHERE id = ?1").bind(article).run();
  Statement(database_, kRemoved).bind("articles", article).run();
  const std::string gone =
      "(SELECT number FROM versions WHERE version IN (SELECT digest FROM forgotten))";
  for (const char* table : {"facts", "pages", "near_keys"}) {
    database_.execute("DELETE FROM " + std::string(table) + " WHERE version IN " + gone);
  }
  Statement version(database_, gone.substr(1, gone.size() - 2));
  while (version.step()) index_->remove(version.integer(0));
  version.reset();
  index_->purge();
  database_.execute("DELETE FROM versions WHERE version IN (SELECT digest FROM forgotten)");
}

std::vector<std::string> SqlStore::backups_with(const std::vector<std::string>& digests) {
  std::vector<std::string> found;
  Statement row(database_, "SELECT path FROM backups ORDER BY path");
  while (row.step()) {
    const std::string path = row.text(0);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) continue;
    try {
      if (holds(path, digests)) found.push_back(path);
    } catch (const Fault&) {
      found.push_back(path);  // what cannot be looked into may hold anything
    }
  }
  return found;
}

}  // namespace bangvang::store
