// Rows of a store for other programs, one at a time.
#include "extractor/store/sql_store.h"
#include "extractor/store/table_rows.h"

namespace bangvang::store {
namespace {

using enum Column::Kind;

constexpr Column kAwardColumns[] = {{"recipient"},
                                    {"position"},
                                    {"form"},
                                    {"grade"},
                                    {"level"},
                                    {"granted_by"},
                                    {"decision"},
                                    {"decision_date", kDay},
                                    {"year", kInteger},
                                    {"status"},
                                    {"confidence"},
                                    {"text"},
                                    {"url", kAddress},
                                    {"period"},
                                    {"announced", kDay},
                                    {"province"},
                                    {"recipient_kind"},
                                    {"recipient_of"},
                                    {"recipient_count", kInteger},
                                    {"articles", kInteger},
                                    {"id"},
                                    {"changed_at"}};

// A record's id is that of one of its facts, whose words stand for all.
constexpr const char* kAwards = R"(
  SELECT w.recipient,
    (SELECT group_concat(name, '; ') FROM (SELECT b.name FROM award_bodies p
       JOIN bodies b ON b.number = p.body WHERE p.award = w.id ORDER BY b.name) posts),
    w.form, w.grade, w.level, w.granted_by, w.decision_number, w.decision_date, w.year, w.status,
    w.confidence,
    coalesce(e.corrected, f.json) ->> '$.text', c.url, w.period, w.announced, w.province, w.recipient_kind,
    w.recipient_of, w.recipient_count, w.articles, w.id, w.changed_at
  FROM awards w
    LEFT JOIN evidence e ON e.number =
      (SELECT min(number) FROM evidence WHERE fact = w.id AND kind = 'award' AND gone = 0)
    LEFT JOIN articles a ON a.number = e.article
    LEFT JOIN versions c ON c.version = a.version
    LEFT JOIN facts f ON f.version = c.number AND f.id = w.id
  WHERE w.changed_at >= ?1 ORDER BY w.id)";

constexpr Column kRoleColumns[] = {{"role"},
                                   {"bloc"},
                                   {"holder"},
                                   {"persons", kList},
                                   {"year", kInteger},
                                   {"period"},
                                   {"announced", kDay},
                                   {"province"},
                                   {"articles", kInteger},
                                   {"id"},
                                   {"changed_at"}};

constexpr const char* kRoles = R"(
  SELECT r.role, r.bloc, b.name, r.persons, r.year, r.period, r.announced, r.province, r.articles,
    r.id, r.changed_at
  FROM roles r LEFT JOIN bodies b ON b.number = r.body
  WHERE r.changed_at >= ?1 ORDER BY r.id)";

constexpr Column kEventColumns[] = {{"activities", kList}, {"date", kDay}, {"bloc"},
                                    {"year", kInteger},    {"venue"},      {"title"},
                                    {"published", kDay},   {"province"},   {"url", kAddress},
                                    {"article"},           {"id"}};

// What the articles themselves say has the time of the run that brought or chose their version.
constexpr const char* kEvents = R"(
  SELECT f.json -> '$.activities', f.json ->> '$.date', f.json ->> '$.bloc', f.json ->> '$.year',
    f.json ->> '$.venue', v.title, v.published, v.province, v.url, a.id, f.id
  FROM articles a JOIN versions v ON v.version = a.version
    JOIN facts f ON f.version = v.number AND f.kind = 'meeting'
    LEFT JOIN runs r ON r.number = a.run
  WHERE coalesce(r.started, '') >= ?1 ORDER BY a.id, f.place)";

constexpr Column kArticleColumns[] = {{"title"},  {"published", kDay}, {"province"},
                                      {"author"}, {"url", kAddress},   {"words", kInteger},
                                      {"id"},     {"version"}};

constexpr const char* kArticles = R"(
  SELECT v.title, v.published, v.province, v.author, v.url, v.words, a.id, v.version
  FROM articles a JOIN versions v ON v.version = a.version LEFT JOIN runs r ON r.number = a.run
  WHERE coalesce(r.started, '') >= ?1 ORDER BY a.id)";

const char* statement_of(Listing listing) {
  switch (listing) {
    case Listing::kAwards:
      return kAwards;
    case Listing::kRoles:
      return kRoles;
    case Listing::kEvents:
      return kEvents;
    case Listing::kArticles:
      break;
  }
  return kArticles;
}

// Events have no life of their own: those of an article go when it changes.
constexpr const char* kChangedArticles = R"(
  SELECT a.id AS id, r.started AS removed_at FROM articles a JOIN runs r ON r.number = a.run
    WHERE r.started >= ?1
  UNION ALL SELECT m.id, m.removed_at FROM removed m
    WHERE m.kind = 'articles' AND m.removed_at >= ?1
      AND NOT EXISTS (SELECT 1 FROM articles k WHERE k.id = m.id)
  ORDER BY 1)";

std::string removals_of(Listing listing) {
  if (listing == Listing::kEvents) return kChangedArticles;
  const std::string kind = listing == Listing::kAwards  ? "awards"
                           : listing == Listing::kRoles ? "roles"
                                                        : "articles";
  return "SELECT r.id, r.removed_at FROM removed r WHERE r.kind = '" + kind +
         "' AND r.removed_at >= ?1 AND NOT EXISTS (SELECT 1 FROM " + kind +
         " k WHERE k.id = r.id) ORDER BY r.id";
}

}  // namespace

std::span<const Column> columns(Listing listing) {
  switch (listing) {
    case Listing::kAwards:
      return kAwardColumns;
    case Listing::kRoles:
      return kRoleColumns;
    case Listing::kEvents:
      return kEventColumns;
    case Listing::kArticles:
      break;
  }
  return kArticleColumns;
}

Result<void> SqlStore::rows(Listing listing, const std::string& since, const RowSink& sink) {
  return guarded([&] {
    Statement statement(database_, statement_of(listing), Statement::Rows::kMany);
    statement.bind(since);
    Row row(columns(listing).size());
    while (statement.step()) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = statement.optional_text(static_cast<int>(i));
      }
      if (!sink(row)) return;
    }
  });
}

Result<void> SqlStore::removals(Listing listing, const std::string& since,
                                const RemovalSink& sink) {
  return guarded([&] {
    Statement statement(database_, removals_of(listing), Statement::Rows::kMany);
    statement.bind(since);
    while (statement.step()) {
      if (!sink({statement.text(0), statement.text(1)})) return;
    }
  });
}

Result<std::vector<Row>> SqlStore::rows(Listing listing, const std::vector<std::string>& ids) {
  return guarded([&] {
    std::vector<Row> out;
    // Bound numbers go on behind that of `since`, which is empty here.
    Statement statement(database_, "SELECT * FROM (" + std::string(statement_of(listing)) +
                                       ") listed WHERE listed.id = ?2");
    const std::size_t width = columns(listing).size();
    for (const std::string& id : ids) {
      if (!statement.bind("", id).step()) continue;
      Row& row = out.emplace_back(width);
      for (std::size_t i = 0; i < width; ++i) {
        row[i] = statement.optional_text(static_cast<int>(i));
      }
    }
    return out;
  });
}

}  // namespace bangvang::store
