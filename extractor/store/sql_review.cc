#include "extractor/store/sql_review.h"

#include "extractor/json/writer.h"
#include "extractor/page/url.h"
#include "extractor/store/corrections_of.h"
#include "extractor/store/sentence.h"

namespace bangvang::store {
namespace {

using history::Correction;

constexpr const char* kColumns =
    "number, action, article, kind, words, was, value, made_by, made_at, reason, undone_by, "
    "undone_at";

// A fact of the current versions; behind them those that people added.
constexpr const char* kFact = R"(
  SELECT f.id, f.kind, f.rule, coalesce(e.corrected, f.json), a.id, v.title, v.url, v.text,
    v.published
  FROM facts f JOIN versions v ON v.number = f.version JOIN articles a ON a.version = v.version
    LEFT JOIN evidence e ON e.fact = f.id AND e.article = a.number AND e.gone = 0
  WHERE f.id = ?1
  UNION ALL
  SELECT e.fact, CASE e.kind WHEN 'role' THEN 'bloc_role' WHEN 'person' THEN 'official'
      ELSE e.kind END, 'review', e.corrected, a.id, v.title, v.url, v.text, v.published
  FROM evidence e JOIN articles a ON a.number = e.article
    JOIN versions v ON v.version = a.version
  WHERE e.fact = ?1 AND e.gone = 0 AND e.corrected IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.id = e.fact)
  LIMIT 1)";

// What nobody has judged yet.
constexpr const char* kFacts = R"(
  SELECT CASE f.kind WHEN 'finding' THEN 'finding' ELSE 'doubtful' END AS why, f.kind AS kind,
    f.id AS id, a.id AS article, f.json ->> '$.text' AS words
  FROM facts f JOIN versions v ON v.number = f.version JOIN articles a ON a.version = v.version
  WHERE (f.kind = 'finding' OR f.json ->> '$.confidence' = 'doubtful') AND NOT EXISTS (
    SELECT 1 FROM corrections c WHERE c.article = a.id AND c.kind = f.kind
      AND c.words = f.json ->> '$.text' AND c.undone_at IS NULL))";

constexpr const char* kRecords = R"(
  SELECT CASE WHEN w.conflicts <> '[]' THEN 'conflict' ELSE 'open' END AS why, 'award' AS kind,
    w.id AS id, '' AS article, coalesce(w.recipient, '') AS words
  FROM awards w WHERE (w.conflicts <> '[]' OR w.open = 1) AND EXISTS (
    SELECT 1 FROM evidence e WHERE e.record = w.id AND e.kind = 'award' AND e.gone = 0
      AND e.corrected IS NULL)
  UNION ALL SELECT 'against', 'role', r.id, '', coalesce(r.bloc, '')
  FROM roles r WHERE (r.against <> '[]') AND EXISTS (
    SELECT 1 FROM evidence e WHERE e.record = r.id AND e.kind = 'role' AND e.gone = 0
      AND e.corrected IS NULL))";

// Facts first, each by its place in the queue.
constexpr const char* kKey = R"(
  CASE q.article WHEN '' THEN '1' ELSE '0' END || q.why || '/' || q.kind || '/' || q.id)";

std::string award_fields(const Statement& row) {
  std::string out;
  json::Writer json(out);
  json.begin_object();
  json.key("form").string(row.text(0));
  json.key("recipient").begin_object();
  json.key("kind").string(row.text(1));
  json.key("name").string_or_null(row.optional_text(2));
  json.key("of").string_or_null(row.optional_text(3));
  json.key("count");
  row.is_null(4) ? json.null() : json.integer(row.integer(4));
  json.end_object();
  // What the record leaves open stays as the fact has it.
  if (!row.is_null(5)) json.key("grade").string(row.text(5));
  if (!row.is_null(6)) json.key("granted_by").string(row.text(6));
  if (!row.is_null(7)) json.key("year").integer(row.integer(7));
  if (!row.is_null(8)) json.key("period").string(row.text(8));
  json.end_object();
  return out;
}

