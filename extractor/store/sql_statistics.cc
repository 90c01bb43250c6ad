#include "extractor/store/sql_store.h"

namespace bangvang::store {
namespace {

constexpr const char* kCovered = R"(
  WITH present AS MATERIALIZED (
    SELECT coalesce(v.province, '') AS province, coalesce(substr(v.published, 1, 4), '') AS year,
      coalesce((SELECT site FROM addresses WHERE article = a.id AND site IS NOT NULL
                ORDER BY id LIMIT 1), '') AS site,
      CASE WHEN t.awards > 0 THEN 1 ELSE 0 END AS telling
    FROM articles a JOIN versions v ON v.version = a.version LEFT JOIN told t ON t.article = a.number)
  SELECT 'site', site, sum(articles), sum(telling), sum(failures) FROM
    (SELECT site, 1 AS articles, telling, 0 AS failures FROM present
     UNION ALL SELECT coalesce(site, ''), 0, 0, 1 FROM failures) sites GROUP BY 2
  UNION ALL SELECT 'province', province, count(*), sum(telling), 0 FROM present GROUP BY 2
  UNION ALL SELECT 'year', year, count(*), sum(telling), 0 FROM present GROUP BY 2
  ORDER BY 1, 2)";

// Of a group, how many named awards may be among it: as history::may_belong, as far as an article,
// a form and a kind of recipient tell.
constexpr const char* kCounted = R"(
  WITH counted AS MATERIALIZED (
    SELECT w.form, coalesce(w.level, '') AS level, w.status, w.records,
      CASE w.recipient_kind WHEN 'group' THEN 0 ELSE w.records END AS named,
      CASE w.recipient_kind WHEN 'group' THEN coalesce(w.recipients, 0) ELSE w.records END AS all_of,
      CASE w.recipient_kind WHEN 'group' THEN (
        SELECT count(DISTINCT n.id) FROM evidence g
          JOIN evidence e ON e.article = g.article AND e.kind = 'award' AND e.gone = 0
          JOIN awards n ON n.id = e.record AND n.form = w.form AND n.status = w.status
        WHERE g.record = w.id AND g.kind = 'award' AND g.gone = 0
          AND n.recipient_kind = CASE w.recipient_of WHEN 'collective' THEN 'agency'
            WHEN 'person' THEN 'person' WHEN 'household' THEN 'household' ELSE n.recipient_kind END
          AND n.recipient_kind <> 'group') ELSE 0 END AS within
    FROM awards w),
  apart AS (SELECT form, level, status, records, named,
    CASE WHEN within > all_of THEN 0 ELSE all_of - within END AS recipients FROM counted)
  SELECT 'form' AS kind, form AS value, sum(records) AS n, sum(named), sum(recipients) FROM apart
    WHERE status = 'conferred' GROUP BY 2
  UNION ALL SELECT 'level', level, sum(records), sum(named), sum(recipients) FROM apart
    WHERE status = 'conferred' GROUP BY 2
  UNION ALL SELECT 'status', status, sum(records), sum(named), sum(recipients) FROM apart GROUP BY 2
  ORDER BY kind, n DESC, value)";

std::size_t size_at(const Statement& row, int column) {
  return static_cast<std::size_t>(row.integer(column));
}

}  // namespace

Result<Statistics> SqlStore::statistics() {
  return guarded([&] {
    Statistics out;
    Statement covered(database_, kCovered);
    while (covered.step()) {
      out.covered.push_back({covered.text(0), covered.text(1), size_at(covered, 2),
                             size_at(covered, 3), size_at(covered, 4)});
    }
    Statement counted(database_, kCounted);
    while (counted.step()) {
      out.counted.push_back({counted.text(0), counted.text(1), size_at(counted, 2),
                             size_at(counted, 3), size_at(counted, 4)});
    }
    Statement fresh(database_,
                    "SELECT (SELECT max(substr(published, 1, 10)) FROM versions), "
                    "(SELECT max(last_fetched) FROM captures), (SELECT max(ended) FROM runs)");
    fresh.step();
    out.published = fresh.text(0);
    out.fetched = fresh.text(1);
    out.written = fresh.text(2);
    return out;
  });
}

}  // namespace bangvang::store
