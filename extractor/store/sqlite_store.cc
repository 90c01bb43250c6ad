#include "extractor/store/sqlite_store.h"

#include "extractor/store/schema.h"

namespace bangvang::store {
namespace {

constexpr const char* kVersions = R"(
  SELECT v.number, v.version, v.source, v.url, v.title, v.author, v.published, v.province, v.text,
         v.program, v.grammars, v.path, v."offset", v."inner", v.line,
         p.version, p.size, p.media_type, p.charset, p.decoded, p.url, p.title, p.published,
         CASE WHEN ?3 THEN p.packed END,
         (SELECT a.id FROM captures c JOIN addresses a ON a.id = c.address
          WHERE c.version = v.version AND a.url IS v.url ORDER BY a.id LIMIT 1)
  FROM versions v LEFT JOIN pages p ON p.version = v.number
  WHERE v.number > ?1 ORDER BY v.number LIMIT ?2)";

std::optional<Page> page_of(const Statement& row) {
  if (row.is_null(15)) return std::nullopt;
  return Page{.packed = row.optional_text(23),
              .size = static_cast<std::uint64_t>(row.integer(16)),
              .media_type = row.text(17),
              .charset = row.text(18),
              .decoded = row.integer(19) != 0,
              .url = row.optional_text(20),
              .title = row.optional_text(21),
              .published = row.optional_text(22)};
}

StoredVersion version_of(const Statement& row) {
  StoredVersion version{.number = row.integer(0)};
  version.record = {.id = row.text(24),
                    .version = row.text(1),
                    .source = row.text(2),
                    .url = row.optional_text(3),
                    .title = row.optional_text(4),
                    .author = row.optional_text(5),
                    .published = row.optional_text(6),
                    .province = row.optional_text(7),
                    .text = row.optional_text(8),
                    .program = row.text(9),
                    .grammars = row.text(10)};
  version.path = row.text(11);
  version.position = {static_cast<std::uint64_t>(row.integer(12)),
                      static_cast<std::uint64_t>(row.integer(13)),
                      static_cast<std::uint64_t>(row.integer(14))};
  version.page = page_of(row);
  return version;
}

}  // namespace

Changes& Changes::operator+=(const Changes& other) {
  articles += other.articles;
  versions += other.versions;
  addresses += other.addresses;
  known += other.known;
  facts += other.facts;
  forgotten += other.forgotten;
  failures += other.failures;
  return *this;
}

SqliteStore::SqliteStore(Database database, std::string path)
    : database_(std::move(database)), path_(std::move(path)), sql_(database_) {}

Result<std::int64_t> SqliteStore::begin_run(const Run& run) {
  return guarded([&] {
    Statement(database_,
              "INSERT INTO runs (command, started, program, grammars, options) "
              "VALUES (?1, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?2, ?3, ?4)")
        .bind(run.command, run.program, run.grammars, run.options)
        .run();
    run_ = database_.last_row();
    return run_;
  });
}

Result<void> SqliteStore::end_run(const Run& run) {
  return guarded([&] {
    Statement(database_,
              "UPDATE runs SET ended = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), outcome = ?2, "
              "summary = ?3 WHERE number = ?1")
        .bind(run_, run.outcome, run.summary)
        .run();
    run_ = 0;
  });
}

Result<std::optional<Progress>> SqliteStore::progress(const std::string& path) {
  return guarded([&]() -> std::optional<Progress> {
    Statement row(database_,
                  "SELECT size, modified, settings, \"offset\", \"inner\", line, done "
                  "FROM sources WHERE path = ?1");
    if (!row.bind(path).step()) return std::nullopt;
    return Progress{.path = path,
                    .size = static_cast<std::uint64_t>(row.integer(0)),
                    .modified = row.integer(1),
                    .settings = row.text(2),
                    .position = {static_cast<std::uint64_t>(row.integer(3)),
                                 static_cast<std::uint64_t>(row.integer(4)),
                                 static_cast<std::uint64_t>(row.integer(5))},
                    .done = row.integer(6) != 0};
  });
}

Result<void> SqliteStore::failures(const FailureSink& sink) {
  return guarded([&] {
    Statement row(database_,
                  "SELECT path, place, url, site, stage, reason, message FROM failures "
                  "ORDER BY path, place");
    while (row.step()) {
      sink({row.text(0), row.text(1), row.optional_text(2), row.optional_text(3), row.text(4),
            row.text(5), row.text(6)});
    }
  });
}

Result<std::vector<SiteFailures>> SqliteStore::failures_by_site() {
  return guarded([&] {
    std::vector<SiteFailures> counts;
    Statement row(database_,
                  "SELECT coalesce(site, ''), stage, reason, count(*) FROM failures "
                  "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3");
    while (row.step()) {
      counts.push_back(
          {row.text(0), row.text(1), row.text(2), static_cast<std::size_t>(row.integer(3))});
    }
    return counts;
  });
}

Result<void> SqliteStore::urls(const std::string& site, const UrlSink& sink) {
  return guarded([&] {
    Statement row(database_,
                  "SELECT url FROM addresses WHERE url IS NOT NULL AND (?1 = '' OR site = ?1) "
                  "ORDER BY url");
    row.bind(site);
    while (row.step()) sink(row.text(0));
  });
}

Result<std::vector<StoredVersion>> SqliteStore::versions(std::int64_t after, std::size_t limit,
                                                         bool pages) {
  return guarded([&] {
    std::vector<StoredVersion> out;
    Statement row(database_, kVersions);
    Statement facts(database_,
                    "SELECT id, kind, rule, json FROM facts WHERE version = ?1 ORDER BY place");
    row.bind(after, limit, pages);
    while (row.step()) {
      StoredVersion version = version_of(row);
      facts.bind(version.number);
      while (facts.step()) {
        version.record.facts.push_back(
            {facts.text(0), facts.text(1), facts.text(2), facts.text(3)});
      }
      out.push_back(std::move(version));
    }
    return out;
  });
}

Result<void> SqliteStore::replace_facts(const std::vector<events::Record>& records) {
  return guarded([&] {
    Transaction transaction(database_);
    Statement update(database_,
                     "UPDATE versions SET province = ?2, program = ?3, grammars = ?4, run = ?5 "
                     "WHERE version = ?1");
    for (const events::Record& record : records) {
      sql_.version.bind(record.version);
      const bool known = sql_.version.step();
      const std::int64_t number = known ? sql_.version.integer(0) : 0;
      sql_.version.reset();
      if (!known) continue;  // forgotten meanwhile
      update.bind(record.version, record.province, record.program, record.grammars, run()).run();
      sql_.delete_facts.bind(number).run();
      write_facts(number, record.facts);
    }
    transaction.commit();
  });
}

Result<std::unique_ptr<Store>> open(const std::string& where, Access access) {
  try {
    auto database = open_database(where, access);
    if (!database) return std::unexpected(std::move(database.error()));
    return std::make_unique<SqliteStore>(*std::move(database), where);
  } catch (const Fault& fault) {
    return std::unexpected(fault.error(where));
  }
}

Result<Migration> migrate(const std::string& where) {
  try {
    return migrate_database(where);
  } catch (const Fault& fault) {
    return std::unexpected(fault.error(where));
  }
}

}  // namespace bangvang::store