std::string role_fields(const Statement& row) {
  std::string out;
  json::Writer json(out);
  json.begin_object();
  json.key("role").string(row.text(0));
  if (!row.is_null(1)) json.key("bloc").string(row.text(1));
  if (!row.is_null(2)) json.key("holder").string(row.text(2));
  if (!row.is_null(3)) json.key("year").integer(row.integer(3));
  if (!row.is_null(4)) json.key("period").string(row.text(4));
  json.end_object();
  return out;
}

// What tells a record from others, as fields of a fact; nothing when there is no such record.
std::optional<std::string> fields_of(Database& database, const std::string& kind,
                                     const std::string& record) {
  if (kind == "award") {
    Statement row(database,
                  "SELECT form, recipient_kind, recipient, recipient_of, recipient_count, grade, "
                  "granted_by, year, period FROM awards WHERE id = ?1");
    return row.bind(record).step() ? std::optional(award_fields(row)) : std::nullopt;
  }
  if (kind == "role") {
    Statement row(database,
                  "SELECT r.role, r.bloc, b.name, r.year, r.period FROM roles r "
                  "LEFT JOIN bodies b ON b.number = r.body WHERE r.id = ?1");
    return row.bind(record).step() ? std::optional(role_fields(row)) : std::nullopt;
  }
  Statement row(database, "SELECT 1 FROM persons WHERE id = ?1");
  return row.bind(record).step() ? std::optional(std::string()) : std::nullopt;
}

}  // namespace

CorrectionsOf::CorrectionsOf(Database& database)
    : statement_(database, std::string("SELECT ") + kColumns +
                               " FROM corrections WHERE undone_at IS NULL AND (article = ?1 OR "
                               "article IN (SELECT id FROM addresses WHERE article = ?1)) "
                               "ORDER BY number") {}

std::vector<Correction> CorrectionsOf::operator()(const std::string& article) {
  std::vector<Correction> out;
  statement_.bind(article);
  while (statement_.step()) out.push_back(correction_of(statement_));
  statement_.reset();
  return out;
}

Correction correction_of(const Statement& row) {
  return {.number = row.integer(0),
          .action = row.text(1),
          .article = row.text(2),
          .kind = row.text(3),
          .words = row.text(4),
          .was = row.text(5),
          .value = row.text(6),
          .by = row.text(7),
          .at = row.text(8),
          .reason = row.text(9),
          .undone_by = row.text(10),
          .undone_at = row.text(11)};
}

Result<std::optional<Reviewed>> SqlReview::fact(const std::string& id) {
  return guarded([&]() -> std::optional<Reviewed> {
    Statement row(database_, kFact);
    if (!row.bind(id).step()) return std::nullopt;
    Reviewed out{.fact = {row.text(0), row.text(1), row.text(2), row.text(3)},
                 .article = row.text(4),
                 .words = {},
                 .title = row.optional_text(5),
                 .url = row.optional_text(6),
                 .published = row.optional_text(8)};
    out.words = sentence_of(out.fact.json, row.optional_text(7));
    return out;
  });
}

Result<std::optional<ReviewedArticle>> SqlReview::article(const std::string& what) {
  return guarded([&]() -> std::optional<ReviewedArticle> {
    Statement row(database_,
                  "SELECT a.id, v.published, v.province, v.text, v.title, v.author, v.url, "
                  "v.number FROM articles a JOIN versions v ON v.version = a.version "
                  "WHERE a.id = ?1 OR a.id IN "
                  "(SELECT article FROM addresses WHERE id = ?1 OR url = ?2)");
    if (!row.bind(what, page::canonical_url(what)).step()) return std::nullopt;
    ReviewedArticle out;
    out.article = {.id = row.text(0),
                   .published = row.text(1),
                   .province = row.text(2),
                   .facts = {},
                   .corrections = {},
                   .text = row.optional_text(3)};
    out.title = row.optional_text(4);
    out.author = row.optional_text(5);
    out.url = row.optional_text(6);
    Statement facts(database_,
                    "SELECT id, kind, rule, json FROM facts WHERE version = ?1 ORDER BY place");
    facts.bind(row.integer(7));
    while (facts.step()) {
      out.article.facts.push_back({facts.text(0), facts.text(1), facts.text(2), facts.text(3)});
    }
    out.article.corrections = CorrectionsOf(database_)(out.article.id);
    return out;
  });
}

