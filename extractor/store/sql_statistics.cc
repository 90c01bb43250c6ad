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

constexpr const char* kCounted = R"(
  SELECT 'form' AS kind, form AS value, sum(records) AS n, sum(coalesce(recipients, 0)) FROM awards
    GROUP BY 2
  UNION ALL SELECT 'level', coalesce(level, ''), sum(records), sum(coalesce(recipients, 0))
    FROM awards GROUP BY 2
  UNION ALL SELECT 'status', status, sum(records), sum(coalesce(recipients, 0)) FROM awards
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
      out.counted.push_back(
          {counted.text(0), counted.text(1), size_at(counted, 2), size_at(counted, 3)});
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
