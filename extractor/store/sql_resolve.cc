// The records of a store, made anew block by block.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "extractor/base/hash.h"
#include "extractor/json/writer.h"
#include "extractor/store/body_table.h"
#include "extractor/store/removed.h"
#include "extractor/store/search_names.h"
#include "extractor/store/sql_archive.h"

namespace bangvang::store {
namespace {

using history::AwardRecord;
using history::PersonRecord;
using history::RoleRecord;

std::optional<std::string_view> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

std::optional<int> year_in(std::string_view date) {
  if (date.size() < 4) return std::nullopt;
  int year = 0;
  for (const char c : date.substr(0, 4)) {
    if (c < '0' || c > '9') return std::nullopt;
    year = year * 10 + (c - '0');
  }
  return year;
}

// Of achievement, else the last of the period, else of the news.
std::optional<int> shown_year(std::optional<int> year, const std::optional<std::string>& period,
                              const std::string& announced) {
  if (year) return year;
  if (period) {
    const auto slash = period->rfind('/');
    const auto last = year_in(slash == std::string::npos ? *period : period->substr(slash + 1));
    if (last) return last;
  }
  return year_in(announced);
}

std::string announced_of(const AwardRecord& record) {
  if (record.decision && record.decision->date) return *record.decision->date;
  const auto step = std::ranges::find(record.path, record.status, &history::PathStep::status);
  return step == record.path.end() ? std::string() : step->day;
}

std::string path_json(const AwardRecord& record) {
  std::string out;
  json::Writer json(out);
  json.begin_array();
  for (const history::PathStep& step : record.path) {
    json.begin_object();
    json.key("status").string(step.status);
    json.key("date").string(step.day);
    json.key("fact").string(step.fact);
    json.end_object();
  }
  json.end_array();
  return out;
}

std::string conflicts_json(const AwardRecord& record) {
  std::string out;
  json::Writer json(out);
  json.begin_array();
  for (const history::Conflict& conflict : record.conflicts) {
    json.begin_object();
    json.key("field").string(conflict.field);
    json.key("values").begin_array();
    for (const history::Voice& voice : conflict.voices) {
      json.begin_object();
      json.key("value").string(voice.value);
      json.key("voices").integer(static_cast<std::int64_t>(voice.origins));
      json.key("facts").begin_array();
      for (const std::string& fact : voice.facts) json.string(fact);
      json.end_array();
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  return out;
}

// Equal for records that are kept in equal rows.
class Digest {
 public:
  Digest& add(const std::string& text) { return digest_.field(text), *this; }
  Digest& add(const std::optional<std::string>& text) {
    return add(std::string(text ? "1" : "0") + text.value_or(""));
  }
  Digest& add(std::optional<int> number) {
    return add(number ? std::to_string(*number) : std::string());
  }
  Digest& add(const std::vector<std::string>& strings) { return add(json::array_of(strings)); }
  Digest& add(const std::optional<history::Body>& body) {
    return add(body ? body->key() + '|' + body->name : std::string());
  }
  std::string hex() { return digest_.hex(); }

 private:
  Blake2b digest_;
};

std::string digest_of(const AwardRecord& r) {
  Digest digest;
  digest.add(r.form).add(r.level).add(r.recipient.kind).add(r.recipient.name);
  digest.add(r.recipient.of).add(r.recipient.count).add(r.body).add(r.grade).add(r.granted_by);
  digest.add(r.period).add(r.reason).add(r.year).add(announced_of(r)).add(r.province);
  const facts::Decision decision = r.decision.value_or(facts::Decision{});
  digest.add(decision.number).add(decision.date).add(decision.issuer);
  digest.add(r.status).add(r.posthumous).add(path_json(r)).add(conflicts_json(r));
  digest.add(r.facts).add(r.articles).add(r.open);
  for (const history::Body& body : r.bodies) digest.add(std::optional(body));
  return digest.hex();
}

std::string digest_of(const RoleRecord& r) {
  Digest digest;
  digest.add(r.bloc).add(r.aliases).add(r.province).add(r.role).add(r.holder).add(r.persons);
  digest.add(r.year).add(r.period).add(r.first_day).add(r.facts).add(r.articles).add(r.against);
  return digest.hex();
}

std::string digest_of(const PersonRecord& r) {
  Digest digest;
  digest.add(r.name).add(r.province).add(r.facts).add(r.articles).add(r.open);
  for (const history::Post& post : r.posts) {
    digest.add(post.title).add(std::optional(post.body)).add(post.former);
    digest.add(post.first_day).add(post.last_day).add(post.facts);
  }
  return digest.hex();
}

constexpr const char* kPutAward = R"(
  INSERT INTO awards (id, block, form, grade, level, recipient_kind, recipient, recipient_of,
    recipient_count, body, granted_by, year, period, shown_year, decision_number, decision_date,
    decision_issuer, announced, reason, province, status, posthumous, open, path, conflicts,
    records, recipients, facts, articles, digest, changed_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
    ?20, ?21, ?22, ?23, ?24, ?25, 1, ?26, ?27, ?28, ?29, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')))";

constexpr const char* kPutRole = R"(
  INSERT INTO roles (id, block, bloc, folded, aliases, province, role, body, persons, year, period,
    shown_year, announced, against, facts, articles, digest, changed_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
    strftime('%Y-%m-%dT%H:%M:%SZ', 'now')))";

constexpr const char* kPutPerson = R"(
  INSERT INTO persons (id, block, name, folded, province, open, facts, articles, digest, changed_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')))";

// What records of all kinds share.
struct Tables {
  explicit Tables(Database& database) : bodies(database), names(database) {}
  BodyTable bodies;
  SearchNames names;
};

// Rows of one kind of record.
class AwardRows {
 public:
  static constexpr const char* kTable = "awards";
  static constexpr const char* kNames = "recipient, granted_by";
  explicit AwardRows(Database& database)
      : put_(database, kPutAward),
        remove_bodies_(database, "DELETE FROM award_bodies WHERE award = ?1"),
        untell_(database,
                "DELETE FROM told_awards WHERE award = (SELECT number FROM awards WHERE id = ?1)"),
        put_body_(database, "INSERT INTO award_bodies VALUES (?1, ?2) ON CONFLICT DO NOTHING") {}

  void put(const AwardRecord& r, std::int64_t block, const std::string& digest, Tables& tables) {
    BodyTable& bodies = tables.bodies;
    tables.names.add(r.recipient.name.value_or(""));
    tables.names.add(r.granted_by.value_or(""));
    const std::string announced = announced_of(r), path = path_json(r),
                      conflicts = conflicts_json(r);
    const facts::Decision decision = r.decision.value_or(facts::Decision{});
    std::optional<std::int64_t> body;
    if (r.body) body = bodies.number(*r.body);
    std::optional<int> recipients = 1;
    if (r.recipient.kind == "group") recipients = r.recipient.count;
    put_.bind(r.id, block, r.form, r.grade, or_null(r.level), r.recipient.kind, r.recipient.name,
              r.recipient.of, r.recipient.count, body, r.granted_by, r.year, r.period,
              shown_year(r.year, r.period, announced), decision.number, decision.date,
              decision.issuer, or_null(announced), r.reason, or_null(province_of(r)), r.status,
              r.posthumous, r.open, path, conflicts, recipients, r.facts.size(), r.articles.size(),
              digest)
        .run();
    for (const history::Body& one : r.bodies) put_body_.bind(r.id, bodies.number(one)).run();
  }
  // While the record's row still stands.
  void remove(const std::string& id) {
    remove_bodies_.bind(id).run();
    untell_.bind(id).run();
  }

 private:
  static std::string province_of(const AwardRecord& r) {
    return r.body && !r.body->place.empty() ? r.body->place : r.province;
  }
  Statement put_, remove_bodies_, untell_, put_body_;
};

class RoleRows {
 public:
  static constexpr const char* kTable = "roles";
  static constexpr const char* kNames = "bloc, NULL";
  explicit RoleRows(Database& database) : put_(database, kPutRole) {}

  void put(const RoleRecord& r, std::int64_t block, const std::string& digest, Tables& tables) {
    tables.names.add(r.bloc);
    const std::string aliases = json::array_of(r.aliases), persons = json::array_of(r.persons),
                      against = json::array_of(r.against), folded = folded_name(r.bloc);
    std::optional<std::int64_t> body;
    if (r.holder) body = tables.bodies.number(*r.holder);
    put_.bind(r.id, block, or_null(r.bloc), folded, aliases, or_null(r.province), r.role, body,
              persons, r.year, r.period, shown_year(r.year, r.period, r.first_day),
              or_null(r.first_day), against, r.facts.size(), r.articles.size(), digest)
        .run();
  }
  void remove(const std::string&) {}

 private:
  Statement put_;
};

class PersonRows {
 public:
  static constexpr const char* kTable = "persons";
  static constexpr const char* kNames = "name, NULL";
  explicit PersonRows(Database& database)
      : put_(database, kPutPerson),
        remove_posts_(database, "DELETE FROM posts WHERE person = ?1"),
        put_post_(database,
                  "INSERT INTO posts (person, title, body, former, first_day, last_day, fact) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)") {}

  void put(const PersonRecord& r, std::int64_t block, const std::string& digest, Tables& tables) {
    tables.names.add(r.name);
    const std::string folded = folded_name(r.name);
    put_.bind(r.id, block, r.name, folded, or_null(r.province), r.open, r.facts.size(),
              r.articles.size(), digest)
        .run();
    for (const history::Post& post : r.posts) {
      std::optional<std::int64_t> body;
      if (!post.body.name.empty()) body = tables.bodies.number(post.body);
      put_post_
          .bind(r.id, post.title, body, post.former, or_null(post.first_day),
                or_null(post.last_day), post.facts.front())
          .run();
    }
  }
  void remove(const std::string& id) { remove_posts_.bind(id).run(); }

 private:
  Statement put_, remove_posts_, put_post_;
};

// Puts the records of a block in the place of those it had; equal ones stay as they are.
template <class Rows>
class Keeper {
 public:
  explicit Keeper(Database& database)
      : rows_(database),
        digests_(database,
                 std::string("SELECT id, digest FROM ") + Rows::kTable + " WHERE block = ?1"),
        names_(database,
               std::string("SELECT ") + Rows::kNames + " FROM " + Rows::kTable + " WHERE id = ?1"),
        remove_(database, std::string("DELETE FROM ") + Rows::kTable + " WHERE id = ?1"),
        removed_(database, kRemoved) {}

  template <class Record>
  void replace(std::int64_t block, const std::vector<Record>& records, Tables& tables,
               Resolved& resolved) {
    auto before = digests_of(block);
    for (const Record& record : records) {
      const std::string digest = digest_of(record);
      const auto known = before.find(record.id);
      const bool fresh = known == before.end();
      if (!fresh) {
        const bool equal = known->second == digest;
        before.erase(known);
        if (equal) continue;
      }
      ++(fresh ? resolved.added : resolved.changed);
      remove(record.id, tables);  // also where another block has it still
      rows_.put(record, block, digest, tables);
    }
    for (const auto& [id, digest] : before) {
      remove(id, tables);
      removed_.bind(Rows::kTable, id).run();
      ++resolved.removed;
    }
  }

 private:
  std::map<std::string, std::string> digests_of(std::int64_t block) {
    std::map<std::string, std::string> out;
    digests_.bind(block);
    while (digests_.step()) out.emplace(digests_.text(0), digests_.text(1));
    digests_.reset();
    return out;
  }
  void remove(const std::string& id, Tables& tables) {
    names_.bind(id);
    if (names_.step()) {
      for (const int column : {0, 1}) tables.names.leave(names_.text(column));
    }
    names_.reset();
    rows_.remove(id);
    remove_.bind(id).run();
  }

  Rows rows_;
  Statement digests_, names_, remove_, removed_;
};

// A block as it stands in the store, with what went since it was resolved.
struct Stored {
  struct Row {
    std::int64_t number = 0, article = 0;
    std::string fact, record;
    bool gone = false;
  };
  std::int64_t number = 0;
  history::Block block;
  std::vector<Row> rows;
};

class Blocks {
 public:
  explicit Blocks(Database& database)
      : next_(database,
              "SELECT number, kind, key FROM blocks WHERE touched = 1 ORDER BY number LIMIT ?1"),
        members_(database,
                 "SELECT e.number, e.fact, e.article, e.record, e.announced, e.province, e.rest, "
                 "e.gone, a.id, a.version, coalesce(e.corrected, f.json) FROM evidence e "
                 "LEFT JOIN articles a ON a.number = e.article "
                 "LEFT JOIN facts f ON f.id = e.fact "
                 "WHERE e.block = ?1 ORDER BY e.fact, a.id"),
        near_(database,
              "SELECT n.key FROM versions v JOIN near_keys n ON n.version = v.number "
              "WHERE v.version = ?1 ORDER BY n.key"),
        resolved_(database, "UPDATE blocks SET touched = 0 WHERE number = ?1"),
        drop_(database, "DELETE FROM blocks WHERE number = ?1") {}

  std::vector<Stored> next(std::size_t limit) {
    std::vector<Stored> out;
    next_.bind(limit);
    while (next_.step()) {
      Stored& one = out.emplace_back();
      one.number = next_.integer(0);
      one.block.kind = next_.text(1);
      one.block.key = next_.text(2);
    }
    next_.reset();
    return out;
  }

  void read(Stored& stored) {
    std::map<std::string, std::string> versions;  // by article
    members_.bind(stored.number);
    while (members_.step()) {
      Stored::Row row{.number = members_.integer(0),
                      .article = members_.integer(2),
                      .fact = members_.text(1),
                      .record = members_.text(3),
                      .gone = members_.integer(7) != 0};
      // A fact that is not there went a moment ago; its article waits to be told again.
      if (!row.gone && !members_.is_null(8) && !members_.is_null(10)) {
        versions.emplace(members_.text(8), members_.text(9));
        stored.block.members.push_back({{.kind = stored.block.kind,
                                         .block = stored.block.key,
                                         .told = {.fact = row.fact,
                                                  .article = members_.text(8),
                                                  .announced = members_.text(4),
                                                  .province = members_.text(5)},
                                         .rest = members_.text(6),
                                         .corrected = {}},
                                        members_.text(10)});
      }
      stored.rows.push_back(std::move(row));
    }
    members_.reset();
    if (versions.size() > 1) read_near_keys(stored.block, versions);
  }

  void finish(const Stored& stored) {
    const bool empty = std::ranges::all_of(stored.rows, &Stored::Row::gone);
    (empty ? drop_ : resolved_).bind(stored.number).run();
  }

 private:
  void read_near_keys(history::Block& block, const std::map<std::string, std::string>& versions) {
    for (const auto& [article, version] : versions) {
      auto& keys = block.near_keys[article];
      near_.bind(version);
      while (near_.step()) keys.push_back(near_.integer(0));
      near_.reset();
    }
  }

  Statement next_, members_, near_, resolved_, drop_;
};

// Leads every fact to its record, and ids that records once had to what became of them.
class Leader {
 public:
  explicit Leader(Database& database)
      : lead_(database, "UPDATE evidence SET record = ?2 WHERE number = ?1"),
        succeed_(database, "INSERT INTO successors VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"),
        remove_(database, "DELETE FROM evidence WHERE number = ?1") {}

  void lead(const Stored& stored, const std::map<std::string, std::string>& holder) {
    for (const Stored::Row& row : stored.rows) {
      if (row.gone) {
        replace_gone(stored, row);
        remove_.bind(row.number).run();
        continue;
      }
      const auto found = holder.find(row.fact);
      if (found == holder.end()) continue;
      if (!row.record.empty()) split(stored.block.kind, row, holder);
      if (row.record != found->second) lead_.bind(row.number, found->second).run();
    }
  }

 private:
  // A fact that left the record it was in, unless it went wherever that record's own id went.
  void split(const std::string& kind, const Stored::Row& row,
             const std::map<std::string, std::string>& holder) {
    const auto of_id = holder.find(row.record);
    if (of_id != holder.end() && of_id->second == holder.at(row.fact)) return;
    succeed_.bind(kind, row.record, row.fact).run();
  }

  // What leads on from a fact that went: the rest of its record, else what its article tells now.
  void replace_gone(const Stored& stored, const Stored::Row& gone) {
    bool led = false;
    for (const Stored::Row& row : stored.rows) {
      if (row.gone || gone.record.empty() || row.record != gone.record) continue;
      succeed_.bind(stored.block.kind, gone.fact, row.fact).run();
      led = true;
    }
    for (const Stored::Row& row : stored.rows) {
      if (led || row.gone || row.article != gone.article) continue;
      succeed_.bind(stored.block.kind, gone.fact, row.fact).run();
    }
  }

  Statement lead_, succeed_, remove_;
};

// A record is as sure as the surest that is told of it; a fact that a person added has no row.
constexpr const char* kConfidence = R"(
  UPDATE awards SET confidence = coalesce((
    SELECT CASE max(CASE coalesce(e.corrected, f.json) ->> '$.confidence'
                    WHEN 'certain' THEN 2 WHEN 'doubtful' THEN 0 ELSE 1 END)
           WHEN 2 THEN 'certain' WHEN 1 THEN 'likely' WHEN 0 THEN 'doubtful' END
    FROM evidence e LEFT JOIN facts f ON f.id = e.fact
    WHERE e.record = awards.id AND e.kind = 'award' AND e.gone = 0), 'likely')
  WHERE block = ?1)";

// Which articles tell of the awards of a block, and how sure that makes them.
class ToldAwards {
 public:
  explicit ToldAwards(Database& database)
      : clear_(database,
               "DELETE FROM told_awards WHERE award IN (SELECT number FROM awards WHERE block = "
               "?1)"),
        tell_(database,
              "INSERT INTO told_awards SELECT DISTINCT e.article, w.number, w.form "
              "FROM evidence e JOIN awards w ON w.id = e.record "
              "WHERE e.block = ?1 AND e.kind = 'award' AND e.gone = 0 ON CONFLICT DO NOTHING"),
        rate_(database, kConfidence) {}

  // Requires: every fact of the block leads to its record.
  void tell(std::int64_t block) {
    clear_.bind(block).run();
    tell_.bind(block).run();
    rate_.bind(block).run();
  }

 private:
  Statement clear_, tell_, rate_;
};

std::map<std::string, std::string> holders(const history::Records& records) {
  std::map<std::string, std::string> out;  // record by fact
  const auto add = [&](const auto& list) {
    for (const auto& record : list) {
      for (const std::string& fact : record.facts) out.emplace(fact, record.id);
    }
  };
  add(records.awards);
  add(records.roles);
  add(records.persons);
  return out;
}

}  // namespace

Resolved& Resolved::operator+=(const Resolved& other) {
  blocks += other.blocks;
  added += other.added;
  changed += other.changed;
  removed += other.removed;
  return *this;
}

Result<Resolved> SqlArchive::resolve(std::size_t limit, const Resolve& resolve) {
  return guarded([&] {
    Resolved resolved;
    Transaction transaction(database_);
    Blocks blocks(database_);
    Tables tables(database_);
    Keeper<AwardRows> awards(database_);
    Keeper<RoleRows> roles(database_);
    Keeper<PersonRows> persons(database_);
    Leader leader(database_);
    ToldAwards told(database_);
    for (Stored& stored : blocks.next(limit)) {
      blocks.read(stored);
      const history::Records records = resolve(stored.block);
      const std::string& kind = stored.block.kind;
      if (kind == "award") awards.replace(stored.number, records.awards, tables, resolved);
      if (kind == "role") roles.replace(stored.number, records.roles, tables, resolved);
      if (kind == "person") persons.replace(stored.number, records.persons, tables, resolved);
      leader.lead(stored, holders(records));
      if (kind == "award") told.tell(stored.number);
      blocks.finish(stored);
      ++resolved.blocks;
    }
    tables.names.tidy();
    transaction.commit();
    return resolved;
  });
}

Result<void> SqlArchive::tidy() {
  return guarded([&] {
    database_.execute(
        "DELETE FROM bodies WHERE NOT EXISTS (SELECT 1 FROM mentions WHERE body = bodies.number) "
        "AND NOT EXISTS (SELECT 1 FROM awards WHERE body = bodies.number) "
        "AND NOT EXISTS (SELECT 1 FROM award_bodies WHERE body = bodies.number) "
        "AND NOT EXISTS (SELECT 1 FROM roles WHERE body = bodies.number) "
        "AND NOT EXISTS (SELECT 1 FROM posts WHERE body = bodies.number)");
    // What was written ahead may hold records of an article that is to be forgotten.
    database_.driver().purge();
  });
}

Result<std::vector<std::string>> SqlArchive::find(const std::string& kind, const std::string& id) {
  return guarded([&] {
    std::set<std::string> seen{id}, records;
    std::vector<std::string> open{id};
    Statement holder(database_,
                     "SELECT DISTINCT record FROM evidence WHERE fact = ?1 AND kind = ?2 "
                     "AND gone = 0 AND record IS NOT NULL");
    Statement next(database_, "SELECT fact FROM successors WHERE kind = ?1 AND former = ?2");
    while (!open.empty()) {
      const std::string fact = std::move(open.back());
      open.pop_back();
      holder.bind(fact, kind);
      while (holder.step()) records.insert(holder.text(0));
      next.bind(kind, fact);
      while (next.step()) {
        if (seen.insert(next.text(0)).second) open.push_back(next.text(0));
      }
    }
    return std::vector<std::string>(records.begin(), records.end());
  });
}

}  // namespace bangvang::store
