#include "extractor/store/sql_catalogue.h"

#include "extractor/json/value.h"
#include "extractor/store/corrections_of.h"
#include "extractor/store/store.h"

namespace bangvang::store {
namespace {

// Pages are bounded when they are read; this is above all of them.
constexpr std::size_t kLargestPage = std::size_t{1} << 30;

// An article goes by its own id and by those of all its addresses.
constexpr const char* kArticle = R"(
  SELECT a.id, v.version, v.source, v.url, v.title, v.author, v.published, v.province, v.text,
    v.program, v.grammars, v.attachments, v.number,
    (SELECT site FROM addresses WHERE article = a.id AND site IS NOT NULL ORDER BY id LIMIT 1),
    EXISTS (SELECT 1 FROM pages WHERE version = v.number AND packed IS NOT NULL),
    v.site, v.category
  FROM articles a JOIN versions v ON v.version = a.version
  WHERE a.id = coalesce((SELECT article FROM addresses WHERE id = ?1), ?1))";

void read_facts(Database& database, std::int64_t version, std::vector<events::StoredFact>& out) {
  Statement row(database,
                "SELECT id, kind, rule, json FROM facts WHERE version = ?1 ORDER BY place");
  row.bind(version);
  while (row.step()) out.push_back({row.text(0), row.text(1), row.text(2), row.text(3)});
}

void read_addresses(Database& database, WholeArticle& out) {
  Statement row(database,
                "SELECT coalesce(url, '') FROM addresses WHERE article = ?1 ORDER BY url");
  row.bind(out.record.id);
  while (row.step()) {
    if (auto url = row.text(0); !url.empty()) out.addresses.push_back(std::move(url));
  }
  Statement seen(database,
                 "SELECT count(DISTINCT c.version), min(c.first_fetched), max(c.last_fetched) "
                 "FROM addresses d JOIN captures c ON c.address = d.id WHERE d.article = ?1");
  seen.bind(out.record.id).step();
  out.versions = static_cast<std::size_t>(seen.integer(0));
  out.first_fetched = seen.optional_text(1);
  out.last_fetched = seen.optional_text(2);
}

void read_records(Database& database, WholeArticle& out) {
  Statement row(database,
                "SELECT e.fact, e.record FROM evidence e JOIN articles a ON a.number = e.article "
                "WHERE a.id = ?1 AND e.record IS NOT NULL AND e.gone = 0 "
                "ORDER BY e.kind = 'person' DESC");
  row.bind(out.record.id);
  while (row.step()) out.records[row.text(0)] = row.text(1);
}

void read_near(Database& database, std::int64_t version, WholeArticle& out) {
  // A notice that a thousand sites print is near them all; the first some say so well enough.
  Statement row(database,
                "SELECT DISTINCT a.id FROM (SELECT other FROM (SELECT n.version AS other "
                "FROM near_keys m JOIN near_keys n ON n.key = m.key AND n.version <> m.version "
                "WHERE m.version = ?1 LIMIT 2000) shared GROUP BY other HAVING count(*) >= 2) pair "
                "JOIN versions v ON v.number = pair.other "
                "JOIN articles a ON a.version = v.version WHERE a.id <> ?2 ORDER BY a.id LIMIT 20");
  row.bind(version, out.record.id);
  while (row.step()) out.near.push_back(row.text(0));
}

}  // namespace

Result<std::optional<WholeArticle>> SqlCatalogue::article(const std::string& id) {
  return guarded(path_, [&]() -> std::optional<WholeArticle> {
    Statement row(database_, kArticle);
    if (!row.bind(id).step()) return std::nullopt;
    WholeArticle out;
    out.record = {.id = row.text(0),
                  .version = row.text(1),
                  .source = row.text(2),
                  .url = row.optional_text(3),
                  .title = row.optional_text(4),
                  .author = row.optional_text(5),
                  .published = row.optional_text(6),
                  .province = row.optional_text(7),
                  .site = row.optional_text(15),
                  .category = row.optional_text(16),
                  .text = row.optional_text(8),
                  .program = row.text(9),
                  .grammars = row.text(10)};
    if (const auto list = json::Value::parse(row.text(11))) {
      for (const json::Value& item : list->items()) {
        out.record.attachments.push_back(item.string().value_or(""));
      }
    }
    const std::int64_t version = row.integer(12);
    out.site = row.optional_text(13);
    out.copied = row.integer(14) != 0;
    read_facts(database_, version, out.record.facts);
    read_addresses(database_, out);
    read_records(database_, out);
    read_near(database_, version, out);
    out.corrections = CorrectionsOf(database_)(out.record.id);
    return out;
  });
}

Result<std::optional<std::string>> SqlCatalogue::copy(const std::string& id) {
  auto packed = guarded(path_, [&]() -> std::optional<std::string> {
    Statement row(database_,
                  "SELECT p.packed FROM articles a JOIN versions v ON v.version = a.version "
                  "JOIN pages p ON p.version = v.number WHERE p.packed IS NOT NULL AND "
                  "a.id = coalesce((SELECT article FROM addresses WHERE id = ?1), ?1)");
    return row.bind(id).step() ? row.optional_text(0) : std::nullopt;
  });
  if (!packed || !*packed) return packed;
  auto bytes = unpack(**packed, kLargestPage);
  if (!bytes) return std::unexpected(bytes.error());
  return *std::move(bytes);
}

}  // namespace bangvang::store
