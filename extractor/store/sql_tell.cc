// What articles tell: evidence, the bodies they name, and which blocks to
// resolve again.
#include <algorithm>
#include <map>
#include <utility>

#include "extractor/store/body_table.h"
#include "extractor/store/corrections_of.h"
#include "extractor/store/sql_archive.h"

namespace bangvang::store {
namespace {

std::optional<std::string_view> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

// Puts the evidence of one article in the place of what it told before. Rows that stay as they are
// keep their record and touch no block; those that went stay, marked, until their block has been
// resolved, so that what they led to can be told.
class Teller {
 public:
  explicit Teller(Database& database)
      : bodies_(database),
        rows_(database,
              "SELECT number, kind, fact, block, announced, province, rest, gone, corrected FROM "
              "evidence "
              "WHERE article = ?1"),
        insert_(
            database,
            "INSERT INTO evidence (kind, fact, article, block, announced, province, rest, gone, "
            "corrected) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)"),
        update_(
            database,
            "UPDATE evidence SET block = ?2, announced = ?3, province = ?4, rest = ?5, gone = 0, "
            "corrected = ?6 WHERE number = ?1"),
        go_(database, "UPDATE evidence SET gone = 1 WHERE number = ?1"),
        find_block_(database, "SELECT number FROM blocks WHERE kind = ?1 AND key = ?2"),
        insert_block_(database,
                      "INSERT INTO blocks (kind, key, touched) VALUES (?1, ?2, 0) "
                      "RETURNING number"),
        touch_(database, "UPDATE blocks SET touched = 1 WHERE number = ?1 AND touched = 0"),
        told_(database,
              "INSERT INTO told VALUES (?1, ?2, ?3, ?4) ON CONFLICT (article) DO UPDATE SET "
              "province = ?2, year = ?3, awards = ?4"),
        untold_(database, "DELETE FROM told WHERE article = ?1"),
        forget_mentions_(database, "DELETE FROM mentions WHERE article = ?1"),
        mention_(database, "INSERT INTO mentions VALUES (?1, ?2) ON CONFLICT DO NOTHING") {}

  void replace(std::int64_t article, const history::Article& told,
               const Archive::Telling& telling) {
    Rows rows = rows_of(article);
    for (const history::Evidence& evidence : telling.evidence) put(article, evidence, rows);
    for (const auto& [key, row] : rows) {
      if (row.kept || row.gone) continue;
      go_.bind(row.number).run();
      touch_.bind(row.block).run();
    }
    forget_mentions_.bind(article).run();
    for (const history::Body& body : telling.bodies) {
      mention_.bind(article, bodies_.number(body)).run();
    }
    put_coverage(article, told, telling);
  }

  void remove(std::int64_t article) {
    replace(article, {}, {});
    untold_.bind(article).run();
  }

 private:
  struct Row {
    std::int64_t number = 0, block = 0;
    std::string announced, province, rest, corrected;
    bool gone = false, kept = false;
  };
  using Rows = std::map<std::pair<std::string, std::string>, Row>;  // by kind and fact

  Rows rows_of(std::int64_t article) {
    Rows rows;
    rows_.bind(article);
    while (rows_.step()) {
      rows[{rows_.text(1), rows_.text(2)}] = {.number = rows_.integer(0),
                                              .block = rows_.integer(3),
                                              .announced = rows_.text(4),
                                              .province = rows_.text(5),
                                              .rest = rows_.text(6),
                                              .corrected = rows_.text(8),
                                              .gone = rows_.integer(7) != 0};
    }
    rows_.reset();
    return rows;
  }

  std::int64_t block(const std::string& kind, const std::string& key) {
    find_block_.bind(kind, key);
    const bool found = find_block_.step();
    const std::int64_t number = found ? find_block_.integer(0) : 0;
    find_block_.reset();
    if (found) return number;
    return insert_block_.bind(kind, key).returned();
  }

  void put(std::int64_t article, const history::Evidence& evidence, Rows& rows) {
    const history::Told& told = evidence.told;
    const std::int64_t in = block(evidence.kind, evidence.block);
    const auto known = rows.find({evidence.kind, told.fact});
    if (known == rows.end()) {
      insert_
          .bind(evidence.kind, told.fact, article, in, or_null(told.announced),
                or_null(told.province), evidence.rest, or_null(evidence.corrected))
          .run();
      touch_.bind(in).run();
      return;
    }
    Row& row = known->second;
    row.kept = true;
    if (!row.gone && row.block == in && row.announced == told.announced &&
        row.province == told.province && row.rest == evidence.rest &&
        row.corrected == evidence.corrected) {
      return;
    }
    update_
        .bind(row.number, in, or_null(told.announced), or_null(told.province), evidence.rest,
              or_null(evidence.corrected))
        .run();
    touch_.bind(row.block).run();
    touch_.bind(in).run();
  }

