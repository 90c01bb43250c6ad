#include "extractor/store/sql_store.h"

namespace bangvang::store {
namespace {

constexpr const char* kCovered = R"(
  WITH shown AS MATERIALIZED (
    SELECT coalesce(p.province, '') AS province, substr(p.published, 1, 4) AS year,
      coalesce(p.site, '') AS site, CASE WHEN t.awards > 0 THEN 1 ELSE 0 END AS telling
    FROM present p LEFT JOIN told t ON t.article = p.article)
  SELECT 'site', site, sum(articles), sum(telling), sum(failures) FROM
    (SELECT site, 1 AS articles, telling, 0 AS failures FROM shown
     UNION ALL SELECT coalesce(site, ''), 0, 0, 1 FROM failures) sites GROUP BY 2
  UNION ALL SELECT 'province', province, count(*), sum(telling), 0 FROM shown GROUP BY 2
  UNION ALL SELECT 'year', year, count(*), sum(telling), 0 FROM shown GROUP BY 2
  ORDER BY 1, 2)";

// Of each group how many named awards may be among it: as history::may_belong, as far as an
// article, a form and a kind of recipient tell. What only doubtful facts tell counts by itself
// alone. `n.status || ''` keeps SQLite, which has no statistics here, from joining each group with
// all awards of its status.
constexpr const char* kCounted = R"(
  WITH groups AS MATERIALIZED (
    SELECT number, form, status, recipient_of FROM awards WHERE recipient_kind = 'group'),
  within AS MATERIALIZED (
    SELECT g.number AS number, count(DISTINCT n.number) AS awards
    FROM groups g JOIN told_awards o ON o.award = g.number
      JOIN told_awards t ON t.article = o.article AND t.form = g.form AND t.award <> g.number
      JOIN awards n ON n.number = t.award AND n.status || '' = g.status AND n.recipient_kind <> 'group'
    WHERE n.recipient_kind = CASE g.recipient_of WHEN 'collective' THEN 'agency'
      WHEN 'person' THEN 'person' WHEN 'household' THEN 'household' ELSE n.recipient_kind END
    GROUP BY g.number),
  apart AS MATERIALIZED (
    SELECT w.form AS form, coalesce(w.level, '') AS level, w.status AS status,
      w.confidence AS confidence, w.records AS records,
      CASE w.recipient_kind WHEN 'group' THEN 0 ELSE w.records END AS named,
      CASE WHEN w.recipient_kind <> 'group' THEN w.records
           WHEN coalesce(w.recipients, 0) > coalesce(i.awards, 0)
           THEN w.recipients - coalesce(i.awards, 0) ELSE 0 END AS recipients
    FROM awards w LEFT JOIN within i ON i.number = w.number),
  sums AS MATERIALIZED (
    SELECT form, level, status, confidence, sum(records) AS records, sum(named) AS named,
      sum(recipients) AS recipients FROM apart GROUP BY form, level, status, confidence)
  SELECT 'form' AS kind, form AS value, sum(records) AS n, sum(named), sum(recipients) FROM sums
    WHERE status = 'conferred' AND confidence <> 'doubtful' GROUP BY 2
  UNION ALL SELECT 'level', level, sum(records), sum(named), sum(recipients) FROM sums
    WHERE status = 'conferred' AND confidence <> 'doubtful' GROUP BY 2
  UNION ALL SELECT 'status', status, sum(records), sum(named), sum(recipients) FROM sums
    WHERE confidence <> 'doubtful' GROUP BY 2
  UNION ALL SELECT 'confidence', confidence, sum(records), sum(named), sum(recipients) FROM sums
    GROUP BY 2
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
