// Finding records in a store.
#include "extractor/store/sql_archive.h"

#include <algorithm>
#include <map>

#include "extractor/json/value.h"
#include "extractor/store/body_table.h"
#include "extractor/store/near_names.h"
#include "extractor/store/sentence.h"

namespace bangvang::store {
namespace {

// "(?, ?, ?)", to be bound in order.
std::string places(std::size_t count) {
  std::string out = "(";
  for (std::size_t i = 0; i < count; ++i) out += i == 0 ? "?" : ", ?";
  return out + ")";
}

std::vector<std::string> strings_of(const std::string& json) {
  std::vector<std::string> out;
  const auto list = json::Value::parse(json);
  if (!list) return out;
  for (const json::Value& item : list->items()) out.push_back(item.string().value_or(""));
  return out;
}

std::optional<int> optional_integer(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(static_cast<int>(row.integer(column)));
}

std::size_t size_of(const Statement& row, int column) {
  return static_cast<std::size_t>(row.integer(column));
}

// Columns of a body from `column` on: name, place, since.
std::optional<history::Body> body_of(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return history::Body{row.text(column), row.text(column + 1), row.text(column + 2)};
}

constexpr const char* kAward = R"(
  SELECT a.id, a.form, a.grade, a.level, a.recipient_kind, a.recipient, a.recipient_of,
    a.recipient_count, a.granted_by, a.year, a.period, a.shown_year, a.decision_number,
    a.decision_date, a.decision_issuer, a.announced, a.reason, a.province, a.status, a.posthumous,
    a.open, a.path, a.conflicts, a.facts, a.articles, a.changed_at, b.name, b.place, b.since
  FROM awards a LEFT JOIN bodies b ON b.number = a.body WHERE )";
constexpr const char* kAwardOrder =
    " ORDER BY a.shown_year IS NULL, a.shown_year, coalesce(a.announced, ''), a.id";

std::vector<history::PathStep> path_of(const std::string& json) {
  std::vector<history::PathStep> out;
  const auto list = json::Value::parse(json);
  if (!list) return out;
  for (const json::Value& step : list->items()) {
    out.push_back({step["status"].string().value_or(""), step["date"].string().value_or(""),
                   step["fact"].string().value_or("")});
  }
  return out;
}

std::vector<history::Conflict> conflicts_of(const std::string& json) {
  std::vector<history::Conflict> out;
  const auto list = json::Value::parse(json);
  if (!list) return out;
  for (const json::Value& item : list->items()) {
    history::Conflict& conflict = out.emplace_back(item["field"].string().value_or(""));
    for (const json::Value& value : item["values"].items()) {
      history::Voice& voice = conflict.voices.emplace_back(value["value"].string().value_or(""));
      voice.origins = static_cast<std::size_t>(value["voices"].integer().value_or(0));
      for (const json::Value& fact : value["facts"].items()) {
        voice.facts.push_back(fact.string().value_or(""));
      }
    }
  }
  return out;
}

KeptAward award_of(const Statement& row) {
  KeptAward out;
  history::AwardRecord& record = out.record;
  record.id = row.text(0);
  record.form = row.text(1);
  record.grade = row.optional_text(2);
  record.level = row.text(3);
  record.recipient = {row.text(4), row.optional_text(5), row.optional_text(6),
                      optional_integer(row, 7)};
  record.granted_by = row.optional_text(8);
  record.year = optional_integer(row, 9);
  record.period = row.optional_text(10);
  out.shown_year = optional_integer(row, 11);
  if (!row.is_null(12) || !row.is_null(13) || !row.is_null(14)) {
    record.decision = {row.optional_text(12), row.optional_text(13), row.optional_text(14)};
  }
  out.announced = row.text(15);
  record.reason = row.optional_text(16);
  record.province = row.text(17);
  record.status = row.text(18);
  record.posthumous = row.integer(19) != 0;
  record.open = row.integer(20) != 0;
  record.path = path_of(row.text(21));
  record.conflicts = conflicts_of(row.text(22));
  out.facts = size_of(row, 23);
  out.articles = size_of(row, 24);
  out.changed_at = row.text(25);
  record.body = body_of(row, 26);
  return out;
}

constexpr const char* kRole = R"(
  SELECT r.id, r.block, r.bloc, r.aliases, r.province, r.role, r.persons, r.year, r.period,
    r.shown_year, r.announced, r.against, r.facts, r.articles, b.name, b.place, b.since
  FROM roles r LEFT JOIN bodies b ON b.number = r.body WHERE )";