Result<std::vector<std::string>> SqlReview::corrected_articles() {
  return guarded([&] {
    Statement row(database_,
                  "SELECT DISTINCT coalesce(d.article, c.article) AS id FROM corrections c "
                  "LEFT JOIN addresses d ON d.id = c.article WHERE c.undone_at IS NULL "
                  "ORDER BY id");
    std::vector<std::string> out;
    while (row.step()) out.push_back(row.text(0));
    return out;
  });
}

Result<std::vector<Doubt>> SqlReview::doubts(const Doubts& asked) {
  return guarded([&] {
    Statement row(database_, std::string("SELECT why, kind, id, article, words, key FROM (SELECT "
                                         "q.*, ") +
                                 kKey + " AS key FROM (" + kFacts + " UNION ALL " + kRecords +
                                 ") q) k WHERE key > ?1 AND (?2 = '' OR ?2 LIKE '%|' || why || "
                                 "'|%') ORDER BY key LIMIT ?3 OFFSET ?4");
    std::string whys;
    for (const std::string& why : asked.whys) whys += '|' + why + '|';
    row.bind(asked.after, whys, asked.limit, asked.skip);
    std::vector<Doubt> out;
    while (row.step()) {
      out.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)});
    }
    return out;
  });
}

Result<std::optional<Review::Core>> SqlReview::core(const std::string& kind,
                                                    const std::string& record) {
  return guarded([&]() -> std::optional<Core> {
    auto fields = fields_of(database_, kind, record);
    if (!fields) return std::nullopt;
    Statement row(database_,
                  "SELECT fact, announced, province, rest FROM evidence WHERE record = ?1 "
                  "AND kind = ?2 AND gone = 0 ORDER BY fact LIMIT 1");
    if (!row.bind(record, kind).step()) return std::nullopt;
    Core out;
    out.member.kind = kind;
    out.member.told.fact = row.text(0);
    out.member.told.announced = row.text(1);
    out.member.told.province = row.text(2);
    out.member.rest = row.text(3);
    out.fields = *std::move(fields);
    return out;
  });
}

Result<std::vector<std::int64_t>> SqlReview::keep(const std::vector<Correction>& corrections) {
  return guarded([&] {
    Transaction transaction(database_);
    Statement insert(database_,
                     "INSERT INTO corrections (action, article, kind, words, was, value, made_by, "
                     "made_at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
                     "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?8) RETURNING number");
    Statement tell(database_,
                   "INSERT INTO untold SELECT number FROM articles WHERE id = ?1 "
                   "ON CONFLICT DO NOTHING");
    std::vector<std::int64_t> numbers;
    for (const Correction& c : corrections) {
      numbers.push_back(
          insert.bind(c.action, c.article, c.kind, c.words, c.was, c.value, c.by, c.reason)
              .returned());
      tell.bind(c.article).run();
    }
    transaction.commit();
    return numbers;
  });
}

Result<bool> SqlReview::undo(std::int64_t number, const std::string& by) {
  return guarded([&] {
    Transaction transaction(database_);
    Statement undo(database_,
                   "UPDATE corrections SET undone_by = ?2, "
                   "undone_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') "
                   "WHERE number = ?1 AND undone_at IS NULL");
    undo.bind(number, by).run();
    const bool done = undo.changed() > 0;
    Statement(database_,
              "INSERT INTO untold SELECT a.number FROM articles a JOIN corrections c "
              "ON a.id = c.article OR a.id IN "
              "(SELECT article FROM addresses d WHERE d.id = c.article) WHERE c.number = ?1 "
              "ON CONFLICT DO NOTHING")
        .bind(number)
        .run();
    transaction.commit();
    return done;
  });
}

Result<std::vector<Correction>> SqlReview::corrections(const Said& asked) {
  return guarded([&] {
    Statement row(database_, std::string("SELECT ") + kColumns +
                                 " FROM corrections WHERE (?1 = '' OR article = ?1) AND "
                                 "(?2 = 0 OR number < ?2) ORDER BY number DESC LIMIT ?3 OFFSET ?4");
    row.bind(asked.article, asked.before, asked.limit, asked.skip);
    std::vector<Correction> out;
    while (row.step()) out.push_back(correction_of(row));
    return out;
  });
}

}  // namespace bangvang::store
