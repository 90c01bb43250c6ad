// Lists of what a store holds.
#include "extractor/store/sql_catalogue.h"
#include "extractor/store/sql_where.h"

namespace bangvang::store {
namespace {

std::size_t size_at(const Statement& row, int column) {
  return static_cast<std::size_t>(row.integer(column));
}

std::optional<int> year_at(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(static_cast<int>(row.integer(column)));
}

Where where_awards(Database& database, const Filter& filter) {
  Where where;
  where.any_of("w.province", filter.provinces)
      .any_of("w.form", filter.forms)
      .any_of("w.level", filter.levels)
      .any_of("w.status", filter.statuses)
      .any_of("w.recipient_kind", filter.recipient_kinds)
      .years("w.year", filter.year)
      .names("w.recipient", filter.recipient)
      .names("w.recipient", filter.words)
      .names("w.granted_by", filter.granted_by);
  if (filter.announced) {
    where.add("w.announced >= ?", std::to_string(filter.announced->first))
        .add("w.announced < ?", std::to_string(filter.announced->last + 1));
  }
  if (filter.bodies) {
    const std::string numbers = numbers_of(database, *filter.bodies);
    where.add("(w.body IN " + numbers +
              " OR w.id IN (SELECT award FROM award_bodies WHERE body IN " + numbers + "))");
  }
  if (!filter.person.empty()) {
    where.add(
        "w.id IN (SELECT e.record FROM evidence p JOIN evidence e ON e.fact = p.fact "
        "AND e.kind = 'award' WHERE p.record = ? AND p.kind = 'person')",
        filter.person);
  }
  if (filter.open) where.add(*filter.open ? "w.open <> 0" : "w.open = 0");
  if (filter.conflicts) {
    where.add(*filter.conflicts ? "w.conflicts <> '[]'" : "w.conflicts = '[]'");
  }
  if (!filter.since.empty()) where.add("w.changed_at >= ?", filter.since);
  return where;
}

std::string id_at(const Statement& row) { return row.text(0); }

}  // namespace

Result<Listed<std::string>> SqlCatalogue::awards(const Filter& filter, const Part& part) {
  static const Keys kKeys{"w.id",
                          {{"announced", "coalesce(w.announced, '')"},
                           {"year", "coalesce(w.shown_year, 0)", true},
                           {"recipient", "coalesce(w.recipient, '')"},
                           {"changed", "w.changed_at"}}};
  return guarded(path_, [&] {
    return listed<std::string>(database_, "", "awards w", where_awards(database_, filter), kKeys,
                               part, id_at);
  });
}

Result<std::vector<Facet>> SqlCatalogue::award_facets(const Filter& filter) {
  return guarded(path_, [&] {
    const Where where = where_awards(database_, filter);
    std::vector<Facet> out;
    for (const auto& [kind, column] :
         {std::pair("form", "w.form"), std::pair("level", "w.level"),
          std::pair("status", "w.status"), std::pair("province", "w.province"),
          std::pair("recipient_kind", "w.recipient_kind"), std::pair("year", "w.shown_year")}) {
      const std::string name = column;
      Statement row(database_, "SELECT " + name + ", count(*) FROM awards w WHERE " + where.sql() +
                                   " AND " + name + " IS NOT NULL GROUP BY " + name +
                                   " ORDER BY 2 DESC, 1");
      row.bind_all(where.bound());
      while (row.step()) out.push_back({kind, row.text(0), size_at(row, 1)});
    }
    return out;
  });
}

Result<Listed<std::string>> SqlCatalogue::roles(const Filter& filter, const Part& part) {
  static const Keys kKeys{"r.id",
                          {{"year", "coalesce(r.shown_year, 0)", true},
                           {"bloc", "r.folded"},
                           {"changed", "r.changed_at"}}};
  return guarded(path_, [&] {
    Where where;
    where.any_of("r.province", filter.provinces)
        .any_of("r.role", filter.roles)
        .years("r.shown_year", filter.year)
        .names("r.bloc", filter.bloc)
        .names("r.bloc", filter.words);
    if (filter.bodies) where.add("r.body IN " + numbers_of(database_, *filter.bodies));
    if (!filter.since.empty()) where.add("r.changed_at >= ?", filter.since);
    if (!filter.person.empty()) {
      where.add(
          "r.id IN (SELECT e.record FROM evidence p JOIN evidence e ON e.article = p.article "
          "AND e.kind = 'role' AND e.record IS NOT NULL "
          "JOIN persons n ON n.id = p.record JOIN roles o ON o.id = e.record "
          "WHERE p.record = ? AND p.kind = 'person' AND instr(o.persons, n.name) > 0)",
          filter.person);
    }
    return listed<std::string>(database_, "", "roles r", std::move(where), kKeys, part, id_at);
  });
}

Result<Listed<std::string>> SqlCatalogue::persons(const Filter& filter, const Part& part) {
  static const Keys kKeys{"p.id", {{"name", "p.folded"}, {"articles", "p.articles", true}}};
  return guarded(path_, [&] {
    Where where;
    where.any_of("p.province", filter.provinces).names("p.name", filter.words);
    if (filter.bodies) {
      where.add("p.id IN (SELECT person FROM posts WHERE body IN " +
                numbers_of(database_, *filter.bodies) + ")");
    }
    return listed<std::string>(database_, "", "persons p", std::move(where), kKeys, part, id_at);
  });
}

Result<Listed<ListedBody>> SqlCatalogue::bodies(const Filter& filter, const Part& part) {
  static const Keys kKeys{
      "b.key",
      {{"name", "b.folded"},
       {"awards", "(SELECT count(*) FROM awards WHERE body = b.number)", true},
       {"articles", "(SELECT count(*) FROM mentions WHERE body = b.number)", true}}};
  static constexpr const char* kColumns =
      "b.name, b.place, b.since, (SELECT count(*) FROM awards WHERE body = b.number), "
      "(SELECT count(*) FROM roles WHERE body = b.number), "
      "(SELECT count(DISTINCT person) FROM posts WHERE body = b.number), "
      "(SELECT count(*) FROM mentions WHERE body = b.number), "
      "(SELECT max(shown_year) FROM awards WHERE body = b.number)";
  return guarded(path_, [&] {
    Where where;
    where.any_of("b.place", filter.provinces).bodies(filter.words);
    if (filter.none_since) {
      where.add("b.number IN (SELECT body FROM mentions)")
          .add("NOT EXISTS (SELECT 1 FROM awards WHERE body = b.number AND shown_year >= " +
               std::to_string(*filter.none_since) + ")");
    }
    return listed<ListedBody>(database_, kColumns, "bodies b", std::move(where), kKeys, part,
                              [](const Statement& row) {
                                return ListedBody{.body = {row.text(2), row.text(3), row.text(4)},
                                                  .awards = size_at(row, 5),
                                                  .roles = size_at(row, 6),
                                                  .persons = size_at(row, 7),
                                                  .articles = size_at(row, 8),
                                                  .last_award = year_at(row, 9)};
                              });
  });
}

Result<Listed<ListedBloc>> SqlCatalogue::blocs(const Filter& filter, const Part& part) {
  static const Keys kKeys{"g.key", {{"name", "g.folded"}, {"last_year", "g.latest", true}}};
  return guarded(path_, [&] {
    Where inner;
    inner.any_of("r.province", filter.provinces)
        .years("r.shown_year", filter.year)
        .names("r.bloc", filter.words);
    const std::string from =
        "(SELECT k.key AS key, min(r.folded) AS folded, max(r.bloc) AS name, "
        "max(r.province) AS province, min(r.shown_year) AS earliest, "
        "coalesce(max(r.shown_year), 0) AS latest, count(*) AS records, max(r.block) AS block "
        "FROM roles r JOIN blocks k ON k.number = r.block WHERE r.bloc IS NOT NULL AND " +
        inner.sql() + " GROUP BY k.key) g";
    Where where;
    for (const std::string& text : inner.bound()) where.bind(text);
    auto out = listed<ListedBloc>(
        database_, "g.name, g.province, g.earliest, g.latest, g.records", from, std::move(where),
        kKeys, part, [](const Statement& row) {
          ListedBloc bloc{.id = row.text(0), .name = row.text(2), .province = row.text(3)};
          bloc.first_year = year_at(row, 4);
          if (row.integer(5) > 0) bloc.last_year = static_cast<int>(row.integer(5));
          bloc.roles = size_at(row, 6);
          return bloc;
        });
    Statement heads(database_,
                    "SELECT r.id FROM blocks k JOIN roles r ON r.block = k.number "
                    "WHERE k.kind = 'role' AND k.key = ?1 AND r.role = 'head' "
                    "AND coalesce(r.shown_year, 0) = (SELECT coalesce(max(o.shown_year), 0) "
                    "FROM roles o WHERE o.block = k.number AND o.role = 'head') ORDER BY r.id");
    for (ListedBloc& bloc : out.items) {
      heads.bind(bloc.id);
      while (heads.step()) bloc.heads.push_back(heads.text(0));
    }
    return out;
  });
}

Result<Listed<ListedArticle>> SqlCatalogue::articles(const Filter& filter, const Part& part) {
  static const Keys kKeys{"p.id", {{"published", "p.published"}}};
  static constexpr const char* kColumns =
      "v.url, v.title, v.author, v.published, v.province, "
      "(SELECT site FROM addresses WHERE article = p.id AND site IS NOT NULL ORDER BY id LIMIT 1), "
      "(SELECT max(c.last_fetched) FROM captures c WHERE c.version = v.version), "
      "(SELECT count(*) FROM facts WHERE version = v.number AND kind = 'award'), "
      "(SELECT count(*) FROM facts WHERE version = v.number AND kind = 'bloc_role')";
  return guarded(path_, [&] {
    Where where;
    where.any_of("p.province", filter.provinces);
    if (filter.announced) {
      where.add("p.published >= ?", std::to_string(filter.announced->first))
          .add("p.published < ?", std::to_string(filter.announced->last + 1));
    }
    if (!filter.site.empty()) {
      where.add("p.id IN (SELECT article FROM addresses WHERE site = ?)", filter.site);
    }
    if (!filter.tells.empty()) {
      std::vector<std::string> kinds = filter.tells;
      for (std::string& kind : kinds) {
        if (kind == "role") kind = "bloc_role";
      }
      Where told;
      told.any_of("f.kind", kinds);
      where.add("EXISTS (SELECT 1 FROM facts f WHERE f.version = p.version AND " + told.sql() +
                ")");
      for (const std::string& kind : told.bound()) where.bind(kind);
    }
    if (filter.bodies) {
      where.add("p.article IN (SELECT article FROM mentions WHERE body IN " +
                numbers_of(database_, *filter.bodies) + ")");
    }
    if (!filter.since.empty()) {
      where.add(
          "p.article IN (SELECT number FROM articles WHERE run IN "
          "(SELECT number FROM runs WHERE started >= ?))",
          filter.since);
    }
    return listed<ListedArticle>(database_, kColumns,
                                 "present p JOIN versions v ON v.number = p.version",
                                 std::move(where), kKeys, part, [](const Statement& row) {
                                   return ListedArticle{.id = row.text(0),
                                                        .url = row.optional_text(2),
                                                        .title = row.optional_text(3),
                                                        .author = row.optional_text(4),
                                                        .published = row.optional_text(5),
                                                        .province = row.optional_text(6),
                                                        .site = row.optional_text(7),
                                                        .fetched = row.optional_text(8),
                                                        .awards = size_at(row, 9),
                                                        .roles = size_at(row, 10)};
                                 });
  });
}

Result<Listed<Changed>> SqlCatalogue::changes(const std::string& since, const Part& part) {
  static const Keys kKeys{"c.id", {{"changed", "c.at"}}};
  return guarded(path_, [&] {
    Where where;
    const std::string from =
        "(SELECT 'award' AS kind, id, changed_at AS at FROM awards WHERE changed_at >= ? UNION ALL "
        "SELECT 'role', id, changed_at FROM roles WHERE changed_at >= ? UNION ALL "
        "SELECT 'official', id, changed_at FROM persons WHERE changed_at >= ?) c";
    for (int i = 0; i < 3; ++i) where.bind(since);
    return listed<Changed>(database_, "c.kind", from, std::move(where), kKeys, part,
                           [](const Statement& row) {
                             return Changed{row.text(2), row.text(0), row.text(1)};
                           });
  });
}

}  // namespace bangvang::store
