#include "extractor/store/sql_store.h"

#include "extractor/json/value.h"
#include "extractor/store/postgres.h"
#include "extractor/store/postgres_schema.h"
#include "extractor/store/sqlite_schema.h"

namespace bangvang::store {
namespace {

constexpr const char* kVersions = R"(
  SELECT v.number, v.version, v.source, v.url, v.title, v.author, v.published, v.province, v.text,
         v.program, v.grammars, v.path, v."offset", v."inner", v.line, v.blocks, v.site_hint,
         v.encoding, v.normal_text,
         p.version, p.size, p.media_type, p.charset, p.decoded, p.url, p.title, p.published,
         CASE WHEN ?3 <> 0 THEN p.packed END, v.words, v.attachments,
         (SELECT min(c.first_fetched) FROM captures c WHERE c.version = v.version),
         v.site, v.category
  FROM versions v LEFT JOIN pages p ON p.version = v.number
  WHERE v.number > ?1 ORDER BY v.number LIMIT ?2)";

std::uint64_t unsigned_at(const Statement& row, int column) {
  return static_cast<std::uint64_t>(row.integer(column));
}

std::vector<std::string> read_list(const std::string& json) {
  std::vector<std::string> list;
  const auto value = json::Value::parse(json);
  if (!value) return list;
  for (const json::Value& item : value->items()) list.push_back(item.string().value_or(""));
  return list;
}

std::optional<Page> page_of(const Statement& row) {
  if (row.is_null(19)) return std::nullopt;
  return Page{.packed = row.optional_text(27),
              .size = unsigned_at(row, 20),
              .media_type = row.text(21),
              .charset = row.text(22),
              .decoded = row.integer(23) != 0,
              .url = row.optional_text(24),
              .title = row.optional_text(25),
              .published = row.optional_text(26)};
}

StoredVersion version_of(const Statement& row) {
  StoredVersion version{.number = row.integer(0)};
  Capture& capture = version.capture;
  capture.record = {.version = row.text(1),
                    .source = row.text(2),
                    .url = row.optional_text(3),
                    .title = row.optional_text(4),
                    .author = row.optional_text(5),
                    .published = row.optional_text(6),
                    .province = row.optional_text(7),
                    .text = row.optional_text(8),
                    .program = row.text(9),
                    .grammars = row.text(10)};
  capture.path = row.text(11);
  capture.position = {unsigned_at(row, 12), unsigned_at(row, 13), unsigned_at(row, 14)};
  capture.blocks = row.text(15);
  capture.site_hint = row.optional_text(16);
  capture.encoding = row.optional_text(17);
  capture.normal_text = row.text(18);
  capture.page = page_of(row);
  capture.words = unsigned_at(row, 28);
  capture.record.attachments = read_list(row.text(29));
  capture.fetched = row.optional_text(30);
  capture.record.site = row.optional_text(31);
  capture.record.category = row.optional_text(32);
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

SqlStore::SqlStore(Database database, std::string path)
    : database_(std::move(database)),
      path_(std::move(path)),
      sql_(database_),
      index_(SearchIndex::make(database_)),
      archive_(database_, path_),
      search_(database_, path_),
      catalogue_(database_, path_),
      review_(database_, path_) {}

Result<std::int64_t> SqlStore::begin_run(const Run& run) {
  return guarded([&] {
    run_ = Statement(database_,
                     "INSERT INTO runs (command, started, program, grammars, options) "
                     "VALUES (?1, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?2, ?3, ?4) "
                     "RETURNING number")
               .bind(run.command, run.program, run.grammars, run.options)
               .returned();
    return run_;
  });
}

Result<void> SqlStore::end_run(const Run& run) {
  return guarded([&] {
    Statement(database_,
              "UPDATE runs SET ended = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), outcome = ?2, "
              "summary = ?3 WHERE number = ?1")
        .bind(run_, run.outcome, run.summary)
        .run();
    run_ = 0;
  });
}

Result<std::optional<Progress>> SqlStore::progress(const std::string& path) {
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

Result<std::vector<Progress>> SqlStore::to_retry() {
  return guarded([&] {
    std::vector<Progress> out;
    Statement row(database_,
                  "SELECT path, \"offset\", \"inner\", line FROM failures UNION ALL "
                  "SELECT path, \"offset\", \"inner\", line FROM sources WHERE done = 0 "
                  "ORDER BY path, \"offset\", \"inner\", line");
    while (row.step()) {
      if (!out.empty() && out.back().path == row.text(0)) continue;
      out.push_back({.path = row.text(0),
                     .position = {unsigned_at(row, 1), unsigned_at(row, 2), unsigned_at(row, 3)}});
    }
    return out;
  });
}

Result<void> SqlStore::failures(const FailureSink& sink) {
  return guarded([&] {
    Statement row(database_,
                  "SELECT path, place, \"offset\", \"inner\", line, url, site, stage, reason, "
                  "message FROM failures "
                  "ORDER BY path, place");
    while (row.step()) {
      sink({.path = row.text(0),
            .place = row.text(1),
            .position = {unsigned_at(row, 2), unsigned_at(row, 3), unsigned_at(row, 4)},
            .url = row.optional_text(5),
            .site = row.optional_text(6),
            .stage = row.text(7),
            .reason = row.text(8),
            .message = row.text(9)});
    }
  });
}

Result<std::vector<SiteFailures>> SqlStore::failures_by_site() {
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

Result<void> SqlStore::urls(const std::string& site, const UrlSink& sink) {
  return guarded([&] {
    Statement row(database_,
                  "SELECT u.url FROM urls u LEFT JOIN addresses a ON a.id = u.address "
                  "WHERE ?1 = '' OR a.site = ?1 ORDER BY u.url");
    row.bind(site);
    while (row.step()) sink(row.text(0));
  });
}

Result<std::int64_t> SqlStore::last_version() {
  return guarded([&] { return database_.number("SELECT max(number) FROM versions"); });
}

Result<std::vector<StoredVersion>> SqlStore::versions(std::int64_t after, std::size_t limit,
                                                      bool pages) {
  return guarded([&] {
    std::vector<StoredVersion> out;
    Transaction moment(database_, Begin::kReader);
    Statement row(database_, kVersions);
    Statement facts(database_,
                    "SELECT id, kind, rule, json FROM facts WHERE version = ?1 ORDER BY place");
    row.bind(after, limit, pages);
    while (row.step()) {
      StoredVersion version = version_of(row);
      facts.bind(version.number);
      while (facts.step()) {
        version.capture.record.facts.push_back(
            {facts.text(0), facts.text(1), facts.text(2), facts.text(3)});
      }
      out.push_back(std::move(version));
    }
    return out;
  });
}

Result<std::uint64_t> SqlStore::state() {
  return guarded([&] { return database_.driver().state(); });
}

Result<std::unique_ptr<Moment>> SqlStore::moment() {
  struct Reading final : Moment {
    explicit Reading(Database& database) : transaction(database, Begin::kReader) {}
    Transaction transaction;
  };
  return guarded([&]() -> std::unique_ptr<Moment> { return std::make_unique<Reading>(database_); });
}

Result<std::unique_ptr<Store>> open(const std::string& where, Access access) {
  const std::string name = shown(where);
  try {
    auto database =
        is_postgres(where) ? open_postgres_store(where, access) : open_sqlite_store(where, access);
    if (!database) return std::unexpected(std::move(database.error()));
    return std::make_unique<SqlStore>(*std::move(database), name);
  } catch (const Fault& fault) {
    return std::unexpected(fault.error(name));
  }
}

Result<Migration> migrate(const std::string& where) {
  try {
    return is_postgres(where) ? migrate_postgres_store(where) : migrate_sqlite_store(where);
  } catch (const Fault& fault) {
    return std::unexpected(fault.error(shown(where)));
  }
}

}  // namespace bangvang::store