constexpr const char* kRoleOrder =
    " ORDER BY r.shown_year IS NULL, r.shown_year, coalesce(r.announced, ''), r.role <> 'head', "
    "r.id";

KeptRole role_of(const Statement& row) {
  KeptRole out;
  history::RoleRecord& record = out.record;
  record.id = row.text(0);
  out.bloc = row.integer(1);
  record.bloc = row.text(2);
  record.aliases = strings_of(row.text(3));
  record.province = row.text(4);
  record.role = row.text(5);
  record.persons = strings_of(row.text(6));
  record.year = optional_integer(row, 7);
  record.period = row.optional_text(8);
  out.shown_year = optional_integer(row, 9);
  record.first_day = row.text(10);
  record.against = strings_of(row.text(11));
  out.facts = size_of(row, 12);
  out.articles = size_of(row, 13);
  record.holder = body_of(row, 14);
  return out;
}

// Reads persons with their posts.
class PersonReader {
 public:
  explicit PersonReader(Database& database)
      : posts_(database,
               "SELECT p.title, p.former, p.first_day, p.last_day, p.fact, b.name, b.place, "
               "b.since FROM posts p LEFT JOIN bodies b ON b.number = p.body "
               "WHERE p.person = ?1 ORDER BY p.number") {}

  static constexpr const char* kPerson =
      "SELECT id, name, province, open, facts, articles FROM persons WHERE ";

  KeptPerson person(const Statement& row) {
    KeptPerson out;
    out.record.id = row.text(0);
    out.record.name = row.text(1);
    out.record.province = row.text(2);
    out.record.open = row.integer(3) != 0;
    out.record.facts = {out.record.id};
    out.facts = size_of(row, 4);
    out.articles = size_of(row, 5);
    posts_.bind(out.record.id);
    while (posts_.step()) {
      history::Post& post = out.record.posts.emplace_back();
      post.title = posts_.text(0);
      post.former = posts_.integer(1) != 0;
      post.first_day = posts_.text(2);
      post.last_day = posts_.text(3);
      post.facts = {posts_.text(4)};
      post.body = body_of(posts_, 5).value_or(history::Body{});
    }
    posts_.reset();
    return out;
  }

 private:
  Statement posts_;
};

// The numbers of bodies, as a list to stand in SQL; they are numbers of our own.
std::string numbers_of(Database& database, const std::vector<history::Body>& bodies) {
  Statement find(database, "SELECT number FROM bodies WHERE key = ?1");
  std::string out;
  for (const history::Body& body : bodies) {
    const std::string key = body.key();
    if (!find.bind(key).step()) continue;
    if (!out.empty()) out += ", ";
    out += std::to_string(find.integer(0));
  }
  return out.empty() ? "(NULL)" : '(' + out + ')';
}

template <class Record>
std::vector<Record> all(Statement& row, Record (*read)(const Statement&)) {
  std::vector<Record> out;
  while (row.step()) out.push_back(read(row));
  return out;
}

// Each text bound to the next parameter of `sql`.
Statement bound(Database& database, const std::string& sql, const std::vector<std::string>& texts) {
  Statement row(database, sql);
  row.bind_all(texts);
  return row;
}

}  // namespace

Result<std::vector<KeptAward>> SqlArchive::awards(const std::vector<std::string>& ids) {
  return guarded([&] {
    KeptStatement row(database_, kAward + std::string("a.id = ?1"));
    std::vector<KeptAward> out;
    for (const std::string& id : ids) {
      if (row->bind(id).step()) out.push_back(award_of(*row));
    }
    return out;
  });
}

Result<std::vector<KeptRole>> SqlArchive::roles(const std::vector<std::string>& ids) {
  return guarded([&] {
    Statement row(database_, kRole + std::string("r.id = ?1"));
    std::vector<KeptRole> out;
    for (const std::string& id : ids) {
      if (row.bind(id).step()) out.push_back(role_of(row));
    }
    return out;
  });
}

Result<std::vector<KeptPerson>> SqlArchive::persons_by_id(const std::vector<std::string>& ids) {
  return guarded([&] {
    PersonReader reader(database_);
    Statement row(database_, PersonReader::kPerson + std::string("id = ?1"));
    std::vector<KeptPerson> out;
    for (const std::string& id : ids) {
      if (row.bind(id).step()) out.push_back(reader.person(row));
    }
    return out;
  });
}

Result<std::vector<history::Body>> SqlArchive::bodies(const std::string& folded) {
  return guarded([&] {
    Statement row(database_,
                  "SELECT name, place, since FROM bodies WHERE folded = ?1 ORDER BY key");
    row.bind(folded);
    std::vector<history::Body> out;
    while (row.step()) out.push_back(*body_of(row, 0));
    return out;
  });
}

