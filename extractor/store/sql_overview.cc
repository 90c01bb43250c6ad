// What a store holds as a whole, and what is called how.
#include <algorithm>
#include <tuple>

#include "extractor/store/sql_catalogue.h"
#include "extractor/store/sql_where.h"

namespace bangvang::store {
namespace {

std::size_t size_at(const Statement& row, int column) {
  return static_cast<std::size_t>(row.integer(column));
}

}  // namespace

Result<std::vector<std::string>> SqlCatalogue::bloc(const std::string& id) {
  return guarded(path_, [&] {
    Statement row(database_,
                  "SELECT r.id FROM blocks k JOIN roles r ON r.block = k.number "
                  "WHERE k.kind = 'role' AND k.key = ?1 "
                  "ORDER BY coalesce(r.shown_year, 0), r.role <> 'head', r.id");
    row.bind(id);
    std::vector<std::string> out;
    while (row.step()) out.push_back(row.text(0));
    return out;
  });
}

Result<std::string> SqlCatalogue::bloc_id(std::int64_t number) {
  return guarded(path_, [&] {
    Statement row(database_, "SELECT key FROM blocks WHERE number = ?1");
    return row.bind(number).step() ? row.text(0) : std::string();
  });
}

Result<std::optional<history::Body>> SqlCatalogue::body(const std::string& key) {
  return guarded(path_, [&]() -> std::optional<history::Body> {
    Statement row(database_, "SELECT name, place, since FROM bodies WHERE key = ?1");
    if (!row.bind(key).step()) return std::nullopt;
    return history::Body{row.text(0), row.text(1), row.text(2)};
  });
}

Result<std::vector<Suggestion>> SqlCatalogue::suggestions(const Phrase& name,
                                                          const std::vector<std::string>& kinds,
                                                          std::size_t limit) {
  struct Source {
    const char *kind, *id, *name, *place, *from;
  };
  static constexpr Source kSources[] = {
      {"agency", "key", "name", "place", "bodies WHERE 1 = 1"},
      {"official", "id", "name", "province", "persons WHERE 1 = 1"},
      {"bloc", "k.key", "r.bloc", "r.province",
       "roles r JOIN blocks k ON k.number = r.block WHERE r.bloc IS NOT NULL"}};
  return guarded(path_, [&] {
    std::vector<Suggestion> out;
    if (name.empty()) return out;
    std::string folded;
    for (const QueryWord& word : name) folded += (folded.empty() ? "" : " ") + word.folded;
    for (const Source& source : kSources) {
      if (!kinds.empty() && std::ranges::count(kinds, source.kind) == 0) continue;
      // What begins so is read off the index; only when that is little, names that hold the words.
      for (const bool begins : {true, false}) {
        Statement row(
            database_,
            std::string("SELECT DISTINCT ") + source.id + ", " + source.name + ", " + source.place +
                ", length(" + source.name + ") FROM " + source.from +
                (begins ? " AND folded >= ? AND folded < ?" : " AND instr(folded, ?) > 0") +
                " ORDER BY 4, 2, 1 LIMIT " + std::to_string(limit));
        const std::string bound = begins ? folded : ' ' + folded, end = folded + '\x7f';
        begins ? row.bind(bound, end) : row.bind(bound);
        const std::size_t before = out.size();
        while (row.step()) {
          out.push_back({source.kind, row.text(0), row.text(1), row.text(2)});
        }
        if (out.size() - before >= limit) break;
      }
    }
    return out;
  });
}

Result<std::vector<Facet>> SqlCatalogue::spellings(const std::vector<history::Body>& bodies) {
  return guarded(path_, [&] {
    // An agency's fact names the body by its official name; its words are how it was written. The
    // articles that came last show how it is written now.
    const std::string numbers = numbers_of(database_, bodies);
    Statement row(database_,
                  "SELECT f.json ->> '$.text', count(DISTINCT m.article) FROM "
                  "(SELECT article, body FROM mentions WHERE body IN " +
                      numbers +
                      " ORDER BY article DESC LIMIT 300) m JOIN bodies b ON b.number = m.body "
                      "JOIN articles a ON a.number = m.article "
                      "JOIN versions v ON v.version = a.version "
                      "JOIN facts f ON f.version = v.number AND f.kind = 'agency' "
                      "WHERE substr(f.json ->> '$.name', 1, length(b.name)) = b.name "
                      "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20");
    std::vector<Facet> out;
    while (row.step()) out.push_back({"spelling", row.text(0), size_at(row, 1)});
    return out;
  });
}

Result<Totals> SqlCatalogue::totals(const std::vector<std::string>& provinces) {
  return guarded(path_, [&] {
    Totals out;
    const auto one = [&](const char* sql, const char* column) {
      Where where;
      where.any_of(column, provinces);
      Statement row(database_, sql + where.sql());
      row.bind_all(where.bound()).step();
      return std::pair(size_at(row, 0), size_at(row, 1));
    };
    std::tie(out.articles, out.telling) =
        one("SELECT count(*), coalesce(sum(CASE WHEN awards > 0 THEN 1 ELSE 0 END), 0) FROM told "
            "WHERE ",
            "province");
    std::tie(out.awards, out.recipients) =
        one("SELECT coalesce(sum(records), 0), coalesce(sum(recipients), 0) FROM awards WHERE ",
            "province");
    std::tie(out.roles, out.blocs) =
        one("SELECT count(*), count(DISTINCT CASE WHEN bloc IS NOT NULL THEN block END) "
            "FROM roles WHERE ",
            "province");
    out.persons = one("SELECT count(*), 0 FROM persons WHERE ", "province").first;
    out.bodies = one("SELECT count(*), 0 FROM bodies WHERE ", "place").first;
    Where where;
    where.any_of("province", provinces);
    const auto tally = [&](const std::string& sql, std::vector<Tally>& list) {
      Statement row(database_, sql);
      row.bind_all(where.bound());
      while (row.step()) {
        list.push_back({row.text(0), row.text(1), size_at(row, 2), size_at(row, 3)});
      }
    };
    tally(
        "SELECT shown_year, level, sum(records), sum(coalesce(recipients, 0)) FROM awards "
        "WHERE shown_year IS NOT NULL AND " +
            where.sql() + " GROUP BY 1, 2 ORDER BY 1, 2",
        out.years);
    tally("SELECT province, '', sum(records), sum(coalesce(recipients, 0)) FROM awards WHERE " +
              where.sql() + " GROUP BY 1 ORDER BY 1",
          out.provinces);
    const auto by_year = [&](const std::string& sql, std::map<int, std::size_t>& years) {
      Statement row(database_, sql + where.sql() + " GROUP BY 1");
      row.bind_all(where.bound());
      while (row.step()) years[static_cast<int>(row.integer(0))] = size_at(row, 1);
    };
    by_year("SELECT year, count(*) FROM told WHERE year IS NOT NULL AND ", out.articles_by_year);
    by_year("SELECT shown_year, count(*) FROM roles WHERE shown_year IS NOT NULL AND ",
            out.roles_by_year);
    return out;
  });
}

}  // namespace bangvang::store