  void put_coverage(std::int64_t article, const history::Article& told,
                    const Archive::Telling& telling) {
    const auto awards = std::ranges::count(telling.evidence, "award", &history::Evidence::kind);
    std::optional<int> year;
    if (told.published.size() >= 4) year = std::atoi(told.published.substr(0, 4).c_str());
    told_.bind(article, or_null(told.province), year, awards).run();
  }

  BodyTable bodies_;
  Statement rows_, insert_, update_, go_, find_block_, insert_block_, touch_, told_, untold_,
      forget_mentions_, mention_;
};

// The next articles that wait, with the facts of their current version.
class Waiting {
 public:
  explicit Waiting(Database& database)
      : next_(database,
              "SELECT u.article, a.id, v.published, v.province, v.number, v.text FROM untold u "
              "LEFT JOIN articles a ON a.number = u.article "
              "LEFT JOIN versions v ON v.version = a.version ORDER BY u.article LIMIT ?1"),
        facts_(database,
               "SELECT id, kind, rule, json FROM facts WHERE version = ?1 AND kind <> 'date' "
               "AND kind <> 'document' ORDER BY place"),
        corrections_of_(database) {}

  struct Article {
    std::int64_t number = 0;
    std::optional<history::Article> article;  // absent when it is no longer there
  };
  std::vector<Article> next(std::size_t limit) {
    std::vector<Article> out;
    next_.bind(limit);
    while (next_.step()) {
      Article one{.number = next_.integer(0), .article = {}};
      if (!next_.is_null(1)) {
        one.article = {.id = next_.text(1),
                       .published = next_.text(2),
                       .province = next_.text(3),
                       .facts = facts_of(next_.integer(4)),
                       .corrections = corrections_of_(next_.text(1)),
                       .text = {}};
        if (!one.article->corrections.empty()) one.article->text = next_.optional_text(5);
      }
      out.push_back(std::move(one));
    }
    next_.reset();
    return out;
  }

 private:
  std::vector<events::StoredFact> facts_of(std::int64_t version) {
    std::vector<events::StoredFact> facts;
    facts_.bind(version);
    while (facts_.step()) {
      facts.push_back({facts_.text(0), facts_.text(1), facts_.text(2), facts_.text(3)});
    }
    facts_.reset();
    return facts;
  }

  Statement next_, facts_;
  CorrectionsOf corrections_of_;
};

}  // namespace

Result<std::optional<std::string>> SqlArchive::basis() {
  return guarded([&]() -> std::optional<std::string> {
    Statement row(database_, "SELECT digest FROM basis");
    return row.step() ? row.optional_text(0) : std::nullopt;
  });
}

Result<void> SqlArchive::rebase(const std::string& basis) {
  return guarded([&] {
    Transaction transaction(database_);
    Statement(database_,
              "INSERT INTO basis VALUES (1, ?1, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) "
              "ON CONFLICT (one) DO UPDATE SET digest = excluded.digest, since = excluded.since")
        .bind(basis)
        .run();
    database_.execute(
        "INSERT INTO untold SELECT number FROM articles WHERE 1 = 1 ON CONFLICT DO NOTHING");
    database_.execute(
        "INSERT INTO untold SELECT DISTINCT article FROM evidence WHERE 1 = 1 ON CONFLICT DO "
        "NOTHING");
    database_.execute("UPDATE blocks SET touched = 1");
    transaction.commit();
  });
}

Result<bool> SqlArchive::due() {
  return guarded([&] {
    return database_.number(
               "SELECT count(*) FROM (SELECT 1 FROM untold UNION ALL "
               "SELECT 1 FROM blocks WHERE touched = 1 LIMIT 1) hits") != 0;
  });
}

Result<std::size_t> SqlArchive::tell(std::size_t limit, const Tell& tell) {
  return guarded([&] {
    Transaction transaction(database_);
    Teller teller(database_);
    Statement done(database_, "DELETE FROM untold WHERE article = ?1");
    const auto waiting = Waiting(database_).next(limit);
    for (const Waiting::Article& one : waiting) {
      if (one.article) {
        teller.replace(one.number, *one.article, tell(*one.article));
      } else {
        teller.remove(one.number);
      }
      done.bind(one.number).run();
    }
    transaction.commit();
    return waiting.size();
  });
}

}  // namespace bangvang::store