Result<std::vector<KeptPerson>> SqlArchive::persons(const std::string& folded) {
  return guarded([&] {
    Transaction moment(database_, Begin::kReader);
    PersonReader reader(database_);
    Statement row(database_, std::string(PersonReader::kPerson) + "folded = ?1 ORDER BY id");
    row.bind(folded);
    std::vector<KeptPerson> out;
    while (row.step()) out.push_back(reader.person(row));
    return out;
  });
}

Result<std::vector<std::string>> SqlArchive::near(const std::string& folded) {
  return guarded([&] {
    NearNames near(folded);
    for (const char* from : {"name FROM bodies", "name FROM persons", "bloc FROM roles"}) {
      Statement row(
          database_,
          std::string("SELECT folded, ") + from + " WHERE length(folded) BETWEEN ?1 AND ?2",
          Statement::Rows::kMany);
      row.bind(near.shortest(), near.longest());
      while (row.step()) near.offer(row.text(0), row.text(1));
    }
    return near.names();
  });
}

Result<std::vector<KeptAward>> SqlArchive::awards_of(const std::vector<history::Body>& bodies,
                                                     bool persons) {
  return guarded([&] {
    const std::string numbers = numbers_of(database_, bodies);
    std::string sql = kAward + ("a.body IN " + numbers);
    if (persons) {
      sql += " OR a.id IN (SELECT award FROM award_bodies WHERE body IN " + numbers + ")";
    }
    Statement row(database_, sql + kAwardOrder);
    return all(row, award_of);
  });
}

Result<std::vector<KeptAward>> SqlArchive::awards_of_person(const std::string& person) {
  return guarded([&] {
    const std::string sql =
        std::string(kAward) +
        "a.id IN (SELECT w.record FROM evidence p JOIN evidence w ON w.fact = p.fact "
        "AND w.kind = 'award' WHERE p.record = ?1 AND p.kind = 'person')" +
        kAwardOrder;
    Statement row(database_, sql);
    row.bind(person);
    return all(row, award_of);
  });
}

Result<std::vector<KeptAward>> SqlArchive::awards_within(const history::AwardRecord& group) {
  return guarded([&] {
    std::vector<KeptAward> out;
    if (group.recipient.kind != "group") return out;
    Statement row(database_,
                  std::string(kAward) +
                      "a.form = ?2 AND a.recipient_kind <> 'group' AND a.id IN "
                      "(SELECT n.record FROM evidence g JOIN evidence n ON n.article = g.article "
                      "AND n.kind = 'award' AND n.gone = 0 "
                      "WHERE g.record = ?1 AND g.kind = 'award' AND g.gone = 0)" +
                      kAwardOrder);
    row.bind(group.id, group.form);
    // That one article tells of both is asked for already.
    history::AwardRecord one = group;
    one.articles = {"shared"};
    while (row.step()) {
      KeptAward named = award_of(row);
      named.record.articles = one.articles;
      if (!history::may_belong(named.record, one)) continue;
      named.record.articles.clear();
      out.push_back(std::move(named));
    }
    return out;
  });
}

Result<std::vector<KeptAward>> SqlArchive::awards_in(const std::vector<std::string>& provinces) {
  return guarded([&] {
    Statement row = bound(
        database_, kAward + ("a.province IN " + places(provinces.size())) + kAwardOrder, provinces);
    return all(row, award_of);
  });
}

Result<std::vector<KeptRole>> SqlArchive::roles_of(const std::vector<history::Body>& bodies) {
  return guarded([&] {
    Statement row(database_, kRole + ("r.body IN " + numbers_of(database_, bodies)) + kRoleOrder);
    return all(row, role_of);
  });
}

Result<std::vector<KeptRole>> SqlArchive::roles_in(const std::vector<std::string>& provinces) {
  return guarded([&] {
    const std::string where =
        provinces.empty() ? "r.bloc IS NOT NULL"
                          : "r.bloc IS NOT NULL AND r.province IN " + places(provinces.size());
    Statement row = bound(database_, kRole + where + kRoleOrder, provinces);
    return all(row, role_of);
  });
}

Result<std::vector<KeptPerson>> SqlArchive::persons_of(const std::vector<history::Body>& bodies) {
  return guarded([&] {
    Transaction moment(database_, Begin::kReader);
    PersonReader reader(database_);
    Statement row(database_, std::string(PersonReader::kPerson) +
                                 "id IN (SELECT person FROM posts WHERE body IN " +
                                 numbers_of(database_, bodies) + ") ORDER BY folded, id");
    std::vector<KeptPerson> out;
    while (row.step()) out.push_back(reader.person(row));
    return out;
  });
}

Result<std::vector<KeptMeeting>> SqlArchive::meetings_of(const std::vector<history::Body>& bodies) {
  return guarded([&] {
    Statement row(
        database_,
        "SELECT DISTINCT f.id, a.id, f.json, substr(v.published, 1, 10), v.published FROM mentions "
        "m "
        "JOIN articles a ON a.number = m.article JOIN versions v ON v.version = a.version "
        "JOIN facts f ON f.version = v.number AND f.kind = 'meeting' WHERE m.body IN " +
            numbers_of(database_, bodies) + " ORDER BY v.published, f.id");
    std::vector<KeptMeeting> out;
    while (row.step()) {
      out.push_back({.fact = row.text(0),
                     .article = row.text(1),
                     .stored = {row.text(0), "meeting", {}, row.text(2)},
                     .published = row.text(3)});
    }
    return out;
  });
}

Result<std::vector<history::Block::Member>> SqlArchive::members_of(std::int64_t bloc) {
  return guarded([&] {
    Statement row(database_,
                  "SELECT e.fact, a.id, e.announced, e.province, e.rest, "
                  "coalesce(e.corrected, f.json), b.key "
                  "FROM blocks r JOIN blocks b ON b.kind = 'bloc' AND b.key = r.key "
                  "JOIN evidence e ON e.block = b.number AND e.gone = 0 "
                  "JOIN articles a ON a.number = e.article LEFT JOIN facts f ON f.id = e.fact "
                  "WHERE r.number = ?1 ORDER BY coalesce(e.announced, ''), e.fact");
    row.bind(bloc);
    std::vector<history::Block::Member> out;
    while (row.step()) {
      out.push_back({{.kind = "bloc",
                      .block = row.text(6),
                      .told = {.fact = row.text(0),
                               .article = row.text(1),
                               .announced = row.text(2),
                               .province = row.text(3)},
                      .rest = row.text(4)},
                     row.text(5)});
    }
    return out;
  });
}

Result<std::vector<Quote>> SqlArchive::evidence(const std::string& kind,
                                                const std::string& record) {
  return guarded([&] {
    KeptStatement kept(
        database_,
        "SELECT e.fact, a.id, v.url, v.title, substr(v.published, 1, 10), v.text, "
        "coalesce(e.corrected, f.json) "
        "FROM evidence e JOIN articles a ON a.number = e.article "
        "JOIN versions v ON v.version = a.version "
        "LEFT JOIN facts f ON f.id = e.fact WHERE e.record = ?1 AND e.kind = ?2 AND e.gone = 0 "
        "ORDER BY coalesce(v.published, '9'), e.fact, a.id");
    Statement& row = *kept;
    row.bind(record, kind);
    std::vector<Quote> out;
    while (row.step()) {
      out.push_back({.fact = row.text(0),
                     .article = row.text(1),
                     .url = row.optional_text(2),
                     .title = row.optional_text(3),
                     .published = row.text(4),
                     .words = sentence_of(row.text(6), row.optional_text(5))});
    }
    return out;
  });
}

Result<std::vector<Coverage>> SqlArchive::coverage(const std::vector<std::string>& provinces,
                                                   const std::vector<history::Body>& bodies) {
  return guarded([&] {
    std::map<int, Coverage> years;
    const auto year = [&](const Statement& row) -> Coverage& {
      Coverage& out = years[static_cast<int>(row.integer(0))];
      out.year = static_cast<int>(row.integer(0));
      return out;
    };
    const std::string in = provinces.empty() ? "" : " AND province IN " + places(provinces.size());
    Statement articles = bound(
        database_, "SELECT year, count(*) FROM told WHERE year IS NOT NULL" + in + " GROUP BY year",
        provinces);
    while (articles.step()) year(articles).articles = size_of(articles, 1);
    Statement naming(database_,
                     "SELECT t.year, count(DISTINCT t.article) FROM mentions m "
                     "JOIN told t ON t.article = m.article "
                     "WHERE t.year IS NOT NULL AND m.body IN " +
                         numbers_of(database_, bodies) + " GROUP BY t.year");
    while (naming.step()) year(naming).naming = size_of(naming, 1);
    std::vector<Coverage> out;
    for (const auto& [number, one] : years) out.push_back(one);
    return out;
  });
}

}  // namespace bangvang::store
